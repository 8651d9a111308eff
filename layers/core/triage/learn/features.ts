import { conceptOf } from '../text/concepts.ts';
import { stem } from '../text/stem.ts';

/**
 * What the classifier sees of a message: hashed features in views. A feature is a number below 2^32; the view is mixed into
 * the hash, so that "card" the word and "card" the four characters are two features.
 */
export const VIEWS = ['words', 'pairs', 'characters'] as const;

export interface Features {
  /** Hash per feature, each once, grouped by view. */
  hashes: Uint32Array;
  /** How often it occurs in the message. */
  counts: Uint8Array;
  /** Index of the first feature of each view, and the total at the end: VIEWS.length + 1 numbers. */
  views: number[];
  /** Where the single words and stems end within the first view; neighbours follow. */
  wordEnd: number;
}

const PRIME = 0x01000193;
const START = 0x1d872b41;
const END = 0x6c8e9cf5;
const PAIR = 0x3ade68b1;
const SEEDS = [0x811c9dc5, 0x2f0b4c47, 0x5bd1e995];
/** Words further apart than this make no pair: bounds the work on long messages. */
const PAIR_WINDOW = 10;
const MAX_PAIRS = 1_200;
const SHORTEST_GRAM = 2;
const LONGEST_GRAM = 5;

export function featuresOf(words: readonly string[]): Features {
  const stems = words.map(stem);
  const concepts = words.map((word, i) => conceptOf(word) ?? (stems[i] as string));
  const word = words.map(one => hashText(one, SEEDS[0] as number));
  const concept = concepts.map(one => hashText(one, SEEDS[1] as number));
  const bag = new Bag();
  const views = [0];
  for (let i = 0; i < words.length; i++) {
    bag.add(mix(word[i] as number, 1));
    bag.add(mix(hashText(stems[i] as string, SEEDS[0] as number), 2));
    if (concepts[i] !== stems[i]) bag.add(mix(concept[i] as number, 3));
  }
  const wordEnd = bag.size;
  addNeighbours(bag, word);
  addNeighbours(bag, concept);
  views.push(bag.close());
  addPairs(bag, concept);
  views.push(bag.close());
  addGrams(bag, words);
  views.push(bag.close());
  return { hashes: bagHashes.slice(0, bag.size), counts: bagCounts.slice(0, bag.size), views, wordEnd };
}

/** Each word with the one before it; the borders of the message count as words. */
function addNeighbours(bag: Bag, hashes: readonly number[]): void {
  let before = START;
  for (const hash of hashes) {
    bag.add(mix(before, hash));
    before = hash;
  }
  bag.add(mix(before, END));
}

/** Two concepts (stems where there is none) anywhere near each other, in either order: "card … lost" is "lost … card". */
function addPairs(bag: Bag, hashes: readonly number[]): void {
  let pairs = 0;
  for (let i = 0; i < hashes.length; i++) {
    const end = Math.min(hashes.length, i + 1 + PAIR_WINDOW);
    for (let j = i + 1; j < end; j++) {
      const a = hashes[i] as number;
      const b = hashes[j] as number;
      bag.add(((a < b ? mix(a, b) : mix(b, a)) ^ PAIR) >>> 0);
      if (++pairs === MAX_PAIRS) return;
    }
  }
}

/** Runs of 2 to 5 characters inside a word with its borders: survive typos, other endings and compounds. */
function addGrams(bag: Bag, words: readonly string[]): void {
  for (const word of words) {
    const bordered = ` ${word} `;
    for (let start = 0; start < bordered.length; start++) {
      let hash = SEEDS[2] as number;
      const end = Math.min(bordered.length, start + LONGEST_GRAM);
      for (let i = start; i < end; i++) {
        hash = Math.imul(hash ^ bordered.charCodeAt(i), PRIME) >>> 0;
        if (i - start + 1 >= SHORTEST_GRAM) bag.add(mix(hash, i - start));
      }
    }
  }
}

/** Slots of the table that finds a feature again; many more than a message has features, which are counted up to MOST. */
const SLOTS = 1 << 15;
const MOST = 12_000;
const slotFeature = new Int32Array(SLOTS);
/** The number of the bag's view that a slot was last used for: nothing needs to be cleared. */
const slotView = new Uint32Array(SLOTS);
let lastView = 0; // wraps after four thousand million messages: harmless, slots are long overwritten

/** What the bag being filled holds; one message is read at a time. */
const bagHashes = new Uint32Array(MOST);
const bagCounts = new Uint8Array(MOST);

class Bag {
  size = 0;
  #view = ++lastView;

  add(hash: number): void {
    const view = this.#view;
    let slot = hash & (SLOTS - 1);
    while (slotView[slot] === view) {
      const at = slotFeature[slot] as number;
      if (bagHashes[at] === hash) {
        if ((bagCounts[at] as number) < 255) bagCounts[at] = (bagCounts[at] as number) + 1;
        return;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    if (this.size === MOST) return;
    slotView[slot] = view;
    slotFeature[slot] = this.size;
    bagHashes[this.size] = hash;
    bagCounts[this.size++] = 1;
  }

  /** Ends a view: what follows is counted anew. */
  close(): number {
    this.#view = ++lastView;
    return this.size;
  }
}

export function hashText(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME) >>> 0;
  return hash;
}

function mix(a: number, b: number): number {
  let hash = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
