import type { Found, KnowledgeIndex, Passage } from '../../layers/core/knowledge/contract.ts';
import { compilePassages, loadKnowledge } from '../../layers/core/knowledge/index.ts';

export interface PassageRow {
  id: string;
  title: string;
  text: string;
}
export interface QuestionRow {
  text: string;
  relevant: string[];
}
export interface Prediction {
  text: string;
  ranked: string[];
  scores: number[];
}

export interface Measured {
  questions: number;
  /** Shares, 0 to 1. */
  hit1: number;
  hit5: number;
  meanReciprocalRank: number;
  indexBytes: number;
  /** Milliseconds, the least of three. */
  loadMs: number;
  p50Ms: number;
  p99Ms: number;
}

/** As many passages as a prediction ranks. */
const RANKED = 10;

export const asPassage = ({ id, title, text }: PassageRow): Passage => ({
  id,
  articleId: id,
  title,
  text,
  topics: [],
  audience: 'customer',
  language: 'en',
});

const at = (sorted: number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** Times each question is asked and the index loaded; the least counts, since whatever else the machine does can only add. */
const TIMES = 3;

/** Compiles, loads and asks everything. The first few questions only warm up the engine and are asked again. */
export function measureKnowledge(
  passages: PassageRow[],
  questions: QuestionRow[],
  load: (bytes: Uint8Array) => KnowledgeIndex = loadKnowledge,
): { predictions: Prediction[]; measured: Measured } {
  const bytes = compilePassages(passages.map(asPassage));
  let index!: KnowledgeIndex;
  let loadMs = Infinity;
  for (let n = 0; n < TIMES; n++) {
    const before = performance.now();
    index = load(bytes);
    loadMs = Math.min(loadMs, performance.now() - before);
  }

  const now = new Date(0).toISOString();
  for (const { text } of questions.slice(0, 50)) index.search({ text, now, limit: RANKED });
  const times: number[] = [];
  const predictions = questions.map(({ text }) => {
    let found: Found[] = [];
    let least = Infinity;
    for (let n = 0; n < TIMES; n++) {
      const start = performance.now();
      found = index.search({ text, now, limit: RANKED });
      least = Math.min(least, performance.now() - start);
    }
    times.push(least);
    return {
      text,
      ranked: found.map(one => one.passage.id),
      scores: found.map(one => Number(one.score.toFixed(4))),
    };
  });
  times.sort((a, b) => a - b);

  const ranks = predictions.map(({ ranked }, n) =>
    ranked.findIndex(id => questions[n]!.relevant.includes(id)),
  );
  const share = (passes: (rank: number) => boolean) => ranks.filter(passes).length / ranks.length;
  return {
    predictions,
    measured: {
      questions: questions.length,
      hit1: share(rank => rank === 0),
      hit5: share(rank => rank >= 0 && rank < 5),
      meanReciprocalRank:
        ranks.reduce((sum, rank) => sum + (rank < 0 ? 0 : 1 / (rank + 1)), 0) / ranks.length,
      indexBytes: bytes.length,
      loadMs,
      p50Ms: at(times, 0.5),
      p99Ms: at(times, 0.99),
    },
  };
}

export function tell(measured: Measured): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  const ms = (value: number) => `${value.toFixed(2)} ms`;
  return [
    `questions    ${measured.questions}`,
    `hit@1        ${percent(measured.hit1)}`,
    `hit@5        ${percent(measured.hit5)}`,
    `MRR          ${measured.meanReciprocalRank.toFixed(3)}`,
    `index        ${measured.indexBytes} bytes`,
    `load         ${ms(measured.loadMs)} (least of three, as queries)`,
    `query p50    ${ms(measured.p50Ms)}`,
    `query p99    ${ms(measured.p99Ms)}`,
  ].join('\n');
}
