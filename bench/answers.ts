/**
 * When the extractive answerer is sure, and how often it is then right, on labelled questions of our own.
 *
 * Usage: node cli/run.mjs bench/answers.ts
 * Rows at even positions were used for the thresholds, the others are what counts. `passage` null: nothing answers it.
 */
import { join } from 'node:path';
import { readRows } from '../cli/knowledge/readRows.ts';
import { extractAnswer, SURE_LEAD, SURE_SCORE } from '../layers/core/answer/extract.ts';
import { verify } from '../layers/core/answer/verify.ts';
import type { Passage } from '../layers/core/knowledge/contract.ts';
import { compilePassages, loadKnowledge } from '../layers/core/knowledge/index.ts';

const labels = join(import.meta.dirname, 'labels');
const passages = readRows<Passage>(join(labels, 'passages.jsonl'), () => undefined);
const questions = readRows<{ text: string; passage: string | null }>(
  join(labels, 'questions.jsonl'),
  () => undefined,
);
const index = loadKnowledge(compilePassages(passages));

const asked = questions.map(({ text, passage }) => {
  const found = index.search({ text, now: new Date(0).toISOString(), language: 'en' });
  const { draft, sure } = extractAnswer({ question: text, found });
  const verdict = verify({
    draft,
    passages: found.map(one => one.passage),
    question: text,
    channel: 'chat',
    language: 'en',
    brand: { name: 'Fennick', forbidden: [] },
    houseLines: [],
  });
  return { text, passage, sure, right: draft.citations[0] === passage, found, sendable: verdict.ok };
});

function report(name: string, rows: typeof asked): void {
  const sure = rows.filter(row => row.sure);
  const inScope = rows.filter(row => row.passage !== null);
  const wrong = sure.filter(row => !row.right);
  console.log(
    `${name.padEnd(6)} first passage right ${inScope.filter(row => row.right).length}/${inScope.length}` +
      `   sure ${sure.length}/${rows.length}, of these wrong ${wrong.length}` +
      `   sure on what nothing answers ${sure.filter(row => row.passage === null).length}/${rows.length - inScope.length}` +
      `   refused by verify ${sure.filter(row => !row.sendable).length}`,
  );
}
console.log(`sure from a score of ${SURE_SCORE} and a lead of ${SURE_LEAD}`);
report(
  'tuned',
  asked.filter((_, n) => n % 2 === 0),
);
report(
  'held',
  asked.filter((_, n) => n % 2 === 1),
);
