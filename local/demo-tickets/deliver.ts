import { createHmac } from 'node:crypto';
import type { Comment, DemoFile, Ticket } from './tickets.ts';

export interface Webhook {
  /** Base URL of the system it posts to. */
  apiUrl: string;
  /** Base URL of the ticket system, for its files. */
  filesUrl: string;
  secret: string;
  now: () => number;
}

/** Tells of a comment the way Zendesk does: the event `ticket.comment_added`, signed over timestamp and body. */
export async function deliverZendesk(ticket: Ticket, comment: Comment, { apiUrl, secret, now }: Webhook) {
  const timestamp = new Date(now()).toISOString();
  const body = JSON.stringify({
    account_id: 1,
    id: `event-${comment.id}`,
    type: 'zen:event-type:ticket.comment_added',
    subject: `zen:ticket:${ticket.id}`,
    time: timestamp,
    zendesk_event_version: '2022-11-06',
    detail: { id: String(ticket.id), external_id: ticket.key, subject: ticket.subject },
    event: {
      comment: {
        id: String(comment.id),
        body: comment.text,
        is_public: comment.isPublic,
        author: { id: '7', name: comment.by, is_staff: true },
      },
    },
  });
  return post(`${apiUrl}/tickets/zendesk`, body, {
    'x-zendesk-webhook-signature-timestamp': timestamp,
    'x-zendesk-webhook-signature': createHmac('sha256', secret)
      .update(timestamp + body)
      .digest('base64'),
  });
}

/** Where a file of a comment is fetched from. */
export const fileUrl = (filesUrl: string, { id }: Comment, n: number, { name }: DemoFile) =>
  `${filesUrl}/attachments/${id}/${n}/${encodeURIComponent(name)}`;

/** The same to the generic webhook: a public comment is the answer, anything else is not told of. */
export async function deliverSigned(
  ticket: Ticket,
  comment: Comment,
  { apiUrl, filesUrl, secret, now }: Webhook,
) {
  const seconds = Math.floor(now() / 1000);
  const body = JSON.stringify({
    id: String(ticket.id),
    key: String(comment.id),
    kind: 'answer',
    text: comment.text,
    by: comment.by,
    ...(comment.files && {
      files: comment.files.map((file, n) => ({
        name: file.name,
        type: file.type,
        size: Buffer.byteLength(file.text),
        url: fileUrl(filesUrl, comment, n, file),
      })),
    }),
  });
  return post(`${apiUrl}/tickets/webhook`, body, {
    'x-support-timestamp': String(seconds),
    'x-support-signature': `v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`,
  });
}

async function post(url: string, body: string, headers: Record<string, string>) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: response.status, body: await response.json().catch(() => ({})) };
}
