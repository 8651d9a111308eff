import type { Trial } from './confidence.ts';
import { measure, type Weights } from './measure.ts';
import { seeded, shuffle } from './seeded.ts';
import { separate } from './separate.ts';
import type { Sparse } from './vocabulary.ts';

export interface Taught {
  messages: readonly Sparse[];
  /** −1: none of ours. */
  topic: Int32Array;
  /** Messages from here on are the engine's own FOREIGN ones, not the client's. */
  ownForeignFrom: number;
  topics: number;
  rows: number;
}

/** Trials enough to fit the confidence; larger sets rehearse some of their parts only, which keeps training short. */
const ENOUGH_TRIALS = 5_000;
const MOST_PARTS = 10;
/** Below this many topics none can be left out: what stays would not be a choice. */
const FEWEST_TOPICS = 4;
/** Of a client's messages about this share belongs to no topic; calibration assumes it. */
const FOREIGN_SHARE = 0.15;
/** Known foreign examples weigh this many times more than those of left-out topics: they are the real thing. */
const REAL_FOREIGN = 4;
/** The engine's own foreign examples are easier to tell than what customers of this client will ask … */
const OWN_FOREIGN = 0.25;
/** … but they teach better how foreign messages look than those of left-out topics do, which only stand for them. */
const OWN_FOREIGN_LESSON = 10;

/**
 * Cross-validation that also leaves whole topics out: what is then asked about them stands for everything a client's
 * customers may ask that is none of ours, so that no out-of-scope examples are needed.
 */
export function rehearse(taught: Taught): Trial[] {
  const { messages, topic, topics } = taught;
  const parts = Math.min(MOST_PARTS, messages.length);
  if (parts < 2) return [];
  const part = deal(topic, topics, parts);
  const group = groups(topics, parts);
  const trials: Trial[] = [];
  let ownTrials = 0;
  for (let p = 0; p < parts; p++) {
    if (ownTrials >= ENOUGH_TRIALS) break;
    const leftOut = (t: number) => t >= 0 && topics >= FEWEST_TOPICS && group[t] === p;
    const members: number[] = [];
    const asked: number[] = [];
    for (let i = 0; i < messages.length; i++) {
      if (leftOut(topic[i] as number) || part[i] === p) asked.push(i);
      else members.push(i);
    }
    if (members.length === 0) continue;
    const learned = Int32Array.from(members, i => topic[i] as number);
    const weights = dense(
      separate({
        messages: members.map(i => messages[i] as Sparse),
        topic: learned,
        topics,
        rows: taught.rows,
      }),
      topics,
      taught.rows,
    );
    const seen = new Uint8Array(taught.rows);
    for (const i of members) for (const row of (messages[i] as Sparse).column) seen[row] = 1;
    for (const i of asked) {
      const own = topic[i] as number;
      const { best, measures } = measure(messages[i] as Sparse, weights, row => seen[row] === 1);
      const foreign = own < 0 || leftOut(own);
      const weighs = (ours: number) => (own >= 0 ? 1 : i < taught.ownForeignFrom ? REAL_FOREIGN : ours);
      const right = best === own && !foreign;
      trials.push({
        measures,
        right,
        foreign,
        weight: weighs(OWN_FOREIGN),
        lesson: weighs(OWN_FOREIGN_LESSON),
      });
      if (!foreign) ownTrials += 1;
    }
  }
  return weigh(trials);
}

/** Weights in training's own layout. */
export function dense(weight: Float32Array, topics: number, rows: number): Weights {
  return {
    topics,
    addBias(into) {
      for (let c = 0; c < topics; c++) into[c]! += weight[rows * topics + c] as number;
    },
    addRow(row, x, into) {
      const base = row * topics;
      for (let c = 0; c < topics; c++) into[c]! += x * (weight[base + c] as number);
    },
    speaksFor: (row, topic) => (weight[row * topics + topic] as number) > 0,
  };
}

/**
 * Deals each topic's messages to the parts in blocks, in the order in which they stand: neighbours are often one author's
 * variations of one sentence, and asking one after learning the other would be no test.
 */
function deal(topic: Int32Array, topics: number, parts: number): Int32Array {
  const total = new Int32Array(topics + 1);
  for (const t of topic) total[t + 1]! += 1;
  const next = new Int32Array(topics + 1);
  return topic.map(own => {
    const t = own + 1;
    const place = next[t] as number;
    next[t] = place + 1;
    return (Math.floor((place * parts) / (total[t] as number)) + t) % parts;
  });
}

function groups(topics: number, parts: number): Int32Array {
  const order = Int32Array.from({ length: topics }, (_, i) => i);
  shuffle(order, seeded(13));
  const group = new Int32Array(topics);
  order.forEach((t, i) => (group[t] = i % parts));
  return group;
}

/** Scales the foreign trials to FOREIGN_SHARE of all. */
function weigh(trials: Trial[]): Trial[] {
  const scale = (by: 'weight' | 'lesson') => {
    let own = 0;
    let foreign = 0;
    for (const trial of trials) {
      if (trial.foreign) foreign += trial[by];
      else own += trial[by];
    }
    return foreign === 0 || own === 0 ? 1 : ((own / foreign) * FOREIGN_SHARE) / (1 - FOREIGN_SHARE);
  };
  const [weight, lesson] = [scale('weight'), scale('lesson')];
  return trials.map(trial =>
    trial.foreign ? { ...trial, weight: trial.weight * weight, lesson: trial.lesson * lesson } : trial,
  );
}
