import type { HashTable } from '../learn/hashTable.ts';
import { LEVELS, type Model } from './model.ts';

/** Weights kept at most: about two bytes each once compressed. */
const MOST_WEIGHTS = 650_000;
/** Kept per row whatever their size: a word that was taught stays a known word. */
const SMALLEST_SHARE = 0.004;

type Trimmed = Pick<
  Model,
  'hashes' | 'rarity' | 'rarities' | 'counts' | 'topicOf' | 'levels' | 'largest' | 'bias'
>;

/**
 * Keeps the weights that matter, in 8 bits: the MOST_WEIGHTS that move scores most (weight × rarity, which is what a message
 * multiplies it with), and none under SMALLEST_SHARE of the largest weight. Rows left without weights go, unless `isWord` says
 * that they tell known words from unknown ones.
 */
export function trim(
  weight: Float32Array,
  topics: number,
  table: HashTable,
  isWord: (row: number) => boolean,
): Trimmed {
  const { rows, rarity } = table;
  let largest = 1e-6;
  for (let i = 0; i < rows * topics; i++) largest = Math.max(largest, Math.abs(weight[i] as number));
  const pull = pullOfNth(weight, topics, table, largest * table.unseen);
  const leastIn = (row: number) => Math.max(largest * SMALLEST_SHARE, pull / (rarity[row] as number));
  const hashes = table.hashes();
  const order = Array.from({ length: rows }, (_, row) => row)
    .filter(row => isWord(row) || has(weight, row * topics, topics, leastIn(row)))
    .sort((a, b) => (hashes[a] as number) - (hashes[b] as number));
  const { rarities, indexOf } = rarityCodes(table);
  const counts = new Uint16Array(order.length);
  const topicOf: number[] = [];
  const levels: number[] = [];
  order.forEach((row, at) => {
    const least = leastIn(row);
    for (let c = 0; c < topics; c++) {
      const w = weight[row * topics + c] as number;
      if (Math.abs(w) < least) continue;
      topicOf.push(c);
      levels.push(levelOf(w, largest));
      counts[at]! += 1;
    }
  });
  return {
    hashes: Uint32Array.from(order, row => hashes[row] as number),
    rarity: Uint8Array.from(order, row => indexOf(row)),
    rarities,
    counts,
    topicOf: topics > 256 ? Uint16Array.from(topicOf) : Uint8Array.from(topicOf),
    levels: Int8Array.from(levels),
    largest,
    bias: weight.slice(rows * topics),
  };
}

const levelOf = (w: number, largest: number): number =>
  Math.sign(w) * Math.max(1, Math.round(Math.sqrt(Math.abs(w) / largest) * LEVELS));

function has(weight: Float32Array, from: number, topics: number, least: number): boolean {
  for (let i = from; i < from + topics; i++) if (Math.abs(weight[i] as number) >= least) return true;
  return false;
}

/** About the weight × rarity that MOST_WEIGHTS weights exceed, by a histogram up to `most`; 0 when there are fewer. */
function pullOfNth(weight: Float32Array, topics: number, { rows, rarity }: HashTable, most: number): number {
  const bins = 4096;
  const histogram = new Uint32Array(bins + 1);
  for (let row = 0; row < rows; row++)
    for (let c = 0; c < topics; c++) {
      const pull = Math.abs(weight[row * topics + c] as number) * (rarity[row] as number);
      histogram[Math.min(bins, Math.floor((pull / most) * bins))]! += 1;
    }
  let sum = 0;
  for (let bin = bins; bin >= 0; bin--) {
    sum += histogram[bin] as number;
    if (sum > MOST_WEIGHTS) return ((bin + 1) / bins) * most;
  }
  return 0;
}

/** Rarities in at most 256 steps, from the weight of a feature of one message down to the commonest. */
function rarityCodes(table: HashTable): { rarities: Float32Array; indexOf: (row: number) => number } {
  const most = table.unseen;
  const rarities = Float32Array.from({ length: 256 }, (_, i) => most * (1 - i / 255));
  return { rarities, indexOf: row => Math.round((1 - (table.rarity[row] as number) / most) * 255) };
}
