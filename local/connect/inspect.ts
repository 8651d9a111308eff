import { AwsError } from '../core/contract.ts';
import type { Center } from './center.ts';
import type { Contact } from './contacts/contact.ts';
import { itemsOf } from './participants/transcript.ts';
import type { Item } from './participants/transcript.ts';
import type { CriteriaStep } from './queues/criteria.ts';

/** One contact, as the console lists it. Times are epoch milliseconds. */
export interface ContactView {
  contactId: string;
  initialContactId: string;
  previousContactId?: string;
  relatedContactId?: string;
  channel: string;
  state: string;
  name?: string;
  customer?: string;
  /** Where the flow stands: its name, the action, and what it waits for. */
  flow?: { name: string; purpose: string; action: string; waitsFor?: string; until?: number };
  queue?: string;
  priority: number;
  criteria?: CriteriaStep[];
  agent?: string;
  attributes: Record<string, string>;
  startedAt: number;
  queuedAt?: number;
  connectedToAgentAt?: number;
  endedAt?: number;
  disconnectReason?: string;
}

/** Newest first; `after` is the contact id the last page ended with. */
export function listContacts(
  center: Center,
  { limit = 50, after }: { limit?: number; after?: string } = {},
): ContactView[] {
  const last = after === undefined ? undefined : center.contact(after);
  return center.timeline
    .list({ reverse: true, limit, ...(last ? { after: last.place } : {}) })
    .map(({ document }) => view(center, center.contact(document)));
}

/** The chat the contact belongs to, over all its contacts, oldest first; empty for tasks. */
export function transcriptOf(center: Center, contactId: string): Item[] {
  const chat = center.chats.get(center.contact(contactId).initialContactId);
  return chat ? itemsOf(center, chat, 'AGENT').map(({ item }) => item) : [];
}

export function view(center: Center, contact: Contact): ContactView {
  const chat = contact.channel === 'CHAT' ? center.chats.get(contact.initialContactId) : undefined;
  const { run, queue } = contact;
  return {
    contactId: contact.id,
    initialContactId: contact.initialContactId,
    previousContactId: contact.previousContactId,
    relatedContactId: contact.relatedContactId,
    channel: contact.channel,
    state: contact.state,
    name: contact.name,
    customer: chat && center.participants.get(chat.customerId)?.displayName,
    flow: run && {
      name: center.flows.get(run.flowArn)?.name ?? run.flowArn,
      purpose: run.purpose,
      action: run.position,
      waitsFor:
        run.wait &&
        (run.wait.kind === 'input' ? 'customer message' : ['time', ...run.wait.events].join(' or ')),
      until: run.wait?.until,
    },
    queue: queue?.arn && (center.queues.get(queue.arn)?.name ?? queue.arn),
    priority: contact.priority,
    ...(contact.criteria && { criteria: contact.criteria }),
    agent: contact.agent?.username ?? contact.acceptedBy ?? contact.offer?.username,
    attributes: contact.attributes,
    startedAt: contact.startedAt,
    queuedAt: queue?.enqueuedAt,
    connectedToAgentAt: contact.agent?.connectedAt,
    endedAt: contact.endedAt,
    disconnectReason: contact.disconnectReason,
  };
}

/** A contact by id for the console; undefined instead of an error when there is none. */
export function findContact(center: Center, contactId: string): ContactView | undefined {
  try {
    return view(center, center.contact(contactId));
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}
