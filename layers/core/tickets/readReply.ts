import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { CLIENT_ANSWERS } from '../domain/case.ts';
import type { TicketSystemName } from '../domain/config/tickets.ts';
import type { FreshdeskReply } from './freshdesk.ts';
import { readWords, type ReadReply } from './reply.ts';
import { SIGNATURE_HEADER, TIMESTAMP_HEADER, webhookSignature } from './webhook.ts';

export interface Delivery {
  /** Names in small letters. */
  headers: Record<string, string | undefined>;
  /** The very bytes that were signed. */
  body: string;
}

export interface ReadReplyDependencies {
  /** Shared with the ticket system, which signs with it. */
  secret: () => Promise<string>;
  now: () => Date;
  /** Freshdesk only tells that something was written: what, is asked of itself. */
  freshdeskReplies?: (ticketId: string) => Promise<FreshdeskReply[]>;
}

/** Signed deliveries older or newer than this are refused; what repeats within it is told by its key. */
const WINDOW_MS = 5 * 60_000;

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

const ZendeskEvent = v.object({
  type: v.string(),
  detail: v.object({ id: v.union([v.string(), v.number()]) }),
  event: v.object({
    comment: v.optional(
      v.object({
        id: v.union([v.string(), v.number()]),
        body: v.string(),
        is_public: v.optional(v.boolean(), false),
        author: v.optional(
          v.object({ name: v.optional(v.string()), is_staff: v.optional(v.boolean(), false) }),
        ),
      }),
    ),
  }),
});

/**
 * The event `ticket.comment_added`, signed with base64(HMAC-SHA256(timestamp + body)).
 * https://developer.zendesk.com/documentation/webhooks/verifying/
 */
async function readZendesk({ headers, body }: Delivery, { secret, now }: ReadReplyDependencies) {
  const timestamp = headers['x-zendesk-webhook-signature-timestamp'] ?? '';
  const right = createHmac('sha256', await secret())
    .update(timestamp + body)
    .digest('base64');
  if (!same(headers['x-zendesk-webhook-signature'], right)) return refused('not-signed');
  if (!isRecent(Date.parse(timestamp), now)) return refused('too-old');
  const event = parsed(ZendeskEvent, body);
  if (!event) return refused('not-understood');
  const { comment } = event.event;
  if (event.type !== 'zen:event-type:ticket.comment_added' || !comment?.author?.is_staff)
    return refused('not-for-us');
  const words = readWords(comment.body, comment.is_public);
  if (!words) return refused('not-for-us');
  return understood({
    ticketId: String(event.detail.id),
    key: `zendesk-${comment.id}`,
    ...words,
    by: comment.author.name,
  });
}

const FreshdeskPing = v.object({ ticket_id: v.union([v.string(), v.number()]) });

/**
 * An automation's webhook, with the shared secret in a header of its own: Freshdesk signs nothing. So nothing in it is
 * believed but which ticket to look at, and a repetition finds the same replies.
 */
async function readFreshdesk({ headers, body }: Delivery, deps: ReadReplyDependencies) {
  if (!same(headers['x-support-secret'], await deps.secret())) return refused('not-signed');
  const ping = parsed(FreshdeskPing, body);
  if (!ping) return refused('not-understood');
  const ticketId = String(ping.ticket_id);
  const replies = (await deps.freshdeskReplies?.(ticketId)) ?? [];
  for (const reply of replies) {
    const words = reply.incoming ? undefined : readWords(reply.body_text, !reply.private);
    // The first one that is for us is the answer; later ones find the case answered.
    if (words) return understood({ ticketId, key: `freshdesk-${reply.id}`, ...words });
  }
  return refused('not-for-us');
}

const JiraEvent = v.object({
  timestamp: v.number(),
  webhookEvent: v.string(),
  comment: v.optional(
    v.object({
      id: v.string(),
      body: v.unknown(),
      author: v.optional(v.object({ displayName: v.optional(v.string()) })),
    }),
  ),
  issue: v.optional(v.object({ key: v.string() })),
});

/**
 * The event `comment_created`, signed in X-Hub-Signature (`sha256=<hex>` of the body, WebSub). Its `jsdPublic` has been seen
 * to be true for internal comments, so a comment is an answer only by its command.
 * https://developer.atlassian.com/cloud/jira/platform/webhooks/#secure-admin-webhooks
 */
async function readJira({ headers, body }: Delivery, { secret, now }: ReadReplyDependencies) {
  const right = `sha256=${createHmac('sha256', await secret())
    .update(body)
    .digest('hex')}`;
  if (!same(headers['x-hub-signature'], right)) return refused('not-signed');
  const event = parsed(JiraEvent, body);
  if (!event) return refused('not-understood');
  if (!isRecent(event.timestamp, now)) return refused('too-old');
  const { comment, issue } = event;
  const words =
    event.webhookEvent === 'comment_created' && comment ? readWords(textOf(comment.body), false) : undefined;
  if (!words || !comment || !issue) return refused('not-for-us');
  return understood({
    ticketId: issue.key,
    key: `jira-${comment.id}`,
    ...words,
    by: comment.author?.displayName,
  });
}

const WebhookReply = v.object({
  id: v.pipe(v.string(), v.nonEmpty()),
  /** Unique for this reply. */
  key: v.pipe(v.string(), v.nonEmpty(), v.maxLength(200)),
  kind: v.picklist(CLIENT_ANSWERS),
  text: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(8000)), ''),
  by: v.optional(v.pipe(v.string(), v.maxLength(200))),
});

/** Any other system: our own shape, signed as what we send. */
async function readWebhook({ headers, body }: Delivery, { secret, now }: ReadReplyDependencies) {
  const timestamp = headers[TIMESTAMP_HEADER] ?? '';
  if (!same(headers[SIGNATURE_HEADER], webhookSignature(timestamp, body, await secret())))
    return refused('not-signed');
  if (!/^\d{1,12}$/.test(timestamp) || !isRecent(Number(timestamp) * 1000, now)) return refused('too-old');
  const reply = parsed(WebhookReply, body);
  if (!reply || (reply.text === '' && reply.kind !== 'take-over')) return refused('not-understood');
  const { id: ticketId, key, ...said } = reply;
  return understood({ ticketId, key: `webhook-${key}`, ...said });
}

const refused = (why: Extract<ReadReply, { ok: false }>['why']) => ({ ok: false as const, why });
const understood = (reply: Extract<ReadReply, { ok: true }>['reply']) => ({ ok: true as const, reply });

const isRecent = (at: number, now: () => Date) => Math.abs(now().getTime() - at) <= WINDOW_MS;

/** Compares without telling how far it got. */
function same(given: string | undefined, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return given !== undefined && timingSafeEqual(digest(given), digest(right));
}

function parsed<S extends v.GenericSchema>(schema: S, body: string): v.InferOutput<S> | undefined {
  try {
    const read = v.safeParse(schema, JSON.parse(body));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
}

/** A comment's text: plain, or the text nodes of an Atlassian document, a paragraph a line. */
function textOf(body: unknown): string {
  if (typeof body === 'string') return body;
  const node = body as { type?: string; text?: string; content?: unknown[] } | null;
  if (typeof node !== 'object' || node === null) return '';
  if (typeof node.text === 'string') return node.text;
  if (node.type === 'hardBreak') return '\n';
  const inner = (Array.isArray(node.content) ? node.content : []).map(textOf);
  return inner.join(node.type === 'doc' || node.type === 'bulletList' ? '\n' : '');
}
