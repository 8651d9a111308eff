/**
 * What the ranking is made of. Found by coordinate search on half of the threads of a public set of questions with
 * rephrasings (`bench/knowledge.ts`), reported on the other half; a set as small as that bears no finer tuning.
 */
export const FIELDS = {
  /** Term frequency counts this often, and length matters that much (0 not at all, 1 fully). */
  title: { weight: 3, length: 0.5 },
  heading: { weight: 3, length: 0.5 },
  body: { weight: 1, length: 0.6 },
  topics: { weight: 1, length: 0 },
};
/** How fast a repeated word stops adding. */
export const SATURATION = 1.2;
/** Weights of postings are kept as 16-bit shares of this. */
export const WEIGHT_SCALE = 65_535 / (SATURATION + 1);

export interface Blend {
  bm25: number;
  /** Share of the question's weight found in title and heading. */
  headCovers: number;
  /** Share of the title's weight found in the question. */
  asksHead: number;
  pairs: number;
  /** Likeness of characters of question and title. */
  grams: number;
  related: number;
  asked: number;
}
export const BLEND: Blend = {
  bm25: 1,
  headCovers: 0.3,
  asksHead: 0.2,
  pairs: 0.1,
  grams: 0.45,
  /** What a related word is worth of the word itself. */
  related: 0.3,
  /** A passage that holds the kind of answer asked for. */
  asked: 0.03,
};

/** Passages of the turn's own topic rank this much higher. */
export const TOPIC_BOOST = 1.15;
/** This many best by words are looked at closely. */
export const LOOKED_AT = 40;

/**
 * What full closeness in meaning is worth beside the words, where vectors are given: enough to put a paraphrase without a word in
 * common before passages that share one by chance, too little to displace one whose words fit well. Set by judgement: no
 * public set has been measured with the models of Bedrock.
 */
export const MEANING = 0.6;
/** This many closest in meaning are looked at although their words don't fit. */
export const CLOSEST = 10;
