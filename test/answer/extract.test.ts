import { extractAnswer } from '../../layers/core/answer/extract.ts';
import { splitClauses, splitSentences } from '../../layers/core/answer/sentences.ts';
import type { Found } from '../../layers/core/knowledge/contract.ts';
import { makePassage } from './builders.ts';

const found = (text: string, score = 0.6, id = 'returns#how-long-1'): Found => ({
  passage: makePassage({ id, articleId: id.split('#')[0], text }),
  score,
});
const LONG =
  'We like shoes. Our shops are bright. Delivery is fast. You can return shoes within 30 days of delivery. They must be unworn. Staff are friendly. Tea is served.';

test('the sentences that answer, in their order, with the passage cited', () =>
  expect(
    extractAnswer({ question: 'how many days to return shoes?', found: [found(LONG)], maxSentences: 2 }),
  ).toEqual({
    draft: {
      text: 'You can return shoes within 30 days of delivery. They must be unworn.',
      citations: ['returns#how-long-1'],
      receipts: [],
      source: 'extracted',
    },
    sure: true,
  }));

test('a short passage is given whole, steps are never torn apart', () => {
  const steps =
    'Do this:\n1. Open the page.\n2. Enter the number.\n3. Print the label.\n4. Drop the parcel.\nThank you.';
  expect(extractAnswer({ question: 'how to return', found: [found(steps)] }).draft.text).toBe(
    'Do this:\n1. Open the page.\n2. Enter the number.\n3. Print the label.\n4. Drop the parcel.',
  );
});

test('never longer than the channel takes', () =>
  expect(
    extractAnswer({ question: 'return shoes', found: [found(LONG)], maxSentences: 9, maxLength: 80 }).draft
      .text.length,
  ).toBeLessThanOrEqual(80));

test.each<[string, string, Found[]]>([
  ['nothing was found', 'return', []],
  ['the score is low', 'return shoes', [found(LONG, 0.1)]],
  ['another article is as good', 'return shoes', [found(LONG), found(LONG, 0.59, 'other#text-1')]],
  ['the passage lacks the words of the question', 'return a rented wedding dress from Japan', [found(LONG)]],
])('not sure when %s', (_, question, some) =>
  expect(extractAnswer({ question, found: some }).sure).toBe(false),
);

test('another passage of the same article is no rival', () =>
  expect(
    extractAnswer({ question: 'return shoes', found: [found(LONG), found(LONG, 0.59, 'returns#b-1')] }).sure,
  ).toBe(true));

test.each([
  ['It costs €4.90. It is fast.', ['It costs €4.90.', 'It is fast.']],
  ['Write e.g. to us. Thanks!', ['Write e.g. to us.', 'Thanks!']],
  ['1. Open the page\n2. Click', ['1. Open the page', '2. Click']],
  ['Really? Yes… no.', ['Really?', 'Yes…', 'no.']],
  ['', []],
])('sentences of %j', (text, sentences) => expect(splitSentences(text)).toEqual(sentences));

test('clauses part where a claim may turn', () =>
  expect(splitClauses('It is free, but not abroad; ask if unsure')).toEqual([
    'It is free',
    'but not abroad',
    'ask',
    'if unsure',
  ]));
