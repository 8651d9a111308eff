import * as v from 'valibot';
import { CLIENT_ANSWERS } from '../../domain/case.ts';
import { SIGNATURE_HEADER, TIMESTAMP_HEADER, webhookSignature } from '../webhook.ts';
import {
  isRecent,
  parsed,
  refused,
  same,
  understood,
  type Delivery,
  type ReadReplyDependencies,
} from './delivery.ts';

const WebhookReply = v.object({
  id: v.pipe(v.string(), v.nonEmpty()),
  /** Unique for this reply. */
  key: v.pipe(v.string(), v.nonEmpty(), v.maxLength(200)),
  kind: v.picklist(CLIENT_ANSWERS),
  text: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(8000)), ''),
  by: v.optional(v.pipe(v.string(), v.maxLength(200))),
  /** To be fetched by their addresses. */
  files: v.optional(
    v.pipe(
      v.array(
        v.object({
          name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(300)),
          type: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
          size: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
          url: v.pipe(v.string(), v.url()),
        }),
      ),
      v.maxLength(50),
    ),
  ),
});

/** Any other system: our own shape, signed as what we send. */
export async function readWebhook({ headers, body }: Delivery, { secret, now }: ReadReplyDependencies) {
  const timestamp = headers[TIMESTAMP_HEADER] ?? '';
  if (!same(headers[SIGNATURE_HEADER], webhookSignature(timestamp, body, await secret())))
    return refused('not-signed');
  if (!/^\d{1,12}$/.test(timestamp) || !isRecent(Number(timestamp) * 1000, now)) return refused('too-old');
  const reply = parsed(WebhookReply, body);
  if (!reply || (reply.text === '' && reply.kind !== 'take-over')) return refused('not-understood');
  const { id: ticketId, key, ...said } = reply;
  return understood({ ticketId, key: `webhook-${key}`, ...said });
}
