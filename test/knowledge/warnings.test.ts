import { compileKnowledge } from '../../layers/core/knowledge/index.ts';
import { makeArticle, SHOP } from './articles.ts';

const long =
  'Bring the parcel to any shop of our partner, show the label on your phone and keep the receipt until the money is back on your account.';
const warnings = (...articles: Parameters<typeof makeArticle>[0][]) =>
  compileKnowledge(articles.map(makeArticle), '2026-03-01').warnings;

test('a clean knowledge has none', () => expect(compileKnowledge(SHOP, '2026-01-01').warnings).toEqual([]));

test.each<[string, RegExp, Parameters<typeof makeArticle>[0][]]>([
  [
    'the same text twice',
    /^duplicate: "a#text-1" and "b#text-1"/,
    [
      { id: 'a', body: long },
      { id: 'b', body: long },
    ],
  ],
  [
    'nearly the same text',
    /^near duplicate: "a#text-1" and "b#text-1"/,
    [
      { id: 'a', body: long },
      { id: 'b', body: long.replace('any shop', 'any big shop') },
    ],
  ],
  [
    'other days for the same thing',
    /^contradiction\? .* 30 and 14 \(dai\)/,
    [
      { id: 'a', body: 'You can return unworn items within 30 days of delivery.' },
      { id: 'b', body: 'Unworn items can be returned within 14 days of delivery.' },
    ],
  ],
  [
    'other prices for the same thing',
    /^contradiction\? .* 4.90 and 5.90 \(€\)/,
    [
      { id: 'a', body: 'Standard delivery to Austria costs €4.90 for small parcels.' },
      { id: 'b', body: 'Standard delivery of small parcels to Austria costs €5.90.' },
    ],
  ],
  [
    'an expired article',
    /^expired: article "a" was valid until 2026-02-28/,
    [{ id: 'a', validUntil: '2026-02-28' }],
  ],
  [
    'an article that never holds',
    /^never valid: article "a"/,
    [{ id: 'a', validFrom: '2027-01-02', validUntil: '2027-01-01' }],
  ],
  ['an empty article', /^empty: article "a"/, [{ id: 'a', body: '<!-- soon -->' }]],
])('%s', (_, message, articles) => expect(warnings(...articles)).toEqual([expect.stringMatching(message)]));

test.each<[string, Parameters<typeof makeArticle>[0][]]>([
  [
    'one for customers, one for agents',
    [
      { id: 'a', body: long },
      { id: 'b', body: long, audience: 'agent' },
    ],
  ],
  [
    'one until, one from',
    [
      { id: 'a', body: long, validUntil: '2027-01-01' },
      { id: 'b', body: long, validFrom: '2027-01-02' },
    ],
  ],
  [
    'two languages',
    [
      { id: 'a', body: long },
      { id: 'b', body: long, language: 'de' },
    ],
  ],
  [
    'other things with other numbers',
    [
      { id: 'a', title: 'Express', body: 'Express delivery to Austria costs €12.50.' },
      { id: 'b', title: 'Standard', body: 'Standard delivery to Austria costs €4.90.' },
    ],
  ],
])('%s is no warning', (_, articles) => expect(warnings(...articles)).toEqual([]));
