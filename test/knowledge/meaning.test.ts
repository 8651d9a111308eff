import type { Article } from '../../layers/core/domain/clientConfig.ts';
import {
  compileKnowledge,
  cutAll,
  loadKnowledge,
  packVectors,
  passageMeaning,
  quantise,
  questionMeaning,
} from '../../layers/core/knowledge/index.ts';
import { makeArticle, SHOP } from './articles.ts';

const NOW = '2026-03-01T12:00:00Z';
/** A model that knows five subjects by any word for them. */
const SUBJECTS = [
  /\brefund|\bmoney\b|reimburs/i,
  /parcel|deliver|package/i,
  /password|credential|locked/i,
  /warranty|broken|defunct/i,
  /goodwill|voucher/i,
];
const meaning = (text: string) => [...SUBJECTS.map(subject => (subject.test(text) ? 1 : 0)), 0.2];
const vectorsOf = (articles: Article[]) =>
  packVectors('model', cutAll(articles).map(passageMeaning).map(meaning).map(quantise));

const { bytes } = compileKnowledge(SHOP);
const index = loadKnowledge(bytes, { vectors: vectorsOf(SHOP) });
const words = loadKnowledge(bytes);

test('a paraphrase without a word in common is found by its meaning', () => {
  const query = { text: 'My gadget is defunct', now: NOW };
  expect(words.search(query).map(({ passage }) => passage.id)).toEqual([]);
  const [best] = index.search({ ...query, vector: meaning(query.text) });
  expect(best!.passage.id).toBe('warranty#text-1');
  // Nothing of its words fits: what trusts the score, as the extractor does, stays careful.
  expect(best!.score).toBe(0);
});

test('meaning does not displace what the words say clearly', () => {
  const text = 'how long do I have to return unworn items';
  expect(index.search({ text, now: NOW, vector: meaning('parcel') })[0]!.passage.id).toBe(
    'returns#how-long-do-i-have-1',
  );
});

test.each([
  ['no vector', undefined],
  ['a vector of another size', [1, 2]],
  ['a vector of zeros', [0, 0, 0, 0, 0, 0]],
])('with %s everything is as without vectors', (_, vector) => {
  for (const text of ['express delivery', 'when do I get my money', 'is my phone under warranty', 'zzz'])
    expect(index.search({ text, now: NOW, vector })).toEqual(words.search({ text, now: NOW }));
});

test('without vectors in the release a vector changes nothing', () => {
  const query = { text: 'express delivery', now: NOW };
  expect(words.embeddedBy).toBeUndefined();
  expect(words.search({ ...query, vector: meaning('password') })).toEqual(words.search(query));
  expect(index.embeddedBy).toBe('model');
});

test('who may see what, and when, holds for what is found by meaning', () => {
  const ids = (audience: 'customer' | 'agent', language?: string) =>
    index
      .search({ text: 'x', now: NOW, audience, language, vector: meaning('voucher') })
      .map(({ passage }) => passage.id);
  expect(ids('agent')[0]).toBe('goodwill#text-1');
  expect(ids('customer')).not.toContain('goodwill#text-1');
  expect(ids('customer')).not.toContain('sale#text-1');
  expect(ids('customer', 'de')).toEqual(['rueckgabe#text-1']);
});

test('a follow-up is embedded with the question it follows', () => {
  const history = [{ customer: 'do you have express delivery?' }];
  expect(questionMeaning({ text: 'and how much is it?', history })).toBe(
    'do you have express delivery?\nand how much is it?',
  );
  expect(questionMeaning({ text: 'I forgot my password', history })).toBe('I forgot my password');
});

test('8 bits keep the direction', () => {
  const vector = [0.9, -0.4, 0.05, 0];
  const { scale, numbers } = quantise(vector);
  const length = Math.hypot(...vector);
  numbers.forEach((number, n) => expect(number * scale).toBeCloseTo(vector[n]! / length, 2));
  expect(() => quantise([0, 0])).toThrow('a vector of zeros means nothing');
});

const sound = vectorsOf(SHOP);
const other = (change: (bytes: Uint8Array) => void) => {
  const copy = sound.slice();
  change(copy);
  return copy;
};
test.each<[string, Uint8Array, RegExp]>([
  ['nothing', new Uint8Array(3), /3 bytes are too few/],
  ['other bytes', other(copy => copy.fill(0, 0, 4)), /first bytes are not those of vectors/],
  ['another version', other(copy => (copy[4] = 9)), /version 9, this code reads 1/],
  ['a cut', sound.slice(0, -1), /bytes instead of/],
  ['vectors of other passages', vectorsOf([makeArticle({ id: 'a' })]), /1 vectors for \d+ passages/],
])('%s in place of vectors is named', (_, vectors, message) =>
  expect(() => loadKnowledge(bytes, { vectors })).toThrow(message),
);
