import type { Row } from './rows.ts';

/** What the engine said of one row. */
export interface Prediction {
  text: string;
  /** After rejection; null = rejected. */
  topic: string | null;
  /** Before rejection. */
  best: string;
  /** Probability that `best` is right. */
  confidence: number;
}

export interface Figures {
  inScope: number;
  outOfScope: number;
  /** Shares of in-scope rows put right, 0–1; NaN without in-scope rows. */
  accuracyBefore: number;
  accuracyAfter: number;
  /** Share of out-of-scope rows rejected, 0–1; NaN without such rows. */
  outOfScopeRecall: number;
  /** Mean F1 over the topics of the rows, after rejection, out of scope being one of them. */
  macroF1: number;
  /** Share of all rows that can be accepted, most confident first, while 95 (98) % of the accepted are right. */
  coverage95: number;
  coverage98: number;
  /** Mean distance of confidence from accuracy over ten equal bins, in-scope rows. */
  calibrationError: number;
}

export function figuresOf(rows: readonly Row[], predictions: readonly Prediction[]): Figures {
  const judged = rows.map((row, i) => ({ row, prediction: predictions[i] as Prediction }));
  const own = judged.filter(({ row }) => row.topic !== null);
  const foreign = judged.filter(({ row }) => row.topic === null);
  const right = (one: (typeof judged)[number]) => one.prediction.best === one.row.topic;
  const falling = [...judged].sort((a, b) => b.prediction.confidence - a.prediction.confidence).map(right);
  return {
    inScope: own.length,
    outOfScope: foreign.length,
    accuracyBefore: own.filter(right).length / own.length,
    accuracyAfter: own.filter(({ row, prediction }) => prediction.topic === row.topic).length / own.length,
    outOfScopeRecall: foreign.filter(({ prediction }) => prediction.topic === null).length / foreign.length,
    macroF1: macroF1(judged),
    coverage95: coverage(falling, 0.95),
    coverage98: coverage(falling, 0.98),
    calibrationError: calibrationError(
      own.map(one => ({ confidence: one.prediction.confidence, right: right(one) })),
    ),
  };
}

/** `right`: most confident first. */
export function coverage(right: readonly boolean[], precision: number): number {
  let wrong = 0;
  let most = 0;
  right.forEach((one, i) => {
    if (!one) wrong += 1;
    if (i + 1 - wrong >= precision * (i + 1)) most = i + 1;
  });
  return right.length === 0 ? NaN : most / right.length;
}

function macroF1(judged: { row: Row; prediction: Prediction }[]): number {
  const counts = new Map<string | null, { hit: number; said: number; there: number }>();
  const of = (topic: string | null) => {
    const known = counts.get(topic) ?? { hit: 0, said: 0, there: 0 };
    counts.set(topic, known);
    return known;
  };
  for (const { row, prediction } of judged) {
    of(row.topic).there += 1;
    of(prediction.topic).said += 1;
    if (row.topic === prediction.topic) of(row.topic).hit += 1;
  }
  const asked = [...counts.values()].filter(one => one.there > 0);
  return asked.reduce((sum, one) => sum + (2 * one.hit) / (one.said + one.there), 0) / asked.length;
}

function calibrationError(judged: { confidence: number; right: boolean }[]): number {
  const drift = new Float64Array(10);
  for (const { confidence, right } of judged)
    drift[Math.min(9, Math.floor(confidence * 10))]! += confidence - (right ? 1 : 0);
  return drift.reduce((sum, one) => sum + Math.abs(one), 0) / judged.length;
}

/** The value below which `share` (0–1) of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const rising = [...values].sort((a, b) => a - b);
  return rising[Math.min(rising.length - 1, Math.floor(share * rising.length))] ?? NaN;
}
