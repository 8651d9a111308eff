import { contentStems, fold, words } from './words.ts';

const NUMBER = /(?:[$€£]\s?)?\d[\d.,:]*\d|(?:[$€£]\s?)?\d/g;
/** Numbers that articles write out; "one" stands for too much else. */
const WRITTEN: Record<string, string[]> = {
  en: ' two three four five six seven eight nine ten eleven twelve'.split(' '),
  de: ' zwei drei vier funf sechs sieben acht neun zehn elf zwolf'.split(' '),
};
const CURRENCIES: [RegExp, string][] = [
  [/^(?:€|euros?|eur)$/, '€'],
  [/^(?:\$|dollars?|usd)$/, '$'],
  [/^(?:£|pounds?|gbp)$/, '£'],
];
const FREE = /\bfree\b|\bno (?:extra )?(?:charge|cost)\b|\bkostenlos\b|\bgratuit|\bgratis\b/;

/** Unit → numbers a sentence gives in it: "30 days" → dai: 30, "5 euros" → €: 5, "free of charge" → free. */
export function measures(sentence: string, language = 'en'): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const text = numbered(sentence, language);
  for (const match of text.matchAll(NUMBER)) {
    const sign = /^[$€£]/.exec(match[0])?.[0];
    const behind = text.slice(match.index + match[0].length, match.index + match[0].length + 30);
    const after = /^\s*[$€£]/.exec(behind)?.[0].trim() ?? words(behind)[0] ?? '';
    const unit = currency(sign ?? after) ?? contentStems(after, language)[0] ?? '';
    const value = match[0].replace(/[^\d.,:]/g, '').replace(/,(?=\d{3})/g, '');
    found.set(unit, (found.get(unit) ?? new Set()).add(value));
  }
  if (FREE.test(fold(sentence))) found.set('free', new Set(['free']));
  return found;
}

export const isMoney = (unit: string): boolean => CURRENCIES.some(([, sign]) => sign === unit);

const currency = (word: string) => CURRENCIES.find(([pattern]) => pattern.test(word))?.[1];

function numbered(sentence: string, language: string): string {
  const written = WRITTEN[language];
  if (!written) return sentence;
  return sentence.replace(/\p{L}+/gu, word => {
    const number = written.indexOf(fold(word));
    return number > 0 ? String(number + 1) : word;
  });
}
