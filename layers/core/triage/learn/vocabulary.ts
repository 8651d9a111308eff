import { VIEWS, type Features } from './features.ts';

/** How much each view counts in the whole. */
export const VIEW_WEIGHTS: readonly number[] = [1, 0.4, 0.8];
/** Milder than plain IDF: frequent words of short messages say something too. */
const RARITY_POWER = 0.5;

/** Feature hash → row, with how rare it is. */
export interface Vocabulary {
  /** −1 for a feature not seen in training. */
  rowOf(hash: number): number;
  /** Weight by rarity, per row. */
  readonly rarity: Float32Array;
  /** Weight of a feature that is not in the vocabulary. */
  readonly unseen: number;
}

/** A message as a sparse row: the features the vocabulary knows. */
export interface Sparse {
  column: Int32Array;
  value: Float32Array;
  /** Where each view begins, and the end: VIEWS.length + 1 numbers. */
  views: number[];
  /** Where the single words end within the first view. */
  wordEnd: number;
  /** Weight of all single words, known or not, on the scale of `value`. */
  wordWeight: number;
  /** How many words the message has. */
  words: number;
}

/** Weight of a feature that `containing` of `messages` messages have. */
export function rarityOf(messages: number, containing: number): number {
  return Math.log(1 + messages / Math.max(1, containing)) ** RARITY_POWER;
}

/**
 * Each view gets the length VIEW_WEIGHTS including its unknown features: a message full of unknown words scores low on
 * every topic.
 */
export function encode(features: Features, vocabulary: Vocabulary, words: number): Sparse {
  const column = new Int32Array(features.hashes.length);
  const value = new Float32Array(features.hashes.length);
  const views = [0];
  let at = 0;
  let wordEnd = 0;
  let wordWeight = 0;
  for (let view = 0; view < VIEWS.length; view++) {
    const first = at;
    const to = features.views[view + 1] as number;
    let squares = 0;
    for (let i = features.views[view] as number; i < to; i++) {
      const row = vocabulary.rowOf(features.hashes[i] as number);
      const count = features.counts[i] as number;
      const often = count === 1 ? 1 : 1 + Math.log(count);
      const weight = often * (row < 0 ? vocabulary.unseen : (vocabulary.rarity[row] as number));
      squares += weight * weight;
      if (i < features.wordEnd) wordWeight += weight;
      if (row >= 0) {
        column[at] = row;
        value[at++] = weight;
      }
      if (i === features.wordEnd - 1) wordEnd = at;
    }
    const scale = squares === 0 ? 0 : (VIEW_WEIGHTS[view] as number) / Math.sqrt(squares);
    for (let i = first; i < at; i++) value[i] = (value[i] as number) * scale;
    if (view === 0) wordWeight *= scale;
    views.push(at);
  }
  return {
    column: column.subarray(0, at),
    value: value.subarray(0, at),
    views,
    wordEnd,
    wordWeight,
    words,
  };
}
