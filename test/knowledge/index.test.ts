import { compileKnowledge, compilePassages, loadKnowledge } from '../../layers/core/knowledge/index.ts';
import type { Passage } from '../../layers/core/knowledge/contract.ts';
import { makeArticle, SHOP } from './articles.ts';

const { bytes } = compileKnowledge(SHOP);
const changed = (at: number, value: number) => {
  const copy = new Uint8Array(bytes);
  copy[at] = value;
  return copy;
};

test('the same articles give the same bytes, in whatever order and on whatever day', () => {
  expect(compileKnowledge([...SHOP].reverse(), '2030-01-01').bytes).toEqual(bytes);
  const other = SHOP.map(article => (article.id === 'sale' ? { ...article, body: 'Other.' } : article));
  expect(compileKnowledge(other).bytes).not.toEqual(bytes);
});

test('an index cut out of a larger file loads wherever it stands', () => {
  for (const offset of [0, 1, 3, 8]) {
    const file = new Uint8Array(bytes.length + offset);
    file.set(bytes, offset);
    expect(loadKnowledge(file.subarray(offset)).passage('warranty#text-1')?.title).toBe('Warranty');
  }
});

test.each([
  ['nothing', new Uint8Array(0), /0 bytes are too few/],
  ['another file', new TextEncoder().encode('{"this is": "not an index at all"}'), /first bytes/],
  ['another version', changed(4, 9), /version 9/],
  ['a wrong count', changed(12, 99), /99 sections/],
  ['half of it', bytes.slice(0, bytes.length >> 1), /cut off/],
  ['a changed byte', changed(bytes.length - 9, 77), /checksum/],
])('%s is refused by name', (_, given, message) => expect(() => loadKnowledge(given)).toThrow(message));

test('any flipped byte is noticed or harmless', () => {
  for (let at = 0; at < bytes.length; at += 97)
    expect(() => loadKnowledge(changed(at, bytes[at]! ^ 0x40))).toThrow(/knowledge index/);
});

test('no articles make an index that finds nothing', () => {
  const empty = loadKnowledge(compileKnowledge([]).bytes);
  expect(empty.search({ text: 'hello world', now: '2026-01-01' })).toEqual([]);
});

test('two articles with one id are refused', () =>
  expect(() => compileKnowledge([makeArticle({ id: 'a' }), makeArticle({ id: 'a' })])).toThrow(/"a#text-1"/));

test('thousands of passages load and answer in milliseconds of work', () => {
  // Words from a fixed generator: twenty syllables, three to a word.
  let seed = 7;
  const pick = (below: number) => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % below;
  const parts = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu'.split(' ');
  const word = () => `${parts[pick(20)]}${parts[pick(20)]}${parts[pick(20)]}`;
  const passages: Passage[] = Array.from({ length: 3_000 }, (_, n) => ({
    id: `p${n}`,
    articleId: `a${n >> 2}`,
    title: `${word()} ${word()} ${word()}`,
    text: Array.from({ length: 20 }, word).join(' '),
    topics: ['t'],
    audience: 'customer',
    language: 'en',
  }));
  // Processor time, not the clock: test machines are shared. Figures by the clock are printed by bench/knowledge.ts.
  const work = (run: () => void) => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  const big = compilePassages(passages);
  const index = loadKnowledge(big);
  expect(work(() => loadKnowledge(big))).toBeLessThan(500);
  const asked = passages.filter((_, n) => n % 30 === 0);
  const spent = work(() => {
    for (const { id, title } of asked)
      expect(index.search({ text: title, now: '2026-01-01' })[0]!.passage.id).toBe(id);
  });
  expect(spent / asked.length).toBeLessThan(30);
});
