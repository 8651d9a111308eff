import type { TicketsConfig } from '../domain/config/tickets.ts';
import { escapeHtml } from '../mail/escapeHtml.ts';
import { basic, idIn, type CallTickets } from './call.ts';
import { howToAnswer, type TicketSystem } from './ticket.ts';

type FreshdeskConfig = Extract<TicketsConfig, { system: 'freshdesk' }>;
const PRIORITY = { critical: 4, high: 3, normal: 2, low: 1 } as const;
const OPEN = 2;
const RESOLVED = 4;
/** Freshdesk's number for tickets that come from the portal; those of an API have none of their own. */
const SOURCE = 2;

/** The last replies of a ticket, as `GET /api/v2/tickets/{id}/conversations` lists them. */
export interface FreshdeskReply {
  id: number;
  body_text: string;
  /** From the requester, that is from us. */
  incoming: boolean;
  private: boolean;
  attachments?: { name: string; content_type: string; size: number; attachment_url: string }[];
}

export interface Freshdesk extends TicketSystem {
  /** Oldest first. */
  replies(ticketId: string): Promise<FreshdeskReply[]>;
}

/**
 * Freshdesk: `POST /api/v2/tickets`. It knows no idempotency key, so each ticket has a tag of its own, by which its search
 * finds it (minutes later at the soonest). https://developers.freshdesk.com/api/
 */
export function createFreshdesk(
  { requester, group }: FreshdeskConfig,
  token: () => Promise<string>,
  call: CallTickets,
): Freshdesk {
  const authorization = async () => basic(await token(), 'X');
  const headers = async () => ({ authorization: await authorization() });
  const pathOf = (id: string) => `/api/v2/tickets/${encodeURIComponent(id)}`;
  const note = async (id: string, text: string) => {
    const sent = { ...(await headers()), 'content-type': 'application/json' };
    const body = JSON.stringify({ body: escapeHtml(text).replace(/\n/g, '<br>'), private: true });
    await call({ method: 'POST', path: `${pathOf(id)}/notes`, headers: sent, body });
  };
  return {
    authorization,
    async open({ subject, text, urgency, language }, key) {
      const html = escapeHtml(`${text}\n\n${howToAnswer('public-reply', { language })}`).replace(
        /\n/g,
        '<br>',
      );
      const opened = await call({
        method: 'POST',
        path: '/api/v2/tickets',
        headers: { ...(await headers()), 'content-type': 'application/json' },
        body: JSON.stringify({
          subject,
          description: html,
          email: requester,
          priority: PRIORITY[urgency],
          status: OPEN,
          source: SOURCE,
          tags: ['augmented-support', key],
          ...(group && { group_id: Number(group) }),
        }),
      });
      return idIn(opened.id, 'Freshdesk');
    },
    async find(key) {
      const path = `/api/v2/search/tickets?query=${encodeURIComponent(`"tag:'${key}'"`)}`;
      const { results = [] } = await call({ method: 'GET', path, headers: await headers() });
      return results[0] && idIn(results[0].id, 'Freshdesk');
    },
    tell: note,
    async settle(id, text) {
      await note(id, text);
      const sent = { ...(await headers()), 'content-type': 'application/json' };
      const body = JSON.stringify({ status: RESOLVED });
      await call({ method: 'PUT', path: pathOf(id), headers: sent, body });
    },
    async replies(ticketId) {
      const path = `${pathOf(ticketId)}/conversations?per_page=100`;
      const replies = await call({ method: 'GET', path, headers: await headers() });
      return Array.isArray(replies) ? replies : [];
    },
  };
}
