import type { Article } from '../domain/clientConfig.ts';

/** A piece of an article that answers by itself: what an answer cites. */
export interface Passage {
  /** Stable over releases as long as its text is: `<article>#<slug of the heading>-<n>`. */
  id: string;
  articleId: string;
  title: string;
  heading?: string;
  /** Plain text, markup removed. */
  text: string;
  topics: string[];
  audience: 'customer' | 'agent';
  language: string;
  validFrom?: string;
  validUntil?: string;
}

export interface Found {
  passage: Passage;
  /** How well its words fit the question's. The order says more where meaning counts too (`SearchQuery.vector`). */
  score: number;
}

export interface SearchQuery {
  text: string;
  /** What was said before, oldest first: a follow-up ("and how much is it?") finds what the last turn alone can't. */
  history?: { customer: string; reply?: string; cited?: string[] }[];
  /** Topic of the turn, if triage is sure: its articles rank higher. */
  topic?: string | null;
  language?: string;
  audience?: 'customer' | 'agent';
  /** ISO date or time, as it is for the client; passages outside their validity are left out. */
  now: string;
  /** What the question means, by the model of `KnowledgeIndex.embeddedBy`; words alone count without it. */
  vector?: ArrayLike<number>;
  limit?: number;
}

export interface KnowledgeIndex {
  search(query: SearchQuery): Found[];
  passage(id: string): Passage | undefined;
  /** Model whose vectors of the passages were compiled in, if any were. */
  readonly embeddedBy?: string;
}

/**
 * `layers/core/knowledge/index.ts` exports
 *   compileKnowledge(articles: Article[]): { bytes: Uint8Array; warnings: string[] } — the same bytes for the same articles
 *   loadKnowledge(bytes: Uint8Array): KnowledgeIndex — throws an Error naming what is wrong with a corrupt index
 */
export interface KnowledgeRoom {
  compileKnowledge(articles: Article[]): { bytes: Uint8Array; warnings: string[] };
  loadKnowledge(bytes: Uint8Array): KnowledgeIndex;
}
