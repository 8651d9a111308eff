import type { Incoming, MailHead } from '../../layers/core/mail/incoming.ts';
import type { ReceivedMail } from '../../layers/core/mail/receivedMail.ts';
import { messageIdsIn } from '../../layers/core/mail/threading.ts';

const ADDRESS = /[^\s<>()",;:]+@[^\s<>()",;:]+\.[^\s<>()",;:]+/g;
const LONGEST_SUBJECT = 300;

/** The mail as far as SES has read its header: enough to know who wrote, in which conversation, and whether it was a machine. */
export function readHead({
  recipients,
  head,
}: Pick<Incoming, 'recipients'> & { head: MailHead }): ReceivedMail {
  const headers: Record<string, string> = {};
  for (const { name, value } of head.headers) headers[name.toLowerCase()] ??= value.trim();
  const authors = (head.from ?? headers['from'] ?? '').match(ADDRESS) ?? [];
  const [address] = authors;
  const [messageId] = messageIdsIn(headers['message-id']);
  return {
    ...(messageId && { messageId }),
    inReplyTo: messageIdsIn(headers['in-reply-to']),
    references: messageIdsIn(headers['references']),
    ...(address && { from: { address: address.toLowerCase() } }),
    authors: authors.length,
    recipients,
    subject: (head.subject ?? headers['subject'] ?? '').replace(/\s+/g, ' ').slice(0, LONGEST_SUBJECT),
    text: '',
    headers,
    attachments: [],
    problems: ['unprocessed'],
  };
}
