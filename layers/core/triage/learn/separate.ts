import { seeded, shuffle } from './seeded.ts';
import type { Sparse } from './vocabulary.ts';

/** What one training run learns from. `topic` is −1 for messages that are none of ours: they speak against every topic. */
export interface Lesson {
  messages: readonly Sparse[];
  /** Topic per message. */
  topic: Int32Array;
  topics: number;
  rows: number;
}

export interface Settings {
  /** Cost of a message on the wrong side, per topic's own and per others' messages. */
  cost: number;
  epochs: number;
}
export const SETTINGS: Settings = { cost: 1, epochs: 6 };

/** Updates smaller than this change no decision and cost time. */
const TINY = 1e-4;
/** Every so many rounds all topics are looked at again, between them only those near the border. */
const LOOK_AROUND = 4;

/**
 * Learns for every topic the plane that parts it from all others: L2-regularised squared-hinge support vector machines,
 * all at once, by dual coordinate descent (Hsieh et al. 2008). Weights are laid out row by row: `weight[row * topics + topic]`;
 * the last row is the bias. Deterministic.
 */
export function separate(lesson: Lesson, settings: Settings = SETTINGS): Float32Array {
  const { messages, topic, topics, rows } = lesson;
  const weight = new Float32Array((rows + 1) * topics);
  const alpha = new Float32Array(messages.length * topics);
  const near: (Int32Array | undefined)[] = new Array(messages.length);
  const all = Int32Array.from({ length: topics }, (_, i) => i);
  const score = new Float32Array(topics);
  const step = new Float32Array(topics);
  const changed = new Int32Array(topics);
  const close = new Int32Array(topics);
  const soft = 1 / (2 * settings.cost);
  const order = Int32Array.from(messages, (_, i) => i);
  const random = seeded(7);

  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    shuffle(order, random);
    const lookAround = epoch < 2 || epoch % LOOK_AROUND === 0;
    for (const i of order) {
      const { column, value } = messages[i] as Sparse;
      const to = column.length;
      const own = topic[i] as number;
      const look = lookAround ? all : (near[i] as Int32Array);
      const looks = look.length;
      const bias = rows * topics;
      let square = 1;
      if (looks === topics) {
        for (let c = 0; c < topics; c++) score[c] = weight[bias + c] as number;
        for (let k = 0; k < to; k++) {
          const x = value[k] as number;
          const base = (column[k] as number) * topics;
          square += x * x;
          for (let c = 0; c < topics; c++) score[c]! += x * (weight[base + c] as number);
        }
      } else {
        for (let l = 0; l < looks; l++) score[l] = weight[bias + (look[l] as number)] as number;
        for (let k = 0; k < to; k++) {
          const x = value[k] as number;
          const base = (column[k] as number) * topics;
          square += x * x;
          for (let l = 0; l < looks; l++) score[l]! += x * (weight[base + (look[l] as number)] as number);
        }
      }
      let changes = 0;
      let closes = 0;
      const at = i * topics;
      for (let l = 0; l < looks; l++) {
        const c = look[l] as number;
        const sign = c === own ? 1 : -1;
        const old = alpha[at + c] as number;
        const slope = sign * (score[l] as number) - 1 + soft * old;
        if (old > 0 || slope < 0.2) close[closes++] = c;
        const fresh = Math.max(0, old - slope / (square + soft));
        const delta = fresh - old;
        if (delta < TINY && delta > -TINY) continue;
        alpha[at + c] = fresh;
        changed[changes] = c;
        step[changes++] = delta * sign;
      }
      if (lookAround) near[i] = close.slice(0, closes);
      if (changes === 0) continue;
      for (let q = 0; q < changes; q++) weight[bias + (changed[q] as number)]! += step[q] as number;
      for (let k = 0; k < to; k++) {
        const x = value[k] as number;
        const base = (column[k] as number) * topics;
        for (let q = 0; q < changes; q++) weight[base + (changed[q] as number)]! += x * (step[q] as number);
      }
    }
  }
  return weight;
}
