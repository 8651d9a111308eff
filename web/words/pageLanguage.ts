import { HOUSE_LANGUAGES, type HouseLanguage } from '../../layers/core/domain/houseLanguages.ts';

/**
 * The language of a page: the first of those wanted (the case's, then the browser's) that the client speaks, else the
 * client's first. English where the pages have no words of it.
 * @param spoken `languages` of client.yaml
 * @param wanted ISO 639-1 or locales, best first
 */
export function pageLanguage(
  spoken: readonly string[],
  wanted: readonly (string | undefined)[],
): HouseLanguage {
  const known = spoken.flatMap(language => HOUSE_LANGUAGES.find(one => one === language) ?? []);
  const short = wanted.map(language => language?.slice(0, 2).toLowerCase());
  return short.flatMap(language => known.find(one => one === language) ?? [])[0] ?? known[0] ?? 'en';
}

/** Scripts that run from right to left, for clients whose pages learn such a language. */
const RIGHT_TO_LEFT = ['ar', 'fa', 'he', 'ur'];

export const directionOf = (language: string): 'ltr' | 'rtl' =>
  RIGHT_TO_LEFT.includes(language.slice(0, 2)) ? 'rtl' : 'ltr';

/**
 * Puts a page's fixed words in place: `data-say` names the words of an element, `data-say-label` those that are only heard,
 * `data-say-placeholder` those in an empty field. A name the page's words don't have is a mistake of the page.
 */
export function dress(words: object, language: string, root: ParentNode = document): void {
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  const text = (name: string | undefined): string => {
    const found = (words as Record<string, unknown>)[name ?? ''];
    if (typeof found !== 'string') throw new Error(`the page's words have no "${name}"`);
    return found;
  };
  for (const one of root.querySelectorAll<HTMLElement>('[data-say]')) one.textContent = text(one.dataset.say);
  for (const one of root.querySelectorAll<HTMLElement>('[data-say-label]'))
    one.setAttribute('aria-label', text(one.dataset.sayLabel));
  for (const one of root.querySelectorAll<HTMLElement>('[data-say-placeholder]'))
    one.setAttribute('placeholder', text(one.dataset.sayPlaceholder));
}

/** A language tag, and what systems hang on to one: a browser without a locale says `en-US@posix`. */
const TAG = /^([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)(?:[@._].*)?$/;

/** Those that are language tags, as the API takes them: what a browser or site says besides must not keep anybody from a chat. */
export const languageTags = (said: readonly string[]): string[] =>
  said.map(tag => TAG.exec(tag)?.[1]).filter(tag => tag !== undefined);
