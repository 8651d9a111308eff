import type { TicketSystemName } from '../domain/config/tickets.ts';
import type { ReadReply } from './reply.ts';
import type { Delivery, ReadReplyDependencies } from './replies/delivery.ts';
import { readFreshdesk } from './replies/freshdesk.ts';
import { readJira } from './replies/jira.ts';
import { readWebhook } from './replies/webhook.ts';
import { readZendesk } from './replies/zendesk.ts';

export type { Delivery, ReadReplyDependencies };

/** Checks who sent a webhook and when, and reads the answer in it. */
export function readReply(
  system: TicketSystemName,
  delivery: Delivery,
  deps: ReadReplyDependencies,
): Promise<ReadReply> {
  return READERS[system](delivery, deps);
}

const READERS: Record<
  TicketSystemName,
  (delivery: Delivery, deps: ReadReplyDependencies) => Promise<ReadReply>
> = {
  zendesk: readZendesk,
  freshdesk: readFreshdesk,
  'jira-service-management': readJira,
  webhook: readWebhook,
};
