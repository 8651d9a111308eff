import type { Article } from '../domain/clientConfig.ts';
import { contradictions } from './contradictions.ts';
import type { Passage } from './contract.ts';
import { duplicates } from './duplicates.ts';
import { givesOrders } from './orders.ts';

/** What an operator should look at before releasing, on that day (ISO) if one is given; nothing here stops a release. */
export function findWarnings(articles: Article[], passages: Passage[], today?: string): string[] {
  const filled = new Set(passages.map(({ articleId }) => articleId));
  const empty = articles
    .filter(({ id }) => !filled.has(id))
    .map(({ id }) => `empty: article "${id}" has no text`);
  const dated = articles.flatMap(article => outOfDate(article, today?.slice(0, 10)));
  const orders = passages
    .filter(({ text, audience }) => audience === 'customer' && givesOrders(text))
    .map(
      ({ id }) => `orders: passage "${id}" speaks to an assistant, not to customers; no answer rests on that`,
    );
  return [...empty, ...dated, ...orders, ...duplicates(passages), ...contradictions(passages)];
}

function outOfDate({ id, validFrom, validUntil }: Article, today?: string): string[] {
  if (validFrom && validUntil && validUntil < validFrom)
    return [`never valid: article "${id}" ends before it begins`];
  if (today && validUntil && validUntil < today)
    return [`expired: article "${id}" was valid until ${validUntil}; it is never found`];
  if (today && validFrom && validFrom > today)
    return [`not yet valid: article "${id}" holds from ${validFrom}; it is not found before`];
  return [];
}
