import { joinPhrases } from './phrases.ts';
import { stem } from './stem.ts';
import { fold, isGrammar } from './words.ts';

/** Stems that carry subject, in order; English phrases ("log in") count as the word they mean. */
export function analyse(text: string, language: string): string[] {
  const folded = fold(text);
  const joined = language === 'en' ? joinPhrases(folded) : folded;
  const found = joined.match(/[\p{L}\p{N}]+[+#]*/gu) ?? [];
  return found.filter(word => !isGrammar(word, language)).map(word => stem(word, language));
}

export const FLAGS = { money: 1, duration: 2, date: 4, contact: 8 } as const;

/** What kinds of answers a text holds, so that "how much is it?" prefers one with a price. */
export function flagsOf(text: string): number {
  let flags = 0;
  if (
    /[$€£¥]\s?\d|\d\s?[$€£¥]|\b\d[\d.,]*\s?(?:usd|eur|gbp|dollars?|euros?|pounds?|cents?)\b|\bfree\b/i.test(
      text,
    )
  )
    flags |= FLAGS.money;
  if (
    /\b(?:\d+|one|two|three|four|five|six|seven|ten|few)\b[\w\s–-]{0,20}\b(?:minutes?|hours?|days?|weeks?|months?|years?)\b/i.test(
      text,
    )
  )
    flags |= FLAGS.duration;
  if (
    /\b\d{1,2}(?::\d\d|\s?[ap]\.?m\b)|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b20\d\d\b/i.test(text)
  )
    flags |= FLAGS.date;
  if (/https?:\/\/|www\.|@\w|\+\d[\d ]{6,}/i.test(text)) flags |= FLAGS.contact;
  return flags;
}

/** The flag a question looks for, 0 if none. */
export function flagAsked(folded: string): number {
  if (/\bhow (?:much|expensive)\b|\b(?:price|cost|costs|fee)\b/.test(folded)) return FLAGS.money;
  if (/\bhow (?:long|soon|quickly|fast)\b/.test(folded)) return FLAGS.duration;
  if (/\bwhen\b|\bwhat time\b/.test(folded)) return FLAGS.date | FLAGS.duration;
  if (/\b(?:contact|reach|phone number|email address|link|url)\b/.test(folded)) return FLAGS.contact;
  return 0;
}

export const GRAM_BUCKETS = 1 << 14;

/** Hashed character 3- and 4-grams of a text's words, for likeness despite typos and joined words. */
export function grams(stems: string[]): number[] {
  const text = ` ${stems.join(' ')} `;
  const found: number[] = [];
  for (const size of [3, 4]) {
    for (let at = 0; at + size <= text.length; at++) {
      let hash = 0x811c9dc5 ^ size;
      for (let k = at; k < at + size; k++) hash = Math.imul(hash ^ text.charCodeAt(k), 0x01000193);
      found.push((hash ^ (hash >>> 13)) & (GRAM_BUCKETS - 1));
    }
  }
  return found;
}
