import type { Article } from '../../layers/core/domain/clientConfig.ts';

export const makeArticle = (overrides: Partial<Article> & { id: string }): Article => ({
  title: 'Returns',
  topics: ['returns'],
  audience: 'customer',
  language: 'en',
  body: 'You can return items within 30 days.',
  ...overrides,
});

/** A small shop's knowledge. */
export const SHOP: Article[] = [
  makeArticle({
    id: 'returns',
    title: 'Returns and refunds',
    body: `## How long do I have?
You can return unworn items within 30 days of delivery.

## When do I get my money?
We refund the original payment method within 5 business days after the parcel arrives.`,
  }),
  makeArticle({
    id: 'shipping',
    title: 'Delivery',
    topics: ['delivery'],
    body: `## Standard
Standard delivery takes 2 to 4 business days and costs €4.90.

## Express
Express delivery arrives on the next business day. The price is €12.50.`,
  }),
  makeArticle({
    id: 'password',
    title: 'Password',
    topics: ['account'],
    body: 'Click "Forgot password" on the sign-in page. We send you a link that is valid for 60 minutes.',
  }),
  makeArticle({
    id: 'warranty',
    title: 'Warranty',
    topics: ['repairs'],
    body: 'Devices have a two-year warranty. A repair takes about 10 days and is free of charge.',
  }),
  makeArticle({
    id: 'goodwill',
    title: 'Goodwill vouchers',
    audience: 'agent',
    body: 'Agents may give a goodwill voucher of €10 when delivery was late.',
  }),
  makeArticle({
    id: 'rueckgabe',
    title: 'Rückgabe',
    language: 'de',
    body: 'Sie können Artikel innerhalb von 30 Tagen zurückgeben.',
  }),
  makeArticle({
    id: 'sale',
    title: 'Summer sale',
    topics: ['offers'],
    validFrom: '2026-06-01',
    validUntil: '2026-06-30',
    body: 'During the summer sale all sandals are 20 % off.',
  }),
];
