import type { Center } from '../center.ts';
import type { Contact } from './contact.ts';
import { post } from './outbox.ts';

export type ContactEventType =
  | 'INITIATED'
  | 'CONNECTED_TO_SYSTEM'
  | 'CONTACT_DATA_UPDATED'
  | 'QUEUED'
  | 'CONNECTED_TO_AGENT'
  | 'DISCONNECTED'
  | 'COMPLETED';

const time = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString());

export const contactArn = (contact: Contact) => `${contact.instanceArn}/contact/${contact.id}`;

/** Puts a contact event on the default bus (inside a commit, after the change is made on `contact`). */
export function announce(
  center: Center,
  contact: Contact,
  eventType: ContactEventType,
  updatedProperties?: string[],
): void {
  const { queue, agent } = contact;
  const detail: Record<string, unknown> = {
    eventType,
    contactId: contact.id,
    initialContactId: contact.initialContactId,
    previousContactId: contact.previousContactId,
    relatedContactId: contact.relatedContactId,
    channel: contact.channel,
    instanceArn: contact.instanceArn,
    initiationMethod: contact.initiationMethod,
    contactDetails:
      contact.name === undefined ? undefined : { name: contact.name, description: contact.description },
    initiationTimestamp: time(contact.startedAt),
    scheduledTimestamp: time(contact.scheduledAt),
    connectedToSystemTimestamp: time(contact.connectedToSystemAt),
    queueInfo: queue && {
      queueArn: queue.arn ?? `${queue.agentArn!.replace('/agent/', '/queue/agent/')}`,
      queueType: queue.arn ? 'STANDARD' : 'AGENT',
      enqueueTimestamp: time(queue.enqueuedAt),
    },
    agentInfo: agent && {
      agentArn: agent.arn,
      connectedToAgentTimestamp: time(agent.connectedAt),
      afterContactWorkStartTimestamp: time(agent.workStartedAt),
      afterContactWorkEndTimestamp: time(agent.workEndedAt),
      afterContactWorkDuration:
        agent.workStartedAt !== undefined && agent.workEndedAt !== undefined
          ? Math.round((agent.workEndedAt - agent.workStartedAt) / 1000)
          : undefined,
    },
    disconnectTimestamp: time(contact.endedAt),
    disconnectReason: contact.disconnectReason,
    updatedProperties,
    tags: { 'aws:connect:instanceId': contact.instanceArn.split('/').at(-1) },
  };
  post(center, {
    kind: 'event',
    detail: Object.fromEntries(Object.entries(detail).filter(([, value]) => value !== undefined)),
    resources: [contactArn(contact), contact.instanceArn],
  });
}
