import { cutQuotes, isForwarded } from './quotes.ts';
import { cutSignature } from './signature.ts';

/** What the sender wrote in this mail, without what they quoted and signed with. */
export interface VisibleText {
  text: string;
  /** The mail passes on somebody else's words: they are kept, and a person must tell whose they are. */
  forwarded: boolean;
}

/** Characters looked at: a mail may have 40 MB of text. */
export const LONGEST_READ = 200_000;

/** Pure; the whole text is kept elsewhere. */
export function visibleText(whole: string): VisibleText {
  const lines = whole
    .slice(0, LONGEST_READ)
    .replace(/\r\n?/g, '\n')
    // Zero-width marks, soft hyphens, text direction marks; no-break spaces become spaces.
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]/g, '')
    .replace(/[\u00a0\u202f]/g, ' ')
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .split('\n')
    .map(line => line.trimEnd());
  if (isForwarded(lines)) return { text: tidy(lines), forwarded: true };
  return { text: tidy(cutSignature(cutQuotes(lines))), forwarded: false };
}

const tidy = (lines: string[]) =>
  lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
