import type { Weights } from '../learn/measure.ts';
import type { Vocabulary } from '../learn/vocabulary.ts';
import { LEVELS, type Model } from './model.ts';

/** A model ready to be asked: a hash table over its features, weights as they are stored. Throws when its parts disagree. */
export function ready(model: Model): { vocabulary: Vocabulary; weights: Weights } {
  check(model);
  const start = new Uint32Array(model.hashes.length + 1);
  for (let row = 0; row < model.counts.length; row++)
    start[row + 1] = (start[row] as number) + (model.counts[row] as number);
  if (start[model.hashes.length] !== model.levels.length)
    throw new Error('triage model: damaged (weights do not add up)');
  return { vocabulary: vocabularyOf(model), weights: weightsOf(model, start, topicOfWeights(model, start)) };
}

function check(model: Model): void {
  const { hashes, rarity, counts, gaps, levels, bias, topics } = model;
  const agree =
    rarity.length === hashes.length &&
    counts.length === hashes.length &&
    gaps.length === levels.length &&
    bias.length === topics.length &&
    model.rarities.length === 256 &&
    topics.length > 0;
  if (!agree) throw new Error('triage model: damaged (its parts have different lengths)');
}

function topicOfWeights(model: Model, start: Uint32Array): Uint8Array | Uint16Array {
  const { gaps, topics } = model;
  const topicOf = topics.length > 255 ? new Uint16Array(gaps.length) : new Uint8Array(gaps.length);
  for (let row = 0; row + 1 < start.length; row++) {
    let c = -1;
    const end = start[row + 1] as number;
    for (let k = start[row] as number; k < end; k++) {
      c += gaps[k] as number;
      topicOf[k] = c;
    }
    if (c >= topics.length) throw new Error('triage model: damaged (a weight of no topic)');
  }
  return topicOf;
}

function weightsOf(model: Model, start: Uint32Array, topicOf: Uint8Array | Uint16Array): Weights {
  const { levels, bias, largest } = model;
  const size = Float32Array.from({ length: 256 }, (_, i) => {
    const level = i < 128 ? i : i - 256;
    return Math.sign(level) * (level / LEVELS) ** 2 * largest;
  });
  return {
    topics: model.topics.length,
    addBias(into) {
      for (let c = 0; c < bias.length; c++) into[c]! += bias[c] as number;
    },
    addRow(row, x, into) {
      const end = start[row + 1] as number;
      for (let k = start[row] as number; k < end; k++)
        into[topicOf[k] as number]! += x * (size[(levels[k] as number) & 0xff] as number);
    },
  };
}

function vocabularyOf(model: Model): Vocabulary {
  const { hashes } = model;
  let slots = 16;
  while (slots < hashes.length * 2) slots *= 2;
  const mask = slots - 1;
  const rowAt = new Int32Array(slots).fill(-1);
  for (let row = 0; row < hashes.length; row++) {
    let slot = (hashes[row] as number) & mask;
    while ((rowAt[slot] as number) >= 0) slot = (slot + 1) & mask;
    rowAt[slot] = row;
  }
  return {
    unseen: model.unseen,
    rarity: Float32Array.from(model.rarity, code => model.rarities[code] as number),
    rowOf(hash) {
      let slot = hash & mask;
      for (;;) {
        const row = rowAt[slot] as number;
        if (row < 0 || hashes[row] === hash) return row;
        slot = (slot + 1) & mask;
      }
    },
  };
}
