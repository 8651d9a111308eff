import { rarityOf, type Vocabulary } from './vocabulary.ts';

/** Open addressing over the hashes seen in training; rows are numbered in order of first sight. */
export class HashTable implements Vocabulary {
  #mask: number;
  #row: Int32Array;
  #hash: Uint32Array;
  #containing: number[] = [];
  rarity = new Float32Array(0);
  unseen = 1;

  /** `most`: upper bound of how many different hashes will come. */
  constructor(most: number) {
    let size = 16;
    while (size < most * 1.5) size *= 2;
    this.#mask = size - 1;
    this.#row = new Int32Array(size).fill(-1);
    this.#hash = new Uint32Array(size);
  }

  get rows(): number {
    return this.#containing.length;
  }

  /** One more message contains this feature. */
  count(hash: number): void {
    const slot = this.#slot(hash);
    const row = this.#row[slot] as number;
    if (row >= 0) {
      this.#containing[row] = (this.#containing[row] as number) + 1;
      return;
    }
    this.#row[slot] = this.rows;
    this.#hash[slot] = hash;
    this.#containing.push(1);
  }

  /** To be called when all messages are counted. */
  weigh(messages: number): void {
    this.unseen = rarityOf(messages, 1);
    this.rarity = Float32Array.from(this.#containing, containing => rarityOf(messages, containing));
  }

  rowOf(hash: number): number {
    return this.#row[this.#slot(hash)] as number;
  }

  /** Hash of every row. */
  hashes(): Uint32Array {
    const hashes = new Uint32Array(this.rows);
    this.#row.forEach((row, slot) => {
      if (row >= 0) hashes[row] = this.#hash[slot] as number;
    });
    return hashes;
  }

  #slot(hash: number): number {
    let slot = hash & this.#mask;
    while ((this.#row[slot] as number) >= 0 && this.#hash[slot] !== hash) slot = (slot + 1) & this.#mask;
    return slot;
  }
}
