import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { evaluateTriage } from '../../cli/triage/evaluate.ts';
import { evaluateTone } from '../../cli/triage/evaluateTone.ts';
import { coverage, figuresOf } from '../../cli/triage/figures.ts';
import { rejectionOn } from '../../cli/triage/trial.ts';
import { SHOP } from './topics.ts';

const folder = mkdtempSync(join(tmpdir(), 'triage-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => jest.restoreAllMocks());

function file(name: string, lines: unknown[]): string {
  const path = join(folder, name);
  writeFileSync(path, lines.map(line => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  return path;
}

/** Runs the command; what it printed and the exit code. */
async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const out = jest.spyOn(console, 'log').mockImplementation(() => {});
  const err = jest.spyOn(console, 'error').mockImplementation(() => {});
  const code = await evaluateTriage(args);
  const text = (calls: unknown[][]) => calls.map(call => call.join(' ')).join('\n');
  return { code, out: text(out.mock.calls), err: text(err.mock.calls) };
}

const train = file('train.jsonl', [
  ...SHOP.flatMap(({ id, examples }) => examples.map(text => ({ text, topic: id }))),
  { text: 'what is the capital of Peru', topic: null },
]);
const test_ = file('test.jsonl', [
  { text: 'where is my package', topic: 'order-status' },
  { text: 'refund please', topic: 'refund' },
  { text: 'zebra volcano', topic: null },
]);

test('prints the figures and writes predictions in order', async () => {
  const predictions = join(folder, 'out.jsonl');
  const { code, out } = await run('--train', train, '--test', test_, '--predictions', predictions);
  expect(code).toBe(0);
  for (const figure of [
    'in-scope accuracy',
    'out-of-scope recall',
    'macro-F1',
    'coverage',
    'p99',
    'training',
    'model',
  ])
    expect(out).toContain(figure);
  const rows = readFileSync(predictions, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  expect(rows.map(row => row.text)).toEqual(['where is my package', 'refund please', 'zebra volcano']);
  expect(rows[0]).toMatchObject({ best: 'order-status' });
  expect(rows[2]).toMatchObject({ topic: null, best: expect.any(String) });
  expect(Object.keys(rows[0])).toEqual(['text', 'topic', 'best', 'confidence']);
});

test('with --dev the threshold comes from there', async () => {
  const { code, out } = await run(
    '--train',
    train,
    '--test',
    test_,
    '--dev',
    test_,
    '--in-scope-target',
    '0.5',
  );
  expect(code).toBe(0);
  expect(out).toContain('in-scope target 50.00 % on dev');
});

describe('wrong input is named', () => {
  const broken = file('broken.jsonl', [{ text: 'a', topic: 'b' }, '', 'not json']);
  const noText = file('no-text.jsonl', [{ topic: 'b' }]);
  const numbered = file('numbered.jsonl', [
    { text: 'a', topic: 'b' },
    { text: 'a', topic: 4 },
  ]);
  const untold = file('untold.jsonl', [{ text: 'a' }]);
  const empty = file('empty.jsonl', ['']);
  const foreign = file('foreign.jsonl', [{ text: 'a', topic: null }]);
  test.each([
    ['no file', ['--train', join(folder, 'none.jsonl'), '--test', test_], 'none.jsonl: no such file'],
    ['not JSON', ['--train', broken, '--test', test_], 'broken.jsonl:3: not JSON'],
    ['no text', ['--train', train, '--test', noText], 'no-text.jsonl:1: text'],
    ['topic a number', ['--train', numbered, '--test', test_], 'numbered.jsonl:2: topic'],
    ['no topic', ['--train', untold, '--test', test_], 'untold.jsonl:1: topic'],
    ['no rows', ['--train', empty, '--test', test_], 'empty.jsonl: has no rows'],
    ['only foreign rows', ['--train', foreign, '--test', test_], 'every row is out of scope'],
    ['no --test', ['--train', train], '--test is missing'],
    ['unknown option', ['--tain', train], '--tain'],
    ['no probability', ['--train', train, '--test', test_, '--in-scope-target', '91'], 'between 0 and 1'],
  ])('%s', async (_, args, message) => {
    const { code, err } = await run(...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

test('figures', () => {
  const rows = [
    { text: 'a', topic: 'x' },
    { text: 'b', topic: 'x' },
    { text: 'c', topic: 'y' },
    { text: 'd', topic: null },
  ];
  const predictions = [
    { text: 'a', topic: 'x', best: 'x', confidence: 0.9 },
    { text: 'b', topic: null, best: 'x', confidence: 0.2 },
    { text: 'c', topic: 'x', best: 'x', confidence: 0.6 },
    { text: 'd', topic: null, best: 'x', confidence: 0.1 },
  ];
  const figures = figuresOf(rows, predictions);
  expect(figures.accuracyBefore).toBeCloseTo(2 / 3);
  expect(figures.accuracyAfter).toBeCloseTo(1 / 3);
  expect(figures.outOfScopeRecall).toBe(1);
  expect(figures.macroF1).toBeCloseTo((1 / 2 + 0 + 2 / 3) / 3);
  expect(rejectionOn(rows, predictions, 0.6)).toBe(0.2);
  expect(rejectionOn(rows, predictions, 0.3)).toBe(0.9);
  expect(rejectionOn(rows, predictions, 0.9)).toBe(0);
});

test('coverage is the longest confident run that keeps the precision', () => {
  expect(coverage([true, true, false, true], 0.75)).toBe(1);
  expect(coverage([true, true, false, true], 0.95)).toBe(0.5);
  expect(coverage([false, true], 0.95)).toBe(0);
});

describe('evaluate-tone', () => {
  test('prints accuracy against always saying the commonest label', async () => {
    const labels = file('tone.jsonl', [
      { text: 'where is my order', sentiment: 'neutral', urgency: 'normal' },
      { text: 'I am furious, you liars!', sentiment: 'angry', urgency: 'normal' },
      { text: 'please answer asap', sentiment: 'neutral', urgency: 'low' },
    ]);
    const out = jest.spyOn(console, 'log').mockImplementation(() => {});
    expect(await evaluateTone(['--labels', labels])).toBe(0);
    const text = out.mock.calls.join('\n');
    expect(text).toContain('sentiment: 100.0 % right of 3, always "neutral" 66.7 %');
    expect(text).toContain('urgency: 66.7 % right of 3, always "normal" 66.7 %');
  });

  test('a wrong label is named with its line', async () => {
    const labels = file('wrong.jsonl', [{ text: 'a', sentiment: 'cross', urgency: 'normal' }]);
    const err = jest.spyOn(console, 'error').mockImplementation(() => {});
    expect(await evaluateTone(['--labels', labels])).toBe(2);
    expect(err.mock.calls.join('\n')).toContain('wrong.jsonl:1: sentiment');
  });

  test('the own labels stay well above the commonest label', async () => {
    const out = jest.spyOn(console, 'log').mockImplementation(() => {});
    expect(await evaluateTone([])).toBe(0);
    const shares = [...out.mock.calls.join('\n').matchAll(/: ([\d.]+) % right of (\d+)/g)];
    expect(shares.map(share => Number(share[1]))).toEqual([expect.any(Number), expect.any(Number)]);
    for (const share of shares) {
      expect(Number(share[1])).toBeGreaterThan(85);
      expect(Number(share[2])).toBeGreaterThanOrEqual(300);
    }
  });
});
