import type { TicketsConfig } from '../domain/config/tickets.ts';
import { createTicketCall } from './call.ts';
import { createFreshdesk } from './freshdesk.ts';
import { createJira } from './jira.ts';
import type { TicketSystem } from './ticket.ts';
import { createWebhook } from './webhook.ts';
import { createZendesk } from './zendesk.ts';

/** The client's ticket system. @param url where it is; the stack may say another address than client.yaml */
export function createTicketSystem(
  config: TicketsConfig,
  { url, token, now }: { url: string; token: () => Promise<string>; now: () => Date },
): TicketSystem {
  const call = createTicketCall(url);
  switch (config.system) {
    case 'zendesk':
      return createZendesk(config, token, call);
    case 'freshdesk':
      return createFreshdesk(config, token, call);
    case 'jira-service-management':
      return createJira(config, token, call);
    case 'webhook':
      return createWebhook(token, call, now);
  }
}
