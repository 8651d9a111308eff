import { jest } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluateKnowledge } from '../../cli/knowledge/evaluate.ts';

const PASSAGES = [
  { id: 'p1', title: 'Reset your password', text: 'Click the link in the mail.' },
  { id: 'p2', title: 'Track a parcel', text: 'Open the tracking page.' },
];
const QUESTIONS = [
  { text: 'how do I reset my pasword', relevant: ['p1'] },
  { text: 'where is my package', relevant: ['p2', 'p1'] },
];
const lines = (rows: unknown[]) =>
  rows.map(row => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n');

let dir: string;
let printed: string[];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'evaluate-'));
  printed = [];
  jest.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text));
  jest.spyOn(console, 'error').mockImplementation((text: string) => void printed.push(text));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(dir, { recursive: true });
});

async function run(passages: unknown[], questions: unknown[]) {
  writeFileSync(join(dir, 'p.jsonl'), lines(passages));
  writeFileSync(join(dir, 'q.jsonl'), lines(questions));
  const out = join(dir, 'out.jsonl');
  const files = [
    '--passages',
    join(dir, 'p.jsonl'),
    '--questions',
    join(dir, 'q.jsonl'),
    '--predictions',
    out,
  ];
  return { code: await evaluateKnowledge(files), text: printed.join('\n'), out };
}

test('figures are printed and predictions written in the order of the questions', async () => {
  const { code, text, out } = await run(PASSAGES, QUESTIONS);
  expect(code).toBe(0);
  for (const part of [
    'questions    2',
    'hit@1        100.0 %',
    'hit@5        100.0 %',
    'MRR          1.000',
    'p99',
  ])
    expect(text).toContain(part);
  const rows = readFileSync(out, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  expect(rows.map(row => [row.text, row.ranked[0]])).toEqual([
    ['how do I reset my pasword', 'p1'],
    ['where is my package', 'p2'],
  ]);
  expect(rows[0].scores).toHaveLength(rows[0].ranked.length);
});

test.each([
  ['a row that is no JSON', [...PASSAGES, '{oops'], QUESTIONS, /p\.jsonl:3: not JSON/],
  ['a passage without id', [{ title: 't', text: 'x' }], QUESTIONS, /p\.jsonl:1: "id"/],
  ['an id twice', [PASSAGES[0], PASSAGES[0]], QUESTIONS, /p\.jsonl:2: the id "p1"/],
  ['an empty text', [{ id: 'p1', title: 't', text: ' ' }], QUESTIONS, /p\.jsonl:1: "text"/],
  ['a question without ids', PASSAGES, [QUESTIONS[0], { text: 'x', relevant: [] }], /q\.jsonl:2: "relevant"/],
  ['an unknown id', PASSAGES, [{ text: 'x', relevant: ['p9'] }], /q\.jsonl:1: .*"p9"/],
  ['no rows', [], QUESTIONS, /p\.jsonl: no rows/],
])('%s is named by its line', async (_, passages, questions, message) => {
  const { code, text } = await run(passages, questions);
  expect(code).toBe(2);
  expect(text).toMatch(message);
});

test('--help says how it is used', async () => {
  expect(await evaluateKnowledge(['--help'])).toBe(0);
  expect(printed.join('\n')).toContain('usage: augment knowledge evaluate');
});

test.each([[[]], [['--passages', 'x']], [['--nonsense']]])('%j shows how it is used', async args => {
  expect(await evaluateKnowledge(args)).toBe(2);
  expect(printed.join('\n')).toContain('usage: augment knowledge evaluate');
});
