/**
 * Retrieval on threads of questions with answers and rephrasings.
 *
 * Usage: node cli/run.mjs bench/knowledge.ts --data DIR [--tune]
 * DIR/threads.jsonl: {"thread", "question", "answers": [...], "rephrasings": [...]}. Every other thread was tuned on; the
 * rest is what counts. `--tune` searches the blend again on the tuned half and prints it, changing nothing.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureKnowledge, type PassageRow, type QuestionRow } from '../cli/knowledge/measure.ts';
import { readRows } from '../cli/knowledge/readRows.ts';
import { loadKnowledge } from '../layers/core/knowledge/index.ts';
import { BLEND, type Blend } from '../layers/core/knowledge/weights.ts';

interface Thread {
  thread: number | string;
  question: string;
  answers: string[];
  rephrasings: string[];
}

const { values } = parseArgs({
  options: { data: { type: 'string' }, tune: { type: 'boolean', default: false } },
});
if (!values.data) {
  console.error('usage: node cli/run.mjs bench/knowledge.ts --data DIR [--tune]');
  process.exit(2);
}
const threads = readRows<Thread>(join(values.data, 'threads.jsonl'), row =>
  Array.isArray(row.answers) && Array.isArray(row.rephrasings)
    ? undefined
    : 'answers and rephrasings are expected',
);

const idOf = ({ thread }: Thread) => `thread-${thread}`;
const passages: PassageRow[] = threads.map(thread => ({
  id: idOf(thread),
  title: thread.question,
  text: thread.answers.join('\n') || thread.question,
}));
const questionsOf = (some: Thread[]): QuestionRow[] =>
  some.flatMap(thread =>
    thread.rephrasings.filter(text => /\p{L}/u.test(text)).map(text => ({ text, relevant: [idOf(thread)] })),
  );
const tuned = questionsOf(threads.filter((_, n) => n % 2 === 0));
const held = questionsOf(threads.filter((_, n) => n % 2 === 1));
const measure = (questions: QuestionRow[], blend: Blend) =>
  measureKnowledge(passages, questions, bytes => loadKnowledge(bytes, blend)).measured;

/** Coordinate search over a coarse grid: a set this small bears no finer one. */
function tune(): Blend {
  const worth = (blend: Blend) => {
    const { hit1, meanReciprocalRank } = measure(tuned, blend);
    return hit1 + meanReciprocalRank;
  };
  let best: Blend = { ...BLEND };
  let highest = worth(best);
  for (let round = 0; round < 2; round++)
    for (const name of Object.keys(BLEND) as (keyof Blend)[])
      for (const value of [0, 0.03, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1]) {
        if (name === 'bm25') continue;
        const tried = { ...best, [name]: value };
        const found = worth(tried);
        if (found <= highest + 1e-9) continue;
        best = tried;
        highest = found;
      }
  return best;
}

const percent = (share: number) => (share * 100).toFixed(1).padStart(6);
const rows: [string, Blend][] = [
  ['words only', { ...BLEND, headCovers: 0, asksHead: 0, pairs: 0, grams: 0, related: 0, asked: 0 }],
  ['no characters', { ...BLEND, grams: 0 }],
  ['no related words', { ...BLEND, related: 0 }],
  ['no pairs', { ...BLEND, pairs: 0 }],
  ['no title signals', { ...BLEND, headCovers: 0, asksHead: 0 }],
  ['all', BLEND],
];
if (values.tune) {
  const found = tune();
  console.log('tuned:', JSON.stringify(found));
  rows.push(['tuned now', found]);
}
console.log('                    tuned half            held half');
console.log('                    hit@1  hit@5   MRR    hit@1  hit@5   MRR    p50 ms  p99 ms');
for (const [name, blend] of rows) {
  const [a, b] = [measure(tuned, blend), measure(held, blend)];
  const part = ({ hit1, hit5, meanReciprocalRank }: typeof a) =>
    `${percent(hit1)} ${percent(hit5)}  ${meanReciprocalRank.toFixed(3)}`;
  console.log(`${name.padEnd(19)}${part(a)} ${part(b)}  ${b.p50Ms.toFixed(2)}    ${b.p99Ms.toFixed(2)}`);
}

/** Ten thousand passages of shuffled sentences, with words of their own: what a large client would have. */
function shuffled(count: number): PassageRow[] {
  let seed = 1;
  const pick = (below: number) => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % below;
  const sentences = passages.flatMap(({ text }) => text.split(/(?<=[.!?])\s+/));
  return Array.from({ length: count }, (_, n) => ({
    id: `p${n}`,
    title: `${passages[n % passages.length]!.title} ${pick(30_000).toString(36)}x`,
    text: Array.from({ length: 5 }, () => sentences[pick(sentences.length)]).join(' '),
  }));
}
const large = shuffled(10_000);
const { measured } = measureKnowledge(
  large,
  [...tuned, ...held].map(({ text }) => ({ text, relevant: [large[0]!.id] })),
);
console.log(
  `10,000 passages: ${measured.indexBytes} bytes, load ${measured.loadMs.toFixed(0)} ms, query p50 ${measured.p50Ms.toFixed(2)} ms, p99 ${measured.p99Ms.toFixed(2)} ms`,
);
