import { fold } from '../../knowledge/words.ts';
import type { Refusal } from '../contract.ts';
import type { Reading } from '../reading.ts';

const LINK =
  /\b(?:https?|ftp):\/\/[^\s<>"')\]]+|\bwww\.[^\s<>"')\]]+|\b(?:[a-z0-9-]+\.)+(?:com|net|org|io|co|uk|de|at|ch|fr|es|it|eu|info|biz|app|dev|shop|store|online|site|xyz|ru|cn|top|link|me|ly|example|test|support|help)\b(?:\/[^\s<>"')\]]*)?/gi;
const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
const MASKED = /\p{L}•+@/u;
const MARKUP =
  /<\/?[a-z][^>]*>|!?\[[^\]]*\]\([^)]*\)|\b(?:javascript|data|vbscript):\S|&#x?[0-9a-f]+;|<!--|\{\{.*?\}\}|\$\{.*?\}/i;

const trim = (link: string) =>
  fold(link)
    .replace(/[.,;:!?]+$/, '')
    .replace(/\/$/, '');

/** The address as the sources write it, whole: a longer path or another host is another link. */
function isGiven(link: string, given: string): boolean {
  const wanted = trim(link)
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '');
  let at = given.indexOf(wanted);
  for (; at >= 0; at = given.indexOf(wanted, at + 1)) {
    const before =
      given
        .slice(0, at)
        .replace(/(?:https?:\/\/)?(?:www\.)?$/, '')
        .at(-1) ?? ' ';
    const after = given.slice(at + wanted.length);
    if (!/[\p{L}\p{N}.@-]/u.test(before) && /^(?:\/?(?:[\s)\],;:!?"']|$)|\.(?:\s|$))/.test(after))
      return true;
  }
  return false;
}

/** Links come from passages, receipts and house lines only; an e-mail address may also be the customer's own. */
export function linkRule(reading: Reading): Refusal[] {
  const text = reading.input.draft.text;
  const markup = MARKUP.exec(text);
  if (markup) return [{ rule: 'link', detail: `markup: ${markup[0]}` }];
  const emails = [...text.matchAll(EMAIL)].map(match => match[0]);
  const unknownEmail = emails.find(
    email => !MASKED.test(email) && !isGiven(email, reading.given) && !isGiven(email, reading.said),
  );
  if (unknownEmail) return [{ rule: 'link', detail: unknownEmail }];
  const links = [
    ...text
      .replace(EMAIL, ' ')
      .replace(/[•*]+@\S+/g, ' ')
      .matchAll(LINK),
  ].map(match => match[0]);
  const unknown = links.find(link => !isGiven(link, reading.given));
  return unknown ? [{ rule: 'link', detail: unknown }] : [];
}
