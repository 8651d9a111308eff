import { confidenceOf, type Trial } from './confidence.ts';

export interface Thresholds {
  /** Confidence from which the AI may act: of 100 accepted at most `wrongPerHundred` wrong. */
  sure: number;
  /** Below this a message is none of ours. */
  reject: number;
  /** Share of own messages that were put right, 0–1, at each confidence of RUNGS. */
  ladder: Float64Array;
}

/** Confidences at which the ladder states the accuracy on own messages that is left when all below are rejected. */
export const RUNGS: readonly number[] = Array.from(
  { length: 121 },
  (_, i) => 1 / (1 + Math.exp(-(i - 60) / 10)),
);
/** Rejection may cost this share of the messages that were put right. */
const REJECTED_RIGHT = 0.03;
/** What was observed to be wrong plus about one standard deviation, and never nothing: few trials prove little. */
const cautious = (wrong: number): number => wrong + Math.sqrt(wrong) + 1;

export function thresholdsFrom(
  trials: readonly Trial[],
  head: Float64Array,
  wrongPerHundred: number,
): Thresholds {
  const judged = trials.map(trial => ({ ...trial, confidence: confidenceOf(trial.measures, head) }));
  const ladder = ladderOf(judged);
  const before = ladder[0] as number;
  return {
    sure: sureFrom(judged, wrongPerHundred / 100),
    reject: before === 0 ? 0.5 : rejectFrom(ladder, before * (1 - REJECTED_RIGHT)),
    ladder,
  };
}

/** The highest rung at which accuracy on own messages is still `target`; the lowest when none is. */
export function rejectFrom(ladder: ArrayLike<number>, target: number): number {
  for (let i = RUNGS.length - 1; i > 0; i--) if ((ladder[i] as number) >= target) return RUNGS[i] as number;
  return RUNGS[0] as number;
}

function ladderOf(judged: { foreign: boolean; right: boolean; confidence: number }[]): Float64Array {
  const own = judged.filter(one => !one.foreign);
  return Float64Array.from(RUNGS, rung =>
    own.length === 0 ? 0 : own.filter(one => one.right && one.confidence >= rung).length / own.length,
  );
}

/**
 * The lowest confidence above which both what was observed (with a margin) and what the confidences themselves predict stay
 * within the promise. Without any such, the promise itself: calibrated confidence ≥ 1 − wrong.
 */
function sureFrom(judged: { confidence: number; right: boolean; weight: number }[], wrong: number): number {
  const falling = [...judged].sort((a, b) => b.confidence - a.confidence);
  let accepted = 0;
  let failed = 0;
  let predicted = 0;
  let sure = 1 - wrong;
  falling.forEach((one, i) => {
    accepted += one.weight;
    if (!one.right) failed += one.weight;
    predicted += one.weight * (1 - one.confidence);
    if (falling[i + 1]?.confidence === one.confidence) return;
    if (Math.max(cautious(failed), predicted) <= wrong * accepted) sure = one.confidence;
  });
  return sure;
}
