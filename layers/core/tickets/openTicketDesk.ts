import * as v from 'valibot';
import type { ClientConfig } from '../domain/clientConfig.ts';
import { setting } from '../platform/config.ts';
import { createSecret } from '../secrets/secrets.ts';
import { createHandoffTickets } from '../store/handoffTickets.ts';
import { openTable } from '../store/openStore.ts';
import { createTicketDesk, type TicketDesk } from './ticketDesk.ts';
import { createTicketSystem } from './ticketSystem.ts';

/** What a function that has to do with tickets needs from its environment, where the client has a ticket system. */
export const ticketSettings = {
  TICKET_URL: v.optional(setting),
  TICKET_TOKEN_SECRET_ARN: v.optional(setting),
};
type Settings = v.InferOutput<v.ObjectSchema<typeof ticketSettings, undefined>> &
  Parameters<typeof openTable>[0];

/** The desk at the client's ticket system, or undefined where it has none. */
export function openTicketDesk(settings: Settings): (client: ClientConfig) => TicketDesk | undefined {
  const { TICKET_URL: url, TICKET_TOKEN_SECRET_ARN: arn } = settings;
  const token = arn ? createSecret(arn) : undefined;
  const tickets = createHandoffTickets(openTable(settings));
  return ({ clientTeam: { tickets: system } }) =>
    system && token && url
      ? createTicketDesk(createTicketSystem(system, { url, token, now: () => new Date() }), tickets)
      : undefined;
}
