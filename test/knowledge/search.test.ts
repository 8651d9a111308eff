import { compileKnowledge, loadKnowledge } from '../../layers/core/knowledge/index.ts';
import type { SearchQuery } from '../../layers/core/knowledge/contract.ts';
import { makeArticle, SHOP } from './articles.ts';

const index = loadKnowledge(compileKnowledge(SHOP).bytes);
const NOW = '2026-03-01T12:00:00Z';
const ids = (query: Partial<SearchQuery> & { text: string }) =>
  index.search({ now: NOW, language: 'en', ...query }).map(({ passage }) => passage.id);
const first = (query: Partial<SearchQuery> & { text: string }) => ids(query)[0];

test.each([
  ['how long can I send shoes back?', 'returns#how-long-do-i-have-1'],
  ['when will my refund arrive', 'returns#when-do-i-get-my-money-1'],
  ['i want my money back, when?', 'returns#when-do-i-get-my-money-1'],
  ['price of express shipping', 'shipping#express-1'],
  ['I forgot my pasword', 'password#text-1'],
  ['forgot pass word', 'password#text-1'],
  ['cant log in, forgot my passcode', 'password#text-1'],
  ['is my broken phone under waranty?', 'warranty#text-1'],
  ['EXPRESS DELIVERY!!!', 'shipping#express-1'],
  ['how quickly is a broken device fixed', 'warranty#text-1'],
])('%s finds %s', (text, id) => expect(first({ text })).toBe(id));

test('found passages are whole, best first, with falling scores between 0 and about 1', () => {
  const found = index.search({ text: 'express delivery', now: NOW, limit: 3 });
  expect(found).toHaveLength(3);
  expect(found[0]!.passage).toEqual({
    id: 'shipping#express-1',
    articleId: 'shipping',
    title: 'Delivery',
    heading: 'Express',
    text: 'Express delivery arrives on the next business day. The price is €12.50.',
    topics: ['delivery'],
    audience: 'customer',
    language: 'en',
  });
  const scores = found.map(({ score }) => score);
  expect([...scores].sort((a, b) => b - a)).toEqual(scores);
  expect(scores[0]!).toBeLessThan(1.5);
});

test.each(['', '?!', 'the of and', 'zzz qqq xxx', '你好吗', '🙂'])(
  '%j finds nothing and harms nothing',
  text => expect(ids({ text })).toEqual([]),
);

test('words the knowledge does not know lower the score', () => {
  const score = (text: string) => index.search({ text, now: NOW })[0]?.score ?? 0;
  expect(score('express delivery')).toBeGreaterThan(score('express delivery of elephants from madagascar'));
});

describe('who may see what, and when', () => {
  test('agents see what customers do not', () => {
    expect(ids({ text: 'goodwill voucher' })).not.toContain('goodwill#text-1');
    expect(ids({ text: 'goodwill voucher', audience: 'customer' })).not.toContain('goodwill#text-1');
    expect(first({ text: 'goodwill voucher', audience: 'agent' })).toBe('goodwill#text-1');
  });
  test('only the language asked for, if one is', () => {
    expect(ids({ text: 'Artikel zurückgeben', language: 'de' })).toEqual(['rueckgabe#text-1']);
    expect(ids({ text: 'return items', language: 'fr' })).toEqual([]);
    expect(first({ text: 'return items', language: 'und' })).toBe('returns#how-long-do-i-have-1');
  });
  test.each([
    ['2026-05-31T23:59:59Z', false],
    ['2026-06-01T00:00:00Z', true],
    ['2026-06-30T23:59:59Z', true],
    ['2026-07-01T00:00:00Z', false],
  ])('at %s the summer sale is found: %s', (now, found) =>
    expect(ids({ text: 'summer sale sandals', now }).includes('sale#text-1')).toBe(found),
  );
});

test('the topic of the turn lifts its articles', () => {
  const two = loadKnowledge(
    compileKnowledge([
      makeArticle({ id: 'a', title: 'Card', topics: ['bank-card'], body: 'A new card takes a week.' }),
      makeArticle({ id: 'b', title: 'Card', topics: ['gift-card'], body: 'A new card takes a week.' }),
    ]).bytes,
  );
  const top = (topic: string | null) =>
    two.search({ text: 'new card', topic, now: NOW })[0]!.passage.articleId;
  expect([top('bank-card'), top('gift-card')]).toEqual(['a', 'b']);
});

describe('follow-ups', () => {
  const express = { customer: 'do you have express delivery?', cited: ['shipping#express-1'] };
  const repair = { customer: 'my phone is broken, is it under warranty?', cited: ['warranty#text-1'] };
  test.each([
    ['and how much is it?', [express], 'shipping#express-1'],
    ['and how long does that take?', [repair], 'warranty#text-1'],
    ['is it free?', [repair], 'warranty#text-1'],
    ['what about the price?', [express], 'shipping#express-1'],
    ['how long?', [repair, express], 'shipping#express-1'],
  ])('%s', (text, history, id) => expect(first({ text, history })).toBe(id));

  test('the same words after other questions find other passages', () => {
    const text = 'and how long does that take?';
    expect([express, repair].map(before => first({ text, history: [before] }))).toEqual([
      'shipping#express-1',
      'warranty#text-1',
    ]);
  });

  test.each([
    ['I forgot my password', [express], 'password#text-1'],
    ['how long can I return unworn items?', [repair], 'returns#how-long-do-i-have-1'],
    ['and when do I get my refund?', [express], 'returns#when-do-i-get-my-money-1'],
  ])('%s is a question of its own', (text, history, id) => expect(first({ text, history })).toBe(id));

  test('cited ids that no longer exist are passed over', () =>
    expect(first({ text: 'and how much is it?', history: [{ ...express, cited: ['gone#text-9'] }] })).toBe(
      'shipping#express-1',
    ));
});

test('passage gives what search gives, and nothing for an unknown id', () => {
  const [found] = index.search({ text: 'warranty', now: NOW });
  expect(index.passage(found!.passage.id)).toEqual(found!.passage);
  expect(index.passage('nowhere#text-1')).toBeUndefined();
});
