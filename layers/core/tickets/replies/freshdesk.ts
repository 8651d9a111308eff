import * as v from 'valibot';
import { readWords } from '../reply.ts';
import type { FreshdeskReply } from '../freshdesk.ts';
import { parsed, refused, same, understood, type Delivery, type ReadReplyDependencies } from './delivery.ts';

const FreshdeskPing = v.object({ ticket_id: v.union([v.string(), v.number()]) });

/**
 * An automation's webhook, with the shared secret in a header of its own: Freshdesk signs nothing. So nothing in it is
 * believed but which ticket to look at, and a repetition finds the same replies.
 */
export async function readFreshdesk({ headers, body }: Delivery, deps: ReadReplyDependencies) {
  if (!same(headers['x-support-secret'], await deps.secret())) return refused('not-signed');
  const ping = parsed(FreshdeskPing, body);
  if (!ping) return refused('not-understood');
  const ticketId = String(ping.ticket_id);
  const replies = (await deps.freshdeskReplies?.(ticketId)) ?? [];
  for (const reply of replies) {
    const words = reply.incoming ? undefined : readWords(reply.body_text, !reply.private);
    // The first one that is for us is the answer; later ones find the case answered.
    if (words) return understood({ ticketId, key: `freshdesk-${reply.id}`, ...words, ...filesOf(reply) });
  }
  return refused('not-for-us');
}

const filesOf = ({ attachments = [] }: FreshdeskReply) =>
  attachments.length > 0 && {
    files: attachments.map(file => ({
      name: file.name,
      type: file.content_type,
      size: file.size,
      url: file.attachment_url,
    })),
  };
