import { readQuestion, type Asked } from './asked.ts';
import type { Found, KnowledgeIndex, Passage, SearchQuery } from './contract.ts';
import { leansOnHistory } from './followUp.ts';
import { bestOf, closeLook, scoreWords } from './rank.ts';
import { readTables, type Tables } from './tables.ts';
import { loadVectors } from './vectors.ts';
import { BLEND, CLOSEST, LOOKED_AT, MEANING, TOPIC_BOOST, type Blend } from './weights.ts';

const DEFAULT_LIMIT = 5;
/** Of the earlier questions only the last few matter, each less than the one after it. */
const TURNS_BACK = 3;
const FADES = 0.5;
/** A message that by itself finds a passage this well is a question of its own. */
const CLEAR = 0.45;
/** What an article gains that the last answer cited, when the message leans on history fully. */
const CITED_BOOST = 0.25;

/** Words of "how long does it take": in a follow-up they say what kind of answer is wanted, not about what. */
const KIND_WORDS = new Set(['long', 'take', 'soon', 'quickli', 'fast', 'often', 'expens']);

interface Ranked {
  doc: number;
  score: number;
}

/** What was found by words, and the passages that mean most alike although their words don't fit. */
function withClosest(ranked: Ranked[], close: Float32Array, passes: (doc: number) => boolean): Ranked[] {
  const known = new Set(ranked.map(({ doc }) => doc));
  const others = bestOf(close, passes, CLOSEST).filter(doc => !known.has(doc));
  return [...ranked, ...others.map(doc => ({ doc, score: 0 }))];
}

/** Reads one passage out of the index. */
function readPassage(tables: Tables, doc: number): Passage {
  const decoder = new TextDecoder();
  const part = (n: number) =>
    decoder.decode(tables.texts.subarray(tables.textEnds[n]!, tables.textEnds[n + 1]!));
  const heading = part(2 * doc);
  const { articleId, title, topics } = tables.meta.articles[tables.articleOf[doc]!]!;
  return {
    id: tables.ids[doc]!,
    articleId,
    title,
    ...(heading && { heading }),
    text: part(2 * doc + 1),
    topics,
    ...tables.meta.shelves[tables.shelfOf[doc]!]!,
  };
}

/** All passages of a compiled index, in its order. Throws an Error naming what is wrong with a corrupt one. */
export function readPassages(bytes: Uint8Array): Passage[] {
  const tables = readTables(bytes);
  return tables.ids.map((_, doc) => readPassage(tables, doc));
}

/** Which shelves the asker may see now. Nothing said of the audience means a customer; agents see both. */
function openShelves(tables: Tables, query: SearchQuery): boolean[] {
  const today = query.now.slice(0, 10);
  const language = query.language === 'und' ? undefined : query.language;
  return tables.meta.shelves.map(
    shelf =>
      (query.audience === 'agent' || shelf.audience === 'customer') &&
      (!language || shelf.language === language) &&
      (!shelf.validFrom || shelf.validFrom <= today) &&
      (!shelf.validUntil || today <= shelf.validUntil),
  );
}

/** The language the words of a question are read in: what was said, else what most of the knowledge is in. */
function readingLanguage(tables: Tables, query: SearchQuery): string {
  if (query.language && query.language !== 'und') return query.language;
  return tables.meta.shelves[0]?.language ?? 'en';
}

export interface LoadOptions {
  /** What the passages mean (`packVectors`), in the order of the index. */
  vectors?: Uint8Array;
  /** For measuring only. */
  blend?: Blend;
}

/** Loads a compiled index. Throws an Error naming what is wrong with a corrupt one. */
export function loadKnowledge(
  bytes: Uint8Array,
  { vectors, blend = BLEND }: LoadOptions = {},
): KnowledgeIndex {
  const tables = readTables(bytes);
  const meanings = vectors && loadVectors(vectors, tables.meta.passages);
  const { idf, vocabulary } = tables;
  const numberOf = new Map(tables.ids.map((id, n) => [id, n]));
  const scores = new Float64Array(tables.meta.passages);
  const whole = blend.bm25 + blend.headCovers + blend.asksHead + blend.pairs + blend.grams;

  function rank(asked: Asked, earlier: { asked: Asked; share: number }[], open: boolean[], count: number) {
    // A message that leans on what was said finds by both; "how long" alone fits many things.
    const ownShare = 1 - 0.5 * (earlier[0]?.share ?? 0);
    scores.fill(0);
    scoreWords(tables, asked.words, ownShare, scores);
    for (const turn of earlier) scoreWords(tables, turn.asked.words, turn.share, scores);
    for (const { term, weight } of asked.kind)
      scoreWords(tables, [{ stem: '', weight: 0, variants: [{ term, weight }] }], 1, scores);
    const candidates = bestOf(scores, doc => open[tables.shelfOf[doc]!]!, Math.max(count, LOOKED_AT));
    const looks = [{ look: closeLook(tables, asked), share: ownShare }];
    for (const turn of earlier) looks.push({ look: closeLook(tables, turn.asked), share: turn.share });
    const shares = looks.reduce((sum, one) => sum + one.share, 0);
    const own = asked.words.length ? 1 : 0;
    return candidates.map(doc => {
      let score = 0;
      looks.forEach(({ look, share }, n) => {
        // The words of all turns are in one score: it counts once, as if the first turn had said them.
        const parts = look(doc, n === 0 ? scores[doc]! / share : 0);
        const sum =
          blend.bm25 * parts.bm25 +
          blend.headCovers * parts.headCovers +
          blend.asksHead * parts.asksHead +
          blend.pairs * parts.pairs +
          blend.grams * parts.grams;
        score += (share * sum) / whole + (n === 0 ? blend.asked * parts.asked : 0);
      });
      return { doc, score: score / (own ? 1 : shares) };
    });
  }

  function search(query: SearchQuery): Found[] {
    const language = readingLanguage(tables, query);
    const open = openShelves(tables, query);
    const limit = query.limit ?? DEFAULT_LIMIT;
    const asked = readQuestion(query.text, language, vocabulary, idf, blend.related);
    let ranked = rank(asked, [], open, limit);

    const history = (query.history ?? []).slice(-TURNS_BACK).reverse();
    let leans = history.length ? leansOnHistory(query.text, language) : 0;
    const best = ranked.reduce((most, one) => Math.max(most, one.score), 0);
    const hasSubject = asked.words.some(word => !KIND_WORDS.has(word.stem));
    if (hasSubject && best >= CLEAR) leans *= 0.4;
    if (leans > 0) {
      const earlier = history.map((turn, n) => ({
        asked: readQuestion(turn.customer, language, vocabulary, idf, blend.related),
        share: leans * FADES ** n,
      }));
      const leaning = {
        ...asked,
        words: asked.words.filter(word => leans < 0.5 || !KIND_WORDS.has(word.stem)),
      };
      ranked = rank(leaning, earlier, open, limit);
      const cited = new Set(
        (history[0]?.cited ?? []).flatMap(id => {
          const doc = numberOf.get(id);
          return doc === undefined ? [] : [tables.articleOf[doc]!];
        }),
      );
      for (const one of ranked) if (cited.has(tables.articleOf[one.doc]!)) one.score += CITED_BOOST * leans;
    }

    for (const one of ranked) {
      const { topics } = tables.meta.articles[tables.articleOf[one.doc]!]!;
      if (query.topic && topics.includes(query.topic)) one.score *= TOPIC_BOOST;
    }
    const close = query.vector && meanings?.closeness(query.vector);
    if (close) ranked = withClosest(ranked, close, doc => open[tables.shelfOf[doc]!]!);
    const worth = ({ doc, score }: Ranked) => score + MEANING * (close?.[doc] ?? 0);
    return ranked
      .sort((a, b) => worth(b) - worth(a) || a.doc - b.doc)
      .slice(0, limit)
      .map(({ doc, score }) => ({ passage: readPassage(tables, doc), score }));
  }

  return {
    search,
    ...(meanings && { embeddedBy: meanings.model }),
    passage: id => {
      const doc = numberOf.get(id);
      return doc === undefined ? undefined : readPassage(tables, doc);
    },
  };
}
