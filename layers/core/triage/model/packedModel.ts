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
  return { vocabulary: vocabularyOf(model), weights: weightsOf(model, start) };
}

function check(model: Model): void {
  const { hashes, rarity, counts, topicOf, levels, bias, topics } = model;
  const agree =
    rarity.length === hashes.length &&
    counts.length === hashes.length &&
    topicOf.length === levels.length &&
    bias.length === topics.length &&
    model.rarities.length === 256 &&
    topics.length > 0;
  if (!agree) throw new Error('triage model: damaged (its parts have different lengths)');
}

function weightsOf(model: Model, start: Uint32Array): Weights {
  const { topicOf, bias, largest } = model;
  const size = Float32Array.from({ length: 256 }, (_, i) => {
    const level = i < 128 ? i : i - 256;
    return Math.sign(level) * (level / LEVELS) ** 2 * largest;
  });
  const weight = new Float32Array(model.levels.length);
  for (let k = 0; k < weight.length; k++) weight[k] = size[(model.levels[k] as number) & 0xff] as number;
  return {
    topics: model.topics.length,
    addBias(into) {
      for (let c = 0; c < bias.length; c++) into[c]! += bias[c] as number;
    },
    addRow(row, x, into) {
      const end = start[row + 1] as number;
      for (let k = start[row] as number; k < end; k++)
        into[topicOf[k] as number]! += x * (weight[k] as number);
    },
    speaksFor(row, topic) {
      const end = start[row + 1] as number;
      for (let k = start[row] as number; k < end; k++)
        if (topicOf[k] === topic) return (weight[k] as number) > 0;
      return false;
    },
  };
}

function vocabularyOf(model: Model): Vocabulary {
  const { hashes } = model;
  let slots = 16;
  while (slots < hashes.length * 1.5) slots *= 2;
  const mask = slots - 1;
  /** Row + 1 (0: free) and hash side by side: one look into memory finds both. */
  const table = new Int32Array(slots * 2);
  for (let row = 0; row < hashes.length; row++) {
    const hash = (hashes[row] as number) | 0;
    let slot = hash & mask;
    while (table[slot * 2] !== 0) slot = (slot + 1) & mask;
    table[slot * 2] = row + 1;
    table[slot * 2 + 1] = hash;
  }
  return {
    unseen: model.unseen,
    rarity: rarityOf(model),
    rowOf(unsigned) {
      const hash = unsigned | 0;
      let slot = hash & mask;
      for (;;) {
        const row = table[slot * 2] as number;
        if (row === 0 || table[slot * 2 + 1] === hash) return row - 1;
        slot = (slot + 1) & mask;
      }
    },
  };
}

function rarityOf({ rarity, rarities }: Model): Float32Array {
  const weights = new Float32Array(rarity.length);
  for (let row = 0; row < rarity.length; row++) weights[row] = rarities[rarity[row] as number] as number;
  return weights;
}
