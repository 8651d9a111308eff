/**
 * The search's figures in one command: `node cli/run.mjs bench/knowledge.ts [--data DIR [--tune]]`.
 *
 * Always: size, load and query times of an index of 10,000 generated passages. With `--data DIR`: retrieval on
 * DIR/threads.jsonl, {"thread", "question", "answers": [...], "rephrasings": [...]}. Every other thread was tuned on; the rest
 * is what counts. `--tune` searches the blend again on the tuned half and prints it, changing nothing.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { asPassage, measureKnowledge, type PassageRow, type QuestionRow } from '../cli/knowledge/measure.ts';
import { readRows } from '../cli/knowledge/readRows.ts';
import { compilePassages, cutArticle, loadKnowledge } from '../layers/core/knowledge/index.ts';
import { BLEND, type Blend } from '../layers/core/knowledge/weights.ts';
import { pack, unpack } from '../layers/core/release/container.ts';
import { readClient } from '../layers/core/release/readClient.ts';

interface Thread {
  thread: number | string;
  question: string;
  answers: string[];
  rephrasings: string[];
}

const PASSAGES = 10_000;

const { values } = parseArgs({
  options: { data: { type: 'string' }, tune: { type: 'boolean', default: false } },
});
large();
if (values.data) retrieval(join(values.data, 'threads.jsonl'), values.tune);

/**
 * What a large client would have: passages of the demo client's words in new orders, each with words of its own so that the
 * vocabulary grows as it does in real texts. Asked are the demo client's examples.
 */
function large(): void {
  const { articles, topics } = readClient(join(import.meta.dirname, '..', 'clients', 'demo'));
  let seed = 1;
  const pick = (below: number) => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % below;
  const own = () => Array.from({ length: 6 }, () => String.fromCharCode(97 + pick(26))).join('');
  const sentences = articles.flatMap(cutArticle).flatMap(({ text }) => text.split(/(?<=[.!?])\s+|\n/));
  const titles = topics.flatMap(({ examples }) => examples);
  const passages: PassageRow[] = Array.from({ length: PASSAGES }, (_, n) => ({
    id: `p${n}`,
    title: `${titles[pick(titles.length)]} ${own()}`,
    text: [...Array.from({ length: 5 }, () => sentences[pick(sentences.length)]), own(), own()].join(' '),
  }));
  const questions: QuestionRow[] = titles.map(text => ({ text, relevant: ['p0'] }));
  const { measured } = measureKnowledge(passages, questions);
  const { indexBytes, loadMs, p50Ms, p99Ms } = measured;
  const packed = pack({ knowledge: compilePassages(passages.map(asPassage)) });
  const openMs = Math.min(
    ...[1, 2, 3].map(() => {
      const began = performance.now();
      loadKnowledge(unpack(packed).knowledge!);
      return performance.now() - began;
    }),
  );
  console.log(
    `${PASSAGES} passages: index ${(indexBytes / 1e6).toFixed(1)} MB, load ${loadMs.toFixed(0)} ms, query p50 ${p50Ms.toFixed(2)} ms, p99 ${p99Ms.toFixed(2)} ms (${questions.length} questions)`,
  );
  console.log(
    `  in a release: ${(packed.length / 1e6).toFixed(1)} MB, unpacked and loaded in ${openMs.toFixed(0)} ms`,
  );
}

function retrieval(file: string, isTuned: boolean): void {
  const threads = readRows<Thread>(file, row =>
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
      thread.rephrasings
        .filter(text => /\p{L}/u.test(text))
        .map(text => ({ text, relevant: [idOf(thread)] })),
    );
  const tuned = questionsOf(threads.filter((_, n) => n % 2 === 0));
  const held = questionsOf(threads.filter((_, n) => n % 2 === 1));
  const measure = (questions: QuestionRow[], blend: Blend) =>
    measureKnowledge(passages, questions, bytes => loadKnowledge(bytes, { blend })).measured;

  const rows: [string, Blend][] = [
    ['words only', { ...BLEND, headCovers: 0, asksHead: 0, pairs: 0, grams: 0, related: 0, asked: 0 }],
    ['no characters', { ...BLEND, grams: 0 }],
    ['no related words', { ...BLEND, related: 0 }],
    ['no pairs', { ...BLEND, pairs: 0 }],
    ['no title signals', { ...BLEND, headCovers: 0, asksHead: 0 }],
    ['all', BLEND],
  ];
  if (isTuned) {
    const found = tune(blend => {
      const { hit1, meanReciprocalRank } = measure(tuned, blend);
      return hit1 + meanReciprocalRank;
    });
    console.log('tuned:', JSON.stringify(found));
    rows.push(['tuned now', found]);
  }
  const percent = (share: number) => (share * 100).toFixed(1).padStart(6);
  console.log('                    tuned half            held half');
  console.log('                    hit@1  hit@5   MRR    hit@1  hit@5   MRR');
  for (const [name, blend] of rows) {
    const [a, b] = [measure(tuned, blend), measure(held, blend)];
    const part = ({ hit1, hit5, meanReciprocalRank }: typeof a) =>
      `${percent(hit1)} ${percent(hit5)}  ${meanReciprocalRank.toFixed(3)}`;
    console.log(`${name.padEnd(19)}${part(a)} ${part(b)}`);
  }
}

/** Coordinate search over a coarse grid: a set this small bears no finer one. */
function tune(worth: (blend: Blend) => number): Blend {
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
