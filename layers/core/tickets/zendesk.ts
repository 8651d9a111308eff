import type { TicketsConfig } from '../domain/config/tickets.ts';
import { basic, idIn, type CallTickets } from './call.ts';
import { howToAnswer, type TicketSystem } from './ticket.ts';

type ZendeskConfig = Extract<TicketsConfig, { system: 'zendesk' }>;
const PRIORITY = { critical: 'urgent', high: 'high', normal: 'normal', low: 'low' } as const;

/**
 * Zendesk Support: `POST /api/v2/tickets.json` with an Idempotency-Key (kept for two hours) and our key as `external_id`,
 * by which a ticket is found afterwards. https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/
 */
export function createZendesk(
  { user, group }: ZendeskConfig,
  token: () => Promise<string>,
  call: CallTickets,
): TicketSystem {
  const headers = async () => ({ authorization: basic(`${user}/token`, await token()) });
  return {
    async open({ subject, text, urgency }, key) {
      const ticket = {
        subject,
        comment: { body: `${text}\n\n${howToAnswer('public-reply')}` },
        priority: PRIORITY[urgency],
        external_id: key,
        tags: ['augmented-support'],
        ...(group && { group_id: Number(group) }),
      };
      const opened = await call({
        method: 'POST',
        path: '/api/v2/tickets.json',
        headers: {
          ...(await headers()),
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body: JSON.stringify({ ticket }),
      });
      return idIn(opened.ticket?.id, 'Zendesk');
    },
    async find(key) {
      const path = `/api/v2/tickets.json?external_id=${encodeURIComponent(key)}`;
      const { tickets = [] } = await call({ method: 'GET', path, headers: await headers() });
      return tickets[0] && idIn(tickets[0].id, 'Zendesk');
    },
    async settle(id, note) {
      await call({
        method: 'PUT',
        path: `/api/v2/tickets/${encodeURIComponent(id)}.json`,
        headers: { ...(await headers()), 'content-type': 'application/json' },
        body: JSON.stringify({ ticket: { status: 'solved', comment: { body: note, public: false } } }),
      });
    },
  };
}
