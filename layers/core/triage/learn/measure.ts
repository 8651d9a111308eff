import { VIEWS } from './features.ts';
import { VIEW_WEIGHTS, type Sparse } from './vocabulary.ts';

/** Rows of weights, wherever they are kept. */
export interface Weights {
  topics: number;
  addBias(into: Float32Array): void;
  /** Adds row × x to the scores per topic. */
  addRow(row: number, x: number, into: Float32Array): void;
  /** Whether the row speaks for the topic: its examples have it. */
  speaksFor(row: number, topic: number): boolean;
}

/** A message's scores, and what the confidence in the best one rests on. */
export interface Measured {
  /** Signed distance from each topic's plane. */
  scores: Float32Array;
  best: number;
  /** −1 when there is one topic only. */
  second: number;
  /** What `confidenceOf` reads, MEASURES numbers, each of the order of 1. */
  measures: Float64Array;
  /** Share of the words' weight that the training has seen, 0–1. */
  known: number;
}

export const MEASURES = 18;
/** Turns differences of scores into a softmax about as sharp as the data deserve. */
const SHARPNESS = 5;

/** `isKnown`: whether the training has seen the row at all; left out, every row counts as seen. */
export function measure(message: Sparse, weights: Weights, isKnown?: (row: number) => boolean): Measured {
  const { topics } = weights;
  const known = knownShare(message, isKnown);
  const byView = VIEWS.map((_, view) => {
    const scores = new Float32Array(topics);
    const end = message.views[view + 1] as number;
    for (let i = message.views[view] as number; i < end; i++)
      weights.addRow(message.column[i] as number, message.value[i] as number, scores);
    return scores;
  });
  const scores = new Float32Array(topics);
  weights.addBias(scores);
  for (const part of byView) for (let c = 0; c < topics; c++) scores[c]! += part[c] as number;
  const [best, second] = twoBest(scores);
  return {
    scores,
    best,
    second,
    known,
    measures: Float64Array.of(
      ...measuresOf(scores, byView, best, second, known, message.words),
      ...supportOf(message, weights, best, isKnown),
    ),
  };
}

function measuresOf(
  scores: Float32Array,
  byView: Float32Array[],
  best: number,
  second: number,
  known: number,
  words: number,
): number[] {
  const top = scores[best] as number;
  const next = second < 0 ? -1 : (scores[second] as number);
  const gap = top - next;
  let others = 0;
  let crowd = 0;
  for (let c = 0; c < scores.length; c++) {
    if (c === best) continue;
    others += Math.exp(SHARPNESS * ((scores[c] as number) - top));
    crowd += Math.max(0, (scores[c] as number) + 0.8);
  }
  const odds = Math.min(6, -Math.log(others + 1e-3));
  const length = Math.log(1 + words);
  const agreeing = byView.map(part => (twoBest(part)[0] === best ? 1 : 0));
  const lead = byView.map(part => {
    const rival = second < 0 ? 0 : (part[second] as number);
    return (part[best] as number) - rival;
  });
  return [
    1,
    top,
    gap,
    odds / 4,
    known,
    length / 2,
    agreeing[0] as number,
    agreeing[1] as number,
    agreeing[2] as number,
    Math.min(...lead),
    top * top,
    top * gap,
    known * top,
    known * known,
    Math.min(2, crowd / 2),
  ];
}

/**
 * Share (0–1, by squared weight) of the message's words, of its neighbouring words and of its pairs that the best topic's own
 * examples have: one shared word among strange ones is no support, however strongly it speaks.
 */
function supportOf(
  message: Sparse,
  weights: Weights,
  best: number,
  isKnown?: (row: number) => boolean,
): number[] {
  const { column, value, views, wordEnd } = message;
  const words = views[1] as number;
  const share = (from: number, to: number, whole: number) => {
    let sum = 0;
    for (let i = from; i < to; i++) {
      const row = column[i] as number;
      if (isKnown && !isKnown(row)) continue;
      if (weights.speaksFor(row, best)) sum += (value[i] as number) ** 2;
    }
    return sum / whole ** 2;
  };
  const [wordsWeight, pairsWeight] = VIEW_WEIGHTS as [number, number];
  return [
    share(0, wordEnd, wordsWeight),
    share(wordEnd, words, wordsWeight),
    share(words, views[2] as number, pairsWeight),
  ];
}

/** Index of the highest and the second highest; ties go to the first. */
export function twoBest(scores: Float32Array): [number, number] {
  let best = 0;
  let second = -1;
  for (let c = 1; c < scores.length; c++) {
    if ((scores[c] as number) > (scores[best] as number)) {
      second = best;
      best = c;
    } else if (second < 0 || (scores[c] as number) > (scores[second] as number)) second = c;
  }
  return [best, second];
}

/** Share of the words by weight, not pairs or characters: an unknown "the" matters less than an unknown "volcano". */
function knownShare(message: Sparse, isKnown?: (row: number) => boolean): number {
  if (message.wordWeight === 0) return 0;
  let known = 0;
  for (let i = 0; i < message.wordEnd; i++)
    if (!isKnown || isKnown(message.column[i] as number)) known += message.value[i] as number;
  return Math.min(1, known / message.wordWeight);
}
