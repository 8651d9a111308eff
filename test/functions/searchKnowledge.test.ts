import { searchKnowledge } from '../../functions/search-knowledge/searchKnowledge.ts';
import type { Article } from '../../layers/core/domain/clientConfig.ts';
import { compileKnowledge, loadKnowledge } from '../../layers/core/knowledge/index.ts';
import { makeConfig } from '../core/makeCase.ts';

test('agents find articles for customers and for agents, marked, and none that has expired', () => {
  const article = (more: Partial<Article>): Article => ({
    id: 'a',
    title: 'Gift cards',
    topics: ['gift-card'],
    audience: 'customer',
    language: 'en',
    body: 'A gift card is valid for five years.',
    ...more,
  });
  const { bytes } = compileKnowledge([
    article({ id: 'gift-cards' }),
    article({ id: 'agent-gift-cards', audience: 'agent', body: 'Lost gift cards are replaced once.' }),
    article({ id: 'old-gift-cards', validUntil: '2026-11-24', body: 'A gift card is valid for two years.' }),
  ]);
  const index = loadKnowledge(bytes);
  const config = makeConfig({ hours: { ...makeConfig().hours, timeZone: 'Europe/Vienna' } });
  const { results } = searchKnowledge(
    { q: 'gift card' },
    // In Vienna it is the 25th already.
    { release: { knowledge: () => index, config }, now: () => new Date('2026-11-24T23:30:00Z') },
  );
  expect(results.map(({ id, audience }) => [id.split('#')[0], audience]).sort()).toEqual([
    ['agent-gift-cards', 'agent'],
    ['gift-cards', 'customer'],
  ]);
});
