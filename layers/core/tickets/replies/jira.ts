import { createHmac } from 'node:crypto';
import * as v from 'valibot';
import { readWords } from '../reply.ts';
import {
  isRecent,
  parsed,
  refused,
  same,
  understood,
  type Delivery,
  type ReadReplyDependencies,
} from './delivery.ts';

/**
 * The time is that of the comment, and Jira repeats what failed five times, a quarter of an hour apart at most. A repetition of
 * what was taken is told by the comment's id.
 */
const LATEST_MS = 2 * 3600_000;

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
export async function readJira({ headers, body }: Delivery, { secret, now }: ReadReplyDependencies) {
  const right = `sha256=${createHmac('sha256', await secret())
    .update(body)
    .digest('hex')}`;
  if (!same(headers['x-hub-signature'], right)) return refused('not-signed');
  const event = parsed(JiraEvent, body);
  if (!event) return refused('not-understood');
  if (!isRecent(event.timestamp, now, LATEST_MS)) return refused('too-old');
  const { comment, issue } = event;
  const words =
    event.webhookEvent === 'comment_created' && comment ? readWords(textOf(comment.body), false) : undefined;
  if (!words || !comment || !issue) return refused('not-for-us');
  return understood({
    ticketId: issue.key,
    key: `jira-${comment.id}`,
    ...words,
    by: comment.author?.displayName,
    comment: comment.id,
  });
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
