import { brotliCompressSync, constants } from 'node:zlib';
import { Classifier } from '../../layers/core/triage/classifier.ts';
import type { TriageEngine } from '../../layers/core/triage/contract.ts';
import { loadTriage, trainTriage } from '../../layers/core/triage/engine.ts';
import type { Prediction } from './figures.ts';
import type { Row } from './rows.ts';

export interface Trained {
  engine: TriageEngine;
  classifier: Classifier;
  model: Uint8Array;
  seconds: number;
  /** Of them, what this process was at work: on a busy machine it waits as well. */
  busySeconds: number;
  loadMs: number;
}

/** Trains on labelled rows as on the examples of a client's topics, and loads what came out. */
export function trainOn(rows: readonly Row[], wrongPerHundred: number): Trained {
  const ids = [...new Set(rows.map(row => row.topic))].filter(topic => topic !== null).sort();
  const began = performance.now();
  const used = process.cpuUsage();
  const model = trainTriage({
    topics: ids.map(id => ({ id, examples: [], complexity: 'simple', urgency: 'normal' })),
    labelled: [...rows],
    wrongPerHundred,
  });
  const seconds = (performance.now() - began) / 1000;
  const busySeconds = process.cpuUsage(used).user / 1e6;
  const loading = performance.now();
  const engine = loadTriage(model);
  return {
    engine,
    classifier: new Classifier(model),
    model,
    seconds,
    busySeconds,
    loadMs: performance.now() - loading,
  };
}

/** Messages asked before any is timed: until then the engine runs uncompiled. */
const WARM_UP = 3_000;
/** Times each message is asked; the middle one counts, so that what else the machine does isn't measured. */
const ASKED = 3;

/** Asks the whole engine, as a turn would; µs per message in `micros`. `reject`: confidence below which a row is none of ours. */
export function predict(
  engine: TriageEngine,
  rows: readonly Row[],
  reject: number,
): { predictions: Prediction[]; micros: number[] } {
  for (let i = 0; i < WARM_UP; i++) engine.triage((rows[i % rows.length] as Row).text);
  const micros: number[] = [];
  const predictions = rows.map(({ text }) => {
    const times = Array.from({ length: ASKED }, () => {
      const began = performance.now();
      engine.triage(text);
      return (performance.now() - began) * 1000;
    });
    micros.push(times.sort((a, b) => a - b)[ASKED >> 1] as number);
    const { ranked, confidence } = engine.triage(text);
    const best = ranked[0]?.topic as string;
    return { text, topic: confidence >= reject ? best : null, best, confidence };
  });
  return { predictions, micros };
}

/** The highest confidence at which rejecting all below leaves `target` (0–1) of the in-scope rows right; 0 when none does. */
export function rejectionOn(
  rows: readonly Row[],
  predictions: readonly Prediction[],
  target: number,
): number {
  const own = rows.filter(row => row.topic !== null).length;
  const needed = Math.ceil(target * own - 1e-9);
  const right = predictions
    .filter((one, i) => one.best === rows[i]?.topic)
    .map(one => one.confidence)
    .sort((a, b) => b - a);
  return needed === 0 ? 1 : (right[needed - 1] ?? 0);
}

export const compressedBytes = (model: Uint8Array): number =>
  brotliCompressSync(model, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }).length;
