import { rarity, words } from './words.ts';

export interface Topic {
  id: string;
  /** One example a line. */
  examples: string;
}
export interface SortedTopic {
  topic: string | null;
  /** 0 to 1. */
  confidence: number;
}

/** Below this share of the question's weight no topic is named. */
const NAMED = 0.3;

/** Sorts a question into the topic whose examples share most with it; a close second lowers the confidence. */
export function sortIntoTopic(question: string, topics: Topic[]): SortedTopic {
  const asked = new Set(words(question));
  const known = topics.map(({ id, examples }) => ({ id, all: new Set(words(`${id} ${examples}`)) }));
  const weight = rarity(known.map(({ all }) => all));
  const total = [...asked].reduce((sum, word) => sum + weight(word), 0);
  const scored = known
    .map(({ id, all }) => {
      const shared = [...asked].filter(word => all.has(word)).reduce((sum, word) => sum + weight(word), 0);
      return { id, share: total ? shared / total : 0 };
    })
    .sort((a, b) => b.share - a.share);
  const [best, second] = scored;
  if (!best || best.share < NAMED) return { topic: null, confidence: 0 };
  const margin = 1 - (second?.share ?? 0) / best.share;
  return { topic: best.id, confidence: Math.round(best.share * (0.5 + margin / 2) * 1000) / 1000 };
}
