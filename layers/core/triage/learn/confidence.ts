import { MEASURES } from './measure.ts';

/** One rehearsed decision: what was measured, and whether the best topic was the right one. */
export interface Trial {
  measures: Float64Array;
  right: boolean;
  /** The message belongs to none of the topics that were taught. */
  foreign: boolean;
  /** How much it counts when what is stated is judged: probabilities and thresholds. */
  weight: number;
  /** How much it counts in learning which message is more confident than another. */
  lesson: number;
}

/**
 * Coefficients to begin with, fitted once on public messages with ten examples a topic. Few trials move them little, so that
 * two topics with one example each are judged by common experience instead of by nothing.
 */
const EXPERIENCE: readonly number[] = [
  -4, 1, 1.5, 1, 1.5, 0, 0.3, 0.2, 0.3, 1, 0, 0.5, 0.5, 0.5, 0, 0.3, 0.3, 0.3,
];
/** How many trials' worth of say that experience has. */
const EXPERIENCE_STRENGTH = 1;
const ROUNDS = 12;

/** Probability that the best topic is right, 0–1. */
export function confidenceOf(measures: Float64Array, head: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < MEASURES; i++) sum += (measures[i] as number) * (head[i] as number);
  return 1 / (1 + Math.exp(-Math.max(-30, Math.min(30, sum))));
}

/** Logistic regression by Newton's method, drawn towards EXPERIENCE. */
export function fitConfidence(trials: readonly Trial[]): Float64Array {
  const head = Float64Array.from(EXPERIENCE);
  for (let round = 0; round < ROUNDS; round++) {
    const slope = new Float64Array(MEASURES);
    const curve = new Float64Array(MEASURES * MEASURES);
    for (let i = 0; i < MEASURES; i++) {
      slope[i] = EXPERIENCE_STRENGTH * ((head[i] as number) - (EXPERIENCE[i] as number));
      curve[i * MEASURES + i] = EXPERIENCE_STRENGTH;
    }
    for (const { measures, right, lesson } of trials) {
      const p = confidenceOf(measures, head);
      const pull = lesson * (p - (right ? 1 : 0));
      const bend = lesson * Math.max(1e-6, p * (1 - p));
      for (let i = 0; i < MEASURES; i++) {
        const x = measures[i] as number;
        slope[i]! += pull * x;
        for (let j = 0; j <= i; j++) curve[i * MEASURES + j]! += bend * x * (measures[j] as number);
      }
    }
    if (!descend(head, solve(curve, slope), trials)) break;
  }
  return head;
}

/**
 * Takes the step, halved until it makes the trials no less likely: far from the optimum, where trials are well separated, a
 * whole Newton step overshoots without bound. False when no step helps any more.
 */
function descend(head: Float64Array, step: Float64Array, trials: readonly Trial[]): boolean {
  const before = cost(head, trials);
  for (let size = 1; size > 1e-4; size /= 2) {
    const next = head.map((value, i) => value - size * (step[i] as number));
    if (cost(next, trials) > before) continue;
    head.set(next);
    return true;
  }
  return false;
}

/** Negative log-likelihood of the trials, with what pulls towards EXPERIENCE. */
function cost(head: Float64Array, trials: readonly Trial[]): number {
  let sum = 0;
  for (let i = 0; i < MEASURES; i++) {
    sum += (EXPERIENCE_STRENGTH / 2) * ((head[i] as number) - (EXPERIENCE[i] as number)) ** 2;
  }
  for (const { measures, right, lesson } of trials) {
    const p = confidenceOf(measures, head);
    sum -= lesson * Math.log(Math.max(1e-13, right ? p : 1 - p));
  }
  return sum;
}

/** Foreign messages among a client's, as far as the stated probability is concerned; being sure assumes more of them. */
const EXPECTED_FOREIGN = 0.07;

/**
 * Stretches and shifts the confidences until they are right on average where EXPECTED_FOREIGN of the messages are foreign.
 * The order of messages stays.
 */
export function calibrate(head: Float64Array, trials: readonly Trial[]): Float64Array {
  const share = (part: readonly Trial[]) => part.reduce((sum, trial) => sum + trial.weight, 0);
  const own = share(trials.filter(trial => !trial.foreign));
  const foreign = share(trials.filter(trial => trial.foreign));
  if (own === 0 || foreign === 0) return head;
  const lighter = Math.min(1, ((own / foreign) * EXPECTED_FOREIGN) / (1 - EXPECTED_FOREIGN));
  let stretch = 1;
  let shift = 0;
  const odds = trials.map(({ measures }) => {
    const p = Math.min(1 - 1e-9, Math.max(1e-9, confidenceOf(measures, head)));
    return Math.log(p / (1 - p));
  });
  for (let round = 0; round < ROUNDS; round++) {
    const slope = Float64Array.of(stretch - 1, shift);
    const curve = Float64Array.of(1, 0, 0, 1);
    trials.forEach(({ right, foreign: isForeign, weight }, i) => {
      const x = odds[i] as number;
      const p = 1 / (1 + Math.exp(-(stretch * x + shift)));
      const counts = isForeign ? weight * lighter : weight;
      const pull = counts * (p - (right ? 1 : 0));
      const bend = counts * Math.max(1e-6, p * (1 - p));
      slope[0]! += pull * x;
      slope[1]! += pull;
      curve[0]! += bend * x * x;
      curve[2]! += bend * x;
      curve[3]! += bend;
    });
    const step = solve(curve, slope);
    stretch -= step[0] as number;
    shift -= step[1] as number;
  }
  if (!(stretch > 0.1)) return head;
  return head.map((one, i) => one * stretch + (i === 0 ? shift : 0));
}

/** Solves the symmetric positive definite system whose lower triangle is given, by Cholesky. */
function solve(lower: Float64Array, right: Float64Array): Float64Array {
  const n = right.length;
  for (let j = 0; j < n; j++)
    for (let i = j; i < n; i++) {
      let sum = lower[i * n + j] as number;
      for (let k = 0; k < j; k++) sum -= (lower[i * n + k] as number) * (lower[j * n + k] as number);
      lower[i * n + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (lower[j * n + j] as number);
    }
  const x = Float64Array.from(right);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= (lower[i * n + k] as number) * (x[k] as number);
    x[i]! /= lower[i * n + i] as number;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= (lower[k * n + i] as number) * (x[k] as number);
    x[i]! /= lower[i * n + i] as number;
  }
  return x;
}
