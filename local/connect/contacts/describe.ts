import type { Center } from '../center.ts';
import { idOf } from '../center.ts';
import { contactArn } from './events.ts';
import type { Contact } from './contact.ts';

const seconds = (at: number | undefined) => (at === undefined ? undefined : at / 1000);

/** The contact in the shape of DescribeContact; times in epoch seconds. */
export function describeContact(center: Center, contact: Contact): Record<string, unknown> {
  const { queue, agent } = contact;
  const chat = contact.channel === 'CHAT' ? center.chats.get(contact.initialContactId) : undefined;
  const customer = chat && center.participants.get(chat.customerId);
  return {
    Arn: contactArn(contact),
    Id: contact.id,
    InitialContactId: contact.initialContactId,
    PreviousContactId: contact.previousContactId,
    RelatedContactId: contact.relatedContactId,
    InitiationMethod: contact.initiationMethod,
    Name: contact.name,
    Description: contact.description,
    Channel: contact.channel,
    ...(contact.email && {
      CustomerEndpoint: { Type: 'EMAIL_ADDRESS', Address: contact.email.from },
      SystemEndpoint: { Type: 'EMAIL_ADDRESS', Address: contact.email.to },
    }),
    CustomerId: contact.customerId,
    ...(customer ? { Customer: { DisplayName: customer.displayName } } : {}),
    Attributes: contact.attributes,
    QueueInfo: queue?.arn ? { Id: idOf(queue.arn), EnqueueTimestamp: seconds(queue.enqueuedAt) } : undefined,
    QueuePriority: contact.priority,
    QueueTimeAdjustmentSeconds: contact.timeAdjustment,
    AgentInfo: agent && {
      Id: idOf(agent.arn),
      ConnectedToAgentTimestamp: seconds(agent.connectedAt),
      AfterContactWorkStartTimestamp: seconds(agent.workStartedAt),
      AfterContactWorkEndTimestamp: seconds(agent.workEndedAt),
      AfterContactWorkDuration:
        agent.workStartedAt !== undefined && agent.workEndedAt !== undefined
          ? Math.round((agent.workEndedAt - agent.workStartedAt) / 1000)
          : undefined,
    },
    InitiationTimestamp: seconds(contact.startedAt),
    ConnectedToSystemTimestamp: seconds(contact.connectedToSystemAt),
    ScheduledTimestamp: seconds(contact.scheduledAt),
    LastUpdateTimestamp: seconds(contact.updatedAt),
    DisconnectTimestamp: seconds(contact.endedAt),
    DisconnectReason: contact.disconnectReason,
    SegmentAttributes:
      contact.channel === 'CHAT' ? { 'connect:Subtype': { ValueString: 'connect:Chat' } } : undefined,
    Tags: { 'aws:connect:instanceId': idOf(contact.instanceArn) },
  };
}
