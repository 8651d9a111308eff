import { flagAsked } from './analyse.ts';
import { askedFor, joinPhrases } from './phrases.ts';
import { relatedStems } from './related.ts';
import { stem } from './stem.ts';
import type { Vocabulary } from './vocabulary.ts';
import { BLEND } from './weights.ts';
import { fold, isGrammar } from './words.ts';

/** One word of a question with the index's terms that may stand for it. */
export interface AskedWord {
  stem: string;
  /** What finding it is worth: its rarity, a guess at the rarest for words the knowledge doesn't know. */
  weight: number;
  variants: { term: number; weight: number }[];
}

export interface Asked {
  words: AskedWord[];
  /** Terms of the kind of answer asked for ("how much" → price); they help, their absence doesn't harm. */
  kind: { term: number; weight: number }[];
  flag: number;
}

const TYPO_WEIGHT = [1, 0.8, 0.6];
const PREFIX_WEIGHT = 0.5;
const JOINED_WEIGHT = 0.9;
const SPLIT_WEIGHT = 0.6;
const KIND_WEIGHT = 0.15;
/** A question longer than this (words that carry subject) is cut: nothing is gained and time is lost. */
const LONGEST = 48;

/** What a question asks, in terms of the index. Words with a typo, joined or split words find what was meant. */
export function readQuestion(
  text: string,
  language: string,
  vocabulary: Vocabulary,
  idf: Float32Array,
  related = BLEND.related,
): Asked {
  const folded = fold(text);
  const english = language === 'en';
  const found = (english ? joinPhrases(folded) : folded).match(/[\p{L}\p{N}]+[+#]*/gu) ?? [];
  const content = found.filter(word => !isGrammar(word, language)).slice(0, LONGEST);
  const rarest = idf.reduce((most, one) => Math.max(most, one), 0);
  const words: AskedWord[] = [];
  const seen = new Set<string>();

  content.forEach((word, n) => {
    const own = stem(word, language);
    if (seen.has(own)) return;
    seen.add(own);
    const variants = new Map<number, number>();
    const add = (term: number | undefined, weight: number) => {
      if (term !== undefined) variants.set(term, Math.max(variants.get(term) ?? 0, weight * idf[term]!));
    };
    const exact = vocabulary.numberOf(own);
    add(exact, 1);
    for (const neighbour of [content[n - 1], content[n + 1]])
      if (neighbour) {
        const joined = neighbour === content[n - 1] ? neighbour + word : word + neighbour;
        add(vocabulary.numberOf(stem(joined, language)), JOINED_WEIGHT);
      }
    if (exact === undefined) {
      for (const { term, mistakes } of vocabulary.near(own)) add(term, TYPO_WEIGHT[mistakes] ?? 0);
      if (!variants.size) for (const term of vocabulary.startingWith(own)) add(term, PREFIX_WEIGHT);
      if (!variants.size) for (const term of splitWord(word, language, vocabulary)) add(term, SPLIT_WEIGHT);
    }
    if (english) for (const other of relatedStems(own) ?? []) add(vocabulary.numberOf(other), related);
    const best = Math.max(0, ...variants.values());
    const weight = exact === undefined ? Math.max(best, rarest * 0.7) : idf[exact]!;
    words.push({
      stem: own,
      weight,
      variants: [...variants].map(([term, value]) => ({ term, weight: value })),
    });
  });

  const kind = (english ? askedFor(folded) : []).flatMap(one => {
    const term = vocabulary.numberOf(one);
    return term === undefined ? [] : [{ term, weight: KIND_WEIGHT * idf[term]! }];
  });
  return { words, kind, flag: english ? flagAsked(folded) : 0 };
}

/** "passwordreset" → password, reset: where both halves are known. */
function splitWord(word: string, language: string, vocabulary: Vocabulary): number[] {
  for (let at = 3; at <= word.length - 3; at++) {
    const left = vocabulary.numberOf(stem(word.slice(0, at), language));
    const right = vocabulary.numberOf(stem(word.slice(at), language));
    if (left !== undefined && right !== undefined) return [left, right];
  }
  return [];
}
