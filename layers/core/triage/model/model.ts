import type { Complexity, Urgency } from '../../domain/triage.ts';

/** What a trained engine consists of; `pack` and `unpack` turn it into bytes and back. */
export interface Model {
  topics: { id: string; complexity: Complexity; urgency: Urgency }[];
  /** Weight of an unknown feature, see Vocabulary. */
  unseen: number;
  thresholds: { sure: number; reject: number };
  ladder: Float64Array;
  /** Coefficients of the confidence. */
  head: Float64Array;
  bias: Float32Array;
  /** Ascending hashes of the features; a feature's place here is its row. */
  hashes: Uint32Array;
  /** Weight by rarity per row, one byte each: index into `rarities`. */
  rarity: Uint8Array;
  rarities: Float32Array;
  /** How many weights each row has. */
  counts: Uint16Array;
  /** Topic per weight; bytes up to 256 topics. */
  topicOf: Uint8Array | Uint16Array;
  /** Weight, compressed: sign × the square root of its size, LEVELS being the largest. */
  levels: Int8Array;
  /** Size of the largest weight. */
  largest: number;
}

/** Steps between nothing and the largest weight. The root spends them where weights are small and many. */
export const LEVELS = 127;
