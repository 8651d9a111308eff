import type { ConnectService, ContactView } from '../../connect/index.ts';
import type { Cloud } from '../../core/contract.ts';
import type { ContactDetail, ContactRow } from '../shapes.ts';

/** Contacts shown; older ones stay in the store. */
const SHOWN = 200;

/** Connect's own names for what the bot and the flow say. */
const SYSTEM_NAMES: Record<string, string> = { BOT: 'AI', SYSTEM_MESSAGE: 'flow' };

/** The newest contacts first. */
export function listContacts(cloud: Cloud): ContactRow[] {
  return connectOf(cloud).contacts({ limit: SHOWN }).map(rowOf);
}

export function readContact(cloud: Cloud, contactId: string): ContactDetail | undefined {
  const contact = connectOf(cloud).contact(contactId);
  if (!contact) return undefined;
  return {
    ...rowOf(contact),
    attributes: contact.attributes,
    transcript: connectOf(cloud)
      .transcript(contactId)
      .map(item => ({
        at: item.AbsoluteTime,
        who: SYSTEM_NAMES[item.DisplayName ?? ''] ?? item.DisplayName ?? item.ParticipantRole ?? 'chat',
        kind: item.Type.toLowerCase(),
        text: item.Content ?? item.ContentType.slice(item.ContentType.lastIndexOf('.event.') + 1),
      })),
  };
}

const connectOf = (cloud: Cloud) => cloud.service<ConnectService>('connect');

function rowOf(contact: ContactView): ContactRow {
  const { flow, attributes } = contact;
  return {
    contactId: contact.contactId,
    channel: contact.channel,
    state: contact.state,
    startedAt: iso(contact.startedAt),
    ...(contact.endedAt === undefined ? {} : { endedAt: iso(contact.endedAt) }),
    ...given('customer', contact.customer ?? attributes.customerName),
    ...given('queue', contact.queue),
    ...given('agent', contact.agent),
    ...given('caseId', attributes.caseId),
    ...given(
      'position',
      flow && `${flow.name} › ${flow.action}${flow.waitsFor ? `, waits for ${flow.waitsFor}` : ''}`,
    ),
  };
}

const iso = (ms: number) => new Date(ms).toISOString();
const given = <K extends string>(name: K, value: string | undefined) =>
  (value ? { [name]: value } : {}) as Partial<Record<K, string>>;
