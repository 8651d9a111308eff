import * as v from 'valibot';
import { text } from './fields.ts';

/** What is said to customers: the same in every language, or by language, `{ en: Hello, de: Hallo }`. */
export type Said = string | Record<string, string>;

export const said = (what: string) =>
  v.union(
    [text(what), v.record(v.pipe(v.string(), v.regex(/^[a-z]{2}$/, 'a language, "de"')), text(what))],
    `${what}: a text, or one by language, { en: …, de: … }`,
  );

/** @param language ISO 639-1 or a locale; the first that is given where it isn't among them */
export const saidIn = (given: Said, language: string): string =>
  typeof given === 'string' ? given : (given[language.slice(0, 2)] ?? Object.values(given)[0]!);

/** Whether it is said in each of these languages, ISO 639-1. */
export const isSaidIn = (given: Said, languages: string[]): boolean =>
  languages.every(language => typeof given !== 'string' && given[language]);
