import type { Words } from './words.ts';

const SIGNS: Record<string, string> = { '€': 'EUR', '£': 'GBP', $: 'USD' };
const NUMBER = String.raw`\d{1,3}(?:[ .,’']\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?`;
const MARK = String.raw`[€£$]|EUR|GBP|USD`;
const BEFORE = new RegExp(String.raw`(?<![\p{L}\d])(${MARK}) ?(${NUMBER})(?![\d.,]*\d)(?:,-|\.-|,–)?`, 'gu');
const AFTER = new RegExp(String.raw`(?<![\p{L}\d.,])(${NUMBER}) ?(${MARK})(?![\p{L}\d])`, 'gu');
const RANGE =
  /(?<![\d.,-])(\d{1,4}(?:[.,]\d{1,2})?) ?[–—] ?(?=\d)|(?<![\d.,-])(\d{1,3})-(?=\d{1,3}(?![\d-]))/g;

/** Prices, ranges, percentages, degrees and measures in words. Figures stay figures: the voice reads them. */
export function amounts(text: string, words: Words, language: string): string {
  const price = (mark: string, number: string) => inWords(SIGNS[mark] ?? mark, number, words, language);
  return text
    .replace(BEFORE, (_, mark: string, number: string) => price(mark, number))
    .replace(AFTER, (_, number: string, mark: string) => price(mark, number))
    .replace(RANGE, (_, wide?: string, plain?: string) => `${wide ?? plain} ${words.to} `)
    .replace(/(\d) ?%/g, `$1 ${words.percent}`)
    .replace(/(\d) ?°C?(?![\p{L}])/gu, `$1 ${words.degrees}`)
    .replace(
      /(\d) ?(km|cm|mm|kg|min)\b/g,
      (_, digit: string, unit: string) => `${digit} ${words.units[unit]}`,
    )
    .replace(/ & /g, ` ${words.and} `);
}

/** `49.90` → "49 euros and 90 cents". A point or comma before three digits parts thousands. */
function inWords(currency: string, number: string, words: Words, language: string): string {
  const names = words.currencies[currency];
  if (!names) return `${number} ${currency}`;
  const [one, many, cent, cents] = names;
  const [, whole = number, fraction = ''] = /^(.*?)(?:[.,](\d{1,2}))?$/.exec(number) ?? [];
  const units = Number(whole.replace(/\D/g, ''));
  const hundredths = Number(fraction.padEnd(2, '0') || '0');
  const main = `${units} ${units === 1 ? one : many}`;
  const rest = `${hundredths} ${hundredths === 1 ? cent : cents}`;
  if (hundredths === 0) return main;
  if (units === 0) return rest;
  // German says it without the "and": "49 Euro 90".
  return language.startsWith('de') ? `${main} ${hundredths}` : `${main} ${words.and} ${rest}`;
}
