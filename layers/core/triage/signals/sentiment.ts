import type { Sentiment } from '../../domain/triage.ts';
import { LEXICON, PHRASES, PROFANITY } from './sentimentLexicon.ts';

export interface SentimentFound {
  sentiment: Sentiment;
  reasons: string[];
}

const NEGATIONS = new Set(
  "not no never don't doesn't didn't isn't wasn't aren't won't can't cannot couldn't wouldn't haven't hasn't nothing without hardly barely nicht kein keine nie pas jamais nunca nao non niet geen".split(
    ' ',
  ),
);
const INTENSIFIERS = new Set(
  'very so really extremely absolutely totally completely utterly incredibly super too such beyond quite highly fully sehr tres muy molto muito zeer total'.split(
    ' ',
  ),
);
/** A negation reaches this many words on. */
const REACH = 3;
const STRONGER = 1.5;
/** The other side of a negated word is weaker than the word: "not good" is not as bad as "bad". */
const NEGATED = -0.7;
const ANGRY_FROM = -2.8;
const NEGATIVE_FROM = -0.8;
const POSITIVE_FROM = 0.9;

/** `words` as `wordsOf` gives them, `text` as the customer wrote it (capitals and exclamation marks count). */
export function sentimentOf(words: readonly string[], text: string): SentimentFound {
  const line = ` ${words.join(' ')} `;
  const reasons: string[] = [];
  let good = 0;
  let bad = 0;
  const count = (value: number, why: string) => {
    if (value > 0) good += value;
    else bad += value;
    reasons.push(`"${why}" ${value > 0 ? '+' : '−'}${Math.abs(value).toFixed(1)}`);
  };
  for (const [phrase, value] of PHRASES)
    if (phrase.test(line)) count(value, (phrase.exec(line)?.[0] ?? '').trim());
  words.forEach((word, i) => {
    const value = Object.hasOwn(LEXICON, word) ? (LEXICON[word] as number) : 0;
    if (value === 0) return;
    const before = words.slice(Math.max(0, i - REACH), i);
    const negated = before.some(one => NEGATIONS.has(one)) ? NEGATED : 1;
    const strong = before.slice(-2).some(one => INTENSIFIERS.has(one)) ? STRONGER : 1;
    count(value * negated * strong, words.slice(Math.max(0, i - (negated === 1 ? 0 : 2)), i + 1).join(' '));
  });
  const swears = words.filter(word => PROFANITY.test(word));
  if (swears.length > 0) count(-3.5 - Math.min(2, swears.length - 1), 'swearing');
  return { sentiment: verdict(good, bad * loudness(text, bad, reasons)), reasons };
}

/** Capitals and exclamation marks make bad worse; alone they say nothing. */
function loudness(text: string, bad: number, reasons: string[]): number {
  if (bad === 0) return 1;
  const shouted = text.match(/\b\p{Lu}{3,}\b/gu)?.length ?? 0;
  const marks = text.match(/!/g)?.length ?? 0;
  let factor = 1;
  if (shouted >= 3 || (shouted > 0 && text === text.toUpperCase())) factor += 0.6;
  else if (shouted > 0) factor += 0.15;
  if (marks >= 2) factor += 0.4;
  else if (marks === 1) factor += 0.15;
  if (/\?!|!\?|\?{3,}/.test(text)) factor += 0.2;
  if (factor > 1) reasons.push('capitals or exclamation marks');
  return factor;
}

function verdict(good: number, bad: number): Sentiment {
  const sum = good + bad;
  if (bad <= ANGRY_FROM && sum <= ANGRY_FROM + 1.5) return 'angry';
  if (sum <= NEGATIVE_FROM) return 'negative';
  if (sum >= POSITIVE_FROM) return 'positive';
  return 'neutral';
}
