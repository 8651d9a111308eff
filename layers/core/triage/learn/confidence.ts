import { MEASURES } from './measure.ts';

/** One rehearsed decision: what was measured, and whether the best topic was the right one. */
export interface Trial {
  measures: Float64Array;
  right: boolean;
  /** The message belongs to none of the topics that were taught. */
  foreign: boolean;
  weight: number;
}

/**
 * Coefficients to begin with, fitted once on public messages with ten examples a topic. Few trials move them little, so that
 * two topics with one example each are judged by common experience instead of by nothing.
 */
const EXPERIENCE: readonly number[] = [-4, 1, 1.5, 1, 1.5, 0, 0.3, 0.2, 0.3, 1, 0, 0.5, 0.5, 0.5, 0];
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
    for (const { measures, right, weight } of trials) {
      const p = confidenceOf(measures, head);
      const pull = weight * (p - (right ? 1 : 0));
      const bend = weight * Math.max(1e-6, p * (1 - p));
      for (let i = 0; i < MEASURES; i++) {
        const x = measures[i] as number;
        slope[i]! += pull * x;
        for (let j = 0; j <= i; j++) curve[i * MEASURES + j]! += bend * x * (measures[j] as number);
      }
    }
    const step = solve(curve, slope);
    for (let i = 0; i < MEASURES; i++) head[i]! -= step[i] as number;
  }
  return head;
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
