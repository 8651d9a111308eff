import { fold, isGrammar } from './words.ts';

const CONTINUES =
  /^(?:ok(?:ay)?,? |so,? |oh,? |yes,? |no,? )*(?:and|also|but|or|then|what about|how about|what if|same for|plus|und|aber|et|mais|y|pero|e|ma)\b/;
const POINTS_BACK =
  /\b(?:it|that|this|they|them|those|these|one|ones|there|both|either|its|their|the same|else)\b/;
/** "it" that stands for nothing said before. */
const EMPTY_IT =
  /\b(?:is it possible|would it be possible|does it matter|it seems|it says|it is possible|it keeps|is there|are there|there is|there are|this morning|this week|this month|i think that|said that)\b/g;

/**
 * How much a message leans on what was said before: 0 (a question of its own) to 0.9 ("and how much is it?").
 * Judged by its wording alone; the search lowers it when the message by itself finds a clear answer.
 */
export function leansOnHistory(text: string, language: string): number {
  const folded = fold(text).trim().replace(EMPTY_IT, ' ');
  const content = (folded.match(/[\p{L}\p{N}]+/gu) ?? []).filter(
    word =>
      !isGrammar(word, language) &&
      !/^(?:long|often|soon|quickly|fast|expensive|about|possible|costs?|prices?|takes?|weighs?)$/.test(word),
  ).length;
  if (content === 0) return 0.9;
  const continues = CONTINUES.test(folded);
  const points = POINTS_BACK.test(folded);
  if (continues && points) return [0.9, 0.8, 0.6, 0.5][content] ?? 0.3;
  if (continues) return [0.9, 0.7, 0.4, 0.25][content] ?? 0.1;
  if (points) return [0.9, 0.6, 0.4, 0.3][content] ?? 0.15;
  return content === 1 ? 0.3 : 0;
}
