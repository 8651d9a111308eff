import { confidenceOf } from './learn/confidence.ts';
import { featuresOf } from './learn/features.ts';
import { measure, type Weights } from './learn/measure.ts';
import { rejectFrom } from './learn/thresholds.ts';
import { encode, type Vocabulary } from './learn/vocabulary.ts';
import type { Model } from './model/model.ts';
import { unpack } from './model/pack.ts';
import { ready } from './model/packedModel.ts';

/** What the classifier alone says of a message, before context and rules. */
export interface Classified {
  /** Index of the likeliest topic. */
  best: number;
  /** Index of the next one, −1 when there is one topic only. */
  second: number;
  /** Probability that `best` is right. */
  confidence: number;
  scores: Float32Array;
  /** Share of the words by weight that the training has seen, 0–1. */
  known: number;
}

export class Classifier {
  readonly topics: Model['topics'];
  readonly sure: number;
  /** Confidence below which a message is none of ours. */
  readonly reject: number;
  #model: Model;
  #vocabulary: Vocabulary;
  #weights: Weights;

  /** Throws an Error that says what is wrong with a corrupt model. */
  constructor(bytes: Uint8Array) {
    this.#model = unpack(bytes);
    const { vocabulary, weights } = ready(this.#model);
    this.#vocabulary = vocabulary;
    this.#weights = weights;
    this.topics = this.#model.topics;
    this.sure = this.#model.thresholds.sure;
    this.reject = this.#model.thresholds.reject;
  }

  classify(words: readonly string[]): Classified {
    const message = encode(featuresOf(words), this.#vocabulary, words.length);
    const { best, second, scores, known, measures } = measure(message, this.#weights);
    return { best, second, scores, known, confidence: confidenceOf(measures, this.#model.head) };
  }

  /**
   * The confidence below which to reject, so that `target` (0–1) of own messages is still put right, by cross-validation;
   * `reject` where the target is out of reach even without rejection.
   */
  rejectionFor(target: number): number {
    const { ladder } = this.#model;
    return (ladder[0] as number) < target ? this.reject : rejectFrom(ladder, target);
  }
}
