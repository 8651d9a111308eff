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
export async function readZendesk({ headers, body }: Delivery, { secret, now }: ReadReplyDependencies) {
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
    comment: String(comment.id),
  });
}
