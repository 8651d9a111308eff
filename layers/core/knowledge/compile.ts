import type { Article } from '../domain/clientConfig.ts';
import { analyse, flagsOf, GRAM_BUCKETS, grams } from './analyse.ts';
import type { Passage } from './contract.ts';
import { asBytes, packSections } from './format.ts';
import { cutArticle } from './passages.ts';
import { findWarnings } from './warnings.ts';
import { FIELDS, SATURATION, WEIGHT_SCALE } from './weights.ts';

/** Header of the index, as JSON. */
export interface Meta {
  passages: number;
  /** What articles say about their passages, each once. */
  articles: Pick<Passage, 'articleId' | 'title' | 'topics'>[];
  /** Who may see passages, when and in which language; a passage stands on one shelf. */
  shelves: Pick<Passage, 'language' | 'audience' | 'validFrom' | 'validUntil'>[];
}

interface Analysed {
  title: string[];
  heading: string[];
  body: string[];
  topics: string[];
}
const FIELD_NAMES = ['title', 'heading', 'body', 'topics'] as const;

/** Gives each distinct value a number, in order of first appearance. */
function numbering<T>() {
  const numbers = new Map<string, number>();
  const values: T[] = [];
  return {
    values,
    of(value: T): number {
      const key = JSON.stringify(value);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, values.length);
      values.push(value);
      return values.length - 1;
    },
  };
}

function analysePassage(passage: Passage): Analysed {
  const { language } = passage;
  return {
    title: analyse(passage.title, language),
    heading: analyse(passage.heading ?? '', language),
    body: analyse(passage.text, language),
    topics: passage.topics.flatMap(topic => analyse(topic.replaceAll('-', ' '), language)),
  };
}

/** Where a term stands, in rising order of passages, and what each is worth. */
interface Postings {
  docs: number[];
  weights: number[];
}

/** Per term the passages it stands in, with its saturated frequency: fields weighted, their lengths evened out (BM25F). */
function weighTerms(analysed: Analysed[]): Map<string, Postings> {
  const mean = Object.fromEntries(
    FIELD_NAMES.map(field => {
      const filled = analysed.filter(passage => passage[field].length);
      const total = filled.reduce((sum, passage) => sum + passage[field].length, 0);
      return [field, filled.length ? total / filled.length : 1];
    }),
  ) as Record<(typeof FIELD_NAMES)[number], number>;

  const postings = new Map<string, Postings>();
  analysed.forEach((passage, n) => {
    const frequencies = new Map<string, number>();
    for (const field of FIELD_NAMES) {
      const { weight, length } = FIELDS[field];
      const worth = weight / (1 - length + (length * passage[field].length) / mean[field]);
      for (const term of passage[field]) frequencies.set(term, (frequencies.get(term) ?? 0) + worth);
    }
    for (const [term, frequency] of frequencies) {
      let at = postings.get(term);
      if (!at) postings.set(term, (at = { docs: [], weights: [] }));
      at.docs.push(n);
      at.weights.push(((SATURATION + 1) * frequency) / (SATURATION + frequency));
    }
  });
  return postings;
}

const rarity = (inPassages: number, of: number) => Math.log(1 + (of - inPassages + 0.5) / (inPassages + 0.5));

function weighGrams(analysed: Analysed[]): Float32Array {
  const counts = new Uint32Array(GRAM_BUCKETS);
  for (const { title, heading } of analysed)
    for (const gram of new Set(grams([...title, ...heading]))) counts[gram]!++;
  return Float32Array.from(counts, count => rarity(count, analysed.length));
}

const ends = (lengths: number[]) => {
  const out = new Uint32Array(lengths.length + 1);
  lengths.forEach((length, n) => (out[n + 1] = out[n]! + length));
  return out;
};

/**
 * The index of these passages: the same bytes for the same passages in the same order.
 * Throws an Error when two have one id, since an answer couldn't cite them.
 */
export function compilePassages(passages: Passage[]): Uint8Array {
  const ids = new Set<string>();
  for (const { id } of passages) {
    if (ids.has(id))
      throw new Error(`knowledge: two passages have the id "${id}"; rename one of their articles`);
    ids.add(id);
  }

  const analysed = passages.map(analysePassage);
  const postings = weighTerms(analysed);
  const terms = [...postings.keys()].sort();
  const numberOf = new Map(terms.map((term, n) => [term, n]));
  const sorted = terms.map(term => postings.get(term)!);
  const postingEnds = ends(sorted.map(({ docs }) => docs.length));
  const postingDocs = new Uint32Array(postingEnds.at(-1)!);
  const postingWeights = new Uint16Array(postingEnds.at(-1)!);
  sorted.forEach(({ docs, weights }, n) => {
    postingDocs.set(docs, postingEnds[n]!);
    weights.forEach((weight, k) => (postingWeights[postingEnds[n]! + k] = Math.round(weight * WEIGHT_SCALE)));
  });

  const forward = analysed.map(({ title, heading, body }) =>
    [...title, ...heading, ...body].map(term => numberOf.get(term)!),
  );
  const encoder = new TextEncoder();
  const texts = passages.flatMap(({ heading, text }) => [
    encoder.encode(heading ?? ''),
    encoder.encode(text),
  ]);
  const textEnds = ends(texts.map(bytes => bytes.length));
  const allTexts = new Uint8Array(textEnds.at(-1)!);
  texts.forEach((bytes, n) => allTexts.set(bytes, textEnds[n]!));

  const articles = numbering<Meta['articles'][number]>();
  const shelves = numbering<Meta['shelves'][number]>();
  const articleOf = Uint32Array.from(passages, ({ articleId, title, topics }) =>
    articles.of({ articleId, title, topics }),
  );
  const shelfOf = Uint32Array.from(passages, ({ language, audience, validFrom, validUntil }) =>
    shelves.of({ language, audience, validFrom, validUntil }),
  );
  const meta: Meta = { passages: passages.length, articles: articles.values, shelves: shelves.values };

  return packSections({
    meta: encoder.encode(JSON.stringify(meta)),
    ids: encoder.encode(passages.map(passage => passage.id).join('\n')),
    terms: encoder.encode(terms.join('\n')),
    texts: allTexts,
    textEnds: asBytes(textEnds),
    shelfOf: asBytes(shelfOf),
    articleOf: asBytes(articleOf),
    flags: Uint8Array.from(passages, passage => flagsOf(passage.text)),
    postingEnds: asBytes(postingEnds),
    postingDocs: asBytes(postingDocs),
    postingWeights: asBytes(postingWeights),
    idf: asBytes(Float32Array.from(sorted, ({ docs }) => rarity(docs.length, passages.length))),
    forwardEnds: asBytes(ends(forward.map(sequence => sequence.length))),
    titleLengths: asBytes(Uint16Array.from(analysed, ({ title }) => title.length)),
    headLengths: asBytes(Uint16Array.from(analysed, ({ title, heading }) => title.length + heading.length)),
    forwardTerms: asBytes(Uint32Array.from(forward.flat())),
    gramIdf: asBytes(weighGrams(analysed)),
  });
}

/**
 * Compiles a client's articles. `today` (ISO date) only adds warnings of articles that have expired; the bytes never depend
 * on it. Throws an Error when two articles share an id.
 */
export function compileKnowledge(
  articles: Article[],
  today?: string,
): { bytes: Uint8Array; warnings: string[] } {
  const passages = cutAll(articles);
  return { bytes: compilePassages(passages), warnings: checkKnowledge(articles, today) };
}

/** What an operator should look at in these articles, on that day (ISO) if one is given. Compiles nothing. */
export const checkKnowledge = (articles: Article[], today?: string): string[] =>
  findWarnings(inOrder(articles), cutAll(articles), today);

const inOrder = (articles: Article[]) =>
  [...articles].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
/** All passages of these articles, in the order of an index of them. */
export const cutAll = (articles: Article[]): Passage[] => inOrder(articles).flatMap(cutArticle);
