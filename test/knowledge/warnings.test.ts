import { compileKnowledge } from '../../layers/core/knowledge/index.ts';
import { makeArticle, SHOP } from './articles.ts';

const long =
  'Bring the parcel to any shop of our partner, show the label on your phone and keep the receipt until the money is back on your account.';
const warnings = (...articles: Parameters<typeof makeArticle>[0][]) =>
  compileKnowledge(articles.map(makeArticle), '2026-03-01').warnings;

test('a clean knowledge has none', () => expect(compileKnowledge(SHOP, '2026-06-01').warnings).toEqual([]));

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
    'a number written out',
    /^contradiction\? .* 2 and 3 \(week\)/,
    [
      { id: 'a', body: 'A repair in our workshop takes two weeks.' },
      { id: 'b', body: 'In our workshop a repair takes 3 weeks.' },
    ],
  ],
  [
    'free beside a price',
    /^contradiction\? .* free and 4.90 \(€\)/,
    [
      { id: 'a', body: 'Standard delivery to Austria is free of charge.' },
      { id: 'b', body: 'Standard delivery to Austria costs 4.90 euros.' },
    ],
  ],
  [
    'yes and no',
    /^contradiction\? .* yes and no/,
    [
      { id: 'a', body: 'You can return opened stove fuel in our stores.' },
      { id: 'b', body: "You can't return opened stove fuel in our stores." },
    ],
  ],
  [
    'yes and no in German',
    /^contradiction\? .* yes and no/,
    [
      { id: 'a', language: 'de', body: 'Geöffneter Brennstoff wird in den Filialen zurückgenommen.' },
      { id: 'b', language: 'de', body: 'Geöffneter Brennstoff wird in den Filialen nicht zurückgenommen.' },
    ],
  ],
  [
    'what customers are told against what agents are told',
    /^contradiction\? .* 30 and 14 \(dai\)/,
    [
      { id: 'a', body: 'You can return unworn items within 30 days of delivery.' },
      { id: 'b', audience: 'agent', body: 'Unworn items can be returned within 14 days of delivery.' },
    ],
  ],
  [
    'an article that holds later',
    /^not yet valid: article "a" holds from 2026-03-02/,
    [{ id: 'a', validFrom: '2026-03-02' }],
  ],
  [
    'an expired article',
    /^expired: article "a" was valid until 2026-02-28/,
    [{ id: 'a', validUntil: '2026-02-28' }],
  ],
  [
    'an article that never holds',
    /^never valid: article "a"/,
    [{ id: 'a', validFrom: '2026-01-02', validUntil: '2026-01-01' }],
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
      { id: 'a', body: long, validUntil: '2026-12-31' },
      { id: 'b', body: long, validFrom: '2027-01-01' },
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
    'a no with its own exception',
    [
      { id: 'a', body: 'We do not take back stove fuel without its seal.' },
      { id: 'b', body: 'We take back stove fuel with its seal.' },
    ],
  ],
  [
    'free from a price on',
    [
      { id: 'a', body: 'Standard delivery to Austria is free from 75 euros.' },
      { id: 'b', body: 'Standard delivery to Austria costs 4.90 euros below 75 euros.' },
    ],
  ],
  [
    'other things with other numbers',
    [
      { id: 'a', title: 'Express', body: 'Express delivery to Austria costs €12.50.' },
      { id: 'b', title: 'Standard', body: 'Standard delivery to Austria costs €4.90.' },
    ],
  ],
])('%s is no warning', (_, articles) =>
  expect(compileKnowledge(articles.map(makeArticle)).warnings).toEqual([]),
);
