/** Headers that tie a mail to its thread: RFC 5322, 3.6.4. Ids are written with their angle brackets. */
export interface ThreadHeaders {
  'In-Reply-To'?: string;
  References?: string;
}

/** What SES takes as a header's value, in characters. */
const LONGEST_VALUE = 995;
/** Longest id that is believed to be one. */
const LONGEST_ID = 250;

/** The headers of an answer to `messageId`, whose own References were `references`, oldest first. */
export function threadHeaders(messageId: string | undefined, references: string[] = []): ThreadHeaders {
  if (!messageId) return {};
  const all = [...new Set([...references, messageId])];
  return { 'In-Reply-To': messageId, References: fitting(all).join(' ') };
}

/** The root and as many of the newest as fit: a thread is found by either end. */
function fitting(ids: string[]): string[] {
  const [root, ...rest] = ids;
  const kept: string[] = [];
  let length = root!.length;
  for (const id of rest.reverse()) {
    length += id.length + 1;
    if (length > LONGEST_VALUE) break;
    kept.unshift(id);
  }
  return [root!, ...kept];
}

/** The message ids in a header's value, in order, each once. Whatever else stands there is passed over. */
export function messageIdsIn(value: string | string[] | undefined): string[] {
  const found =
    [value ?? []]
      .flat()
      .join(' ')
      .match(/<[^<>\s@]+@[^<>\s@]+>/g) ?? [];
  return [...new Set(found)].filter(id => id.length <= LONGEST_ID);
}

/**
 * SES writes Message-ID itself: `<id@email.amazonses.com>` in us-east-1, `<id@region.amazonses.com>` elsewhere; `id` is what
 * SendEmail returns.
 */
export const sesMessageId = (id: string, region: string): string =>
  `<${id}@${region === 'us-east-1' ? 'email' : region}.amazonses.com>`;

/** The id that SES returned when it sent this message, or undefined for ids of other mail programs. */
export const sesIdOf = (messageId: string): string | undefined =>
  /^<([\w-]+)@(?:[a-z0-9-]+\.)?amazonses\.com>$/i.exec(messageId)?.[1];

const PREFIX = /^\s*(?:(?:re|aw|antw|sv|vs|ref|rif|r|fw|fwd|wg|tr|rv|i|enc)\s*(?:\[\d+\])?\s*:\s*)+/i;

/** A subject without `Re:`, `Fwd:` and the like, in one case and spacing: two mails of one thread compare equal. */
export const bareSubject = (subject: string): string =>
  subject.replace(PREFIX, '').replace(/\s+/g, ' ').trim().toLowerCase();

/** `Re: ` once, in front of what the customer wrote. */
export function replySubject(subject: string): string {
  const bare = subject.replace(PREFIX, '').replace(/\s+/g, ' ').trim();
  return bare ? `Re: ${bare}` : 'Re: Your message';
}
