import { grams } from './analyse.ts';
import type { Asked, AskedWord } from './asked.ts';
import { SATURATION, WEIGHT_SCALE, type Blend } from './weights.ts';
import type { Tables } from './tables.ts';

/** Two words of a question stand together in a passage when at most this many words of subject lie apart. */
const TOGETHER = 3;
/** Of a very long passage only this many words are read closely, so that no passage slows a search. */
const READ_AT_MOST = 500;

/** Adds what each passage scores for the words, the best variant of each word counting. */
export function scoreWords(tables: Tables, words: AskedWord[], share: number, into: Float64Array): void {
  const { postingEnds, postingDocs, postingWeights } = tables;
  const best = tables.scratch;
  for (const { variants } of words) {
    for (const { term, weight } of variants)
      for (let at = postingEnds[term]!; at < postingEnds[term + 1]!; at++) {
        const doc = postingDocs[at]!;
        const value = (weight * share * postingWeights[at]!) / WEIGHT_SCALE;
        if (value <= best[doc]!) continue;
        into[doc]! += value - best[doc]!;
        best[doc] = value;
      }
    for (const { term } of variants)
      for (let at = postingEnds[term]!; at < postingEnds[term + 1]!; at++) best[postingDocs[at]!] = 0;
  }
}

/** The `count` best passages that pass, best first, ties by position so that an answer never depends on chance. */
export function bestOf(
  scores: Float64Array | Float32Array,
  passes: (doc: number) => boolean,
  count: number,
): number[] {
  const heap: number[] = [];
  const worse = (a: number, b: number) => scores[a]! < scores[b]! || (scores[a] === scores[b] && a > b);
  for (let doc = 0; doc < scores.length; doc++) {
    if (scores[doc]! <= 0) continue;
    if (heap.length >= count && !worse(heap[0]!, doc)) continue;
    if (!passes(doc)) continue;
    let at: number;
    if (heap.length < count) {
      at = heap.push(doc) - 1;
      while (at > 0 && worse(heap[at]!, heap[(at - 1) >> 1]!)) {
        const up = (at - 1) >> 1;
        [heap[at], heap[up]] = [heap[up]!, heap[at]!];
        at = up;
      }
      continue;
    }
    heap[0] = doc;
    at = 0;
    for (;;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < heap.length && worse(heap[child]!, heap[least]!)) least = child;
      if (least === at) break;
      [heap[at], heap[least]] = [heap[least]!, heap[at]!];
      at = least;
    }
  }
  return heap.sort((a, b) => scores[b]! - scores[a]! || a - b);
}

/** What is looked at beyond single words. All parts lie between 0 and 1. */
export function closeLook(
  tables: Tables,
  asked: Asked,
): (doc: number, byWords: number) => Record<keyof Blend, number> {
  const total = asked.words.reduce((sum, word) => sum + word.weight, 0) || 1;
  // Slot 0 means: not asked for. An array over the vocabulary, since every word of every candidate is looked up.
  const slots: { word: number; weight: number }[][] = [[]];
  const slotOf = new Uint16Array(tables.vocabulary.terms.length);
  asked.words.forEach(({ variants }, word) => {
    for (const { term, weight } of variants) {
      if (!slotOf[term]) slotOf[term] = slots.push([]) - 1;
      slots[slotOf[term]!]!.push({ word, weight });
    }
  });
  const questionGrams = gramVector(
    tables,
    asked.words.map(word => word.stem),
  );
  const pairWeights = asked.words.slice(1).map((word, n) => word.weight + asked.words[n]!.weight);
  const allPairs = pairWeights.reduce((sum, weight) => sum + weight, 0);

  return (doc, byWords) => {
    const start = tables.forwardEnds[doc]!;
    const end = Math.min(tables.forwardEnds[doc + 1]!, start + READ_AT_MOST);
    const titleEnd = start + tables.titleLengths[doc]!;
    const headEnd = start + tables.headLengths[doc]!;
    const inHead = new Float64Array(asked.words.length);
    const lastSeen = new Int32Array(asked.words.length).fill(-1_000_000);
    const pairs = new Set<number>();
    const asks = [0, 0];
    const heads = [0, 0];

    for (let at = start; at < end; at++) {
      const term = tables.forwardTerms[at]!;
      const slot = slotOf[term]!;
      const hits = slot ? slots[slot] : undefined;
      if (at < headEnd) {
        const part = at < titleEnd ? 0 : 1;
        const rarity = tables.idf[term]!;
        heads[part]! += rarity;
        if (hits) asks[part]! += Math.min(rarity, ...hits.map(hit => hit.weight));
      }
      if (!hits) continue;
      for (const { word, weight } of hits) {
        if (at < headEnd) inHead[word] = Math.max(inHead[word]!, weight);
        lastSeen[word] = at;
        if (at - lastSeen[word - 1]! <= TOGETHER) pairs.add(word - 1);
        if (at - lastSeen[word + 1]! <= TOGETHER) pairs.add(word);
      }
    }
    let together = 0;
    for (const pair of pairs) together += pairWeights[pair]!;
    const title = termsBetween(tables, start, titleEnd);
    const heading = termsBetween(tables, titleEnd, headEnd);
    return {
      bm25: byWords / (total * (SATURATION + 1)),
      headCovers: Math.min(1, inHead.reduce((sum, one) => sum + one, 0) / total),
      asksHead: Math.max(heads[0] ? asks[0]! / heads[0] : 0, heads[1] ? asks[1]! / heads[1] : 0),
      pairs: allPairs ? together / allPairs : 0,
      grams: Math.max(
        likeness(tables, questionGrams, title),
        heading.length ? likeness(tables, questionGrams, [...title, ...heading]) : 0,
      ),
      related: 0,
      asked: asked.flag && tables.flags[doc]! & asked.flag ? 1 : 0,
    };
  };
}

const termsBetween = (tables: Tables, from: number, to: number) =>
  Array.from(tables.forwardTerms.subarray(from, to), term => tables.vocabulary.terms[term]!);

function gramVector(tables: Tables, stems: string[]) {
  const weights = new Map<number, number>();
  for (const gram of grams(stems)) weights.set(gram, tables.gramIdf[gram]!);
  let length = 0;
  for (const weight of weights.values()) length += weight * weight;
  return { weights, length: Math.sqrt(length) };
}

function likeness(tables: Tables, question: ReturnType<typeof gramVector>, stems: string[]): number {
  if (!stems.length || !question.length) return 0;
  let dot = 0;
  let length = 0;
  for (const gram of new Set(grams(stems))) {
    const weight = tables.gramIdf[gram]!;
    length += weight * weight;
    const asked = question.weights.get(gram);
    if (asked) dot += asked * weight;
  }
  return length ? dot / (Math.sqrt(length) * question.length) : 0;
}
