import type { TicketsConfig } from '../domain/config/tickets.ts';
import { basic, idIn, type CallTickets } from './call.ts';
import { howToAnswer, type TicketFile, type TicketSystem } from './ticket.ts';

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
  const authorization = async () => basic(`${user}/token`, await token());
  const headers = async () => ({ authorization: await authorization() });
  const update = async (id: string, ticket: object) => {
    await call({
      method: 'PUT',
      path: `/api/v2/tickets/${encodeURIComponent(id)}.json`,
      headers: { ...(await headers()), 'content-type': 'application/json' },
      body: JSON.stringify({ ticket }),
    });
  };
  return {
    authorization,
    async open({ subject, text, urgency, language }, key) {
      const ticket = {
        subject,
        comment: { body: `${text}\n\n${howToAnswer('public-reply', { language })}` },
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
    settle: (id, note) => update(id, { status: 'solved', comment: { body: note, public: false } }),
    tell: (id, note) => update(id, { comment: { body: note, public: false } }),
    async filesOf(id, comment) {
      // The newest first: the one that was just written is among them.
      const path = `/api/v2/tickets/${encodeURIComponent(id)}/comments.json?sort_order=desc&per_page=100`;
      const { comments = [] } = await call({ method: 'GET', path, headers: await headers() });
      const found = comments.find((each: ZendeskComment) => String(each.id) === comment) as
        ZendeskComment | undefined;
      return (found?.attachments ?? []).filter(file => !file.inline && !file.deleted).map(inOurs);
    },
  };
}

/** https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-attachments/ */
interface ZendeskComment {
  id: number;
  attachments?: {
    file_name: string;
    content_type: string;
    content_url: string;
    size: number;
    inline?: boolean;
    deleted?: boolean;
    malware_scan_result?: string;
  }[];
}

const inOurs = (file: NonNullable<ZendeskComment['attachments']>[number]): TicketFile => ({
  name: file.file_name,
  type: file.content_type,
  size: file.size,
  url: file.content_url,
  ...(file.malware_scan_result === 'malware_found' && { unsafe: true }),
});
