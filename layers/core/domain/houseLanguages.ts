/** Languages in which the house has every sentence of its own. */
export const HOUSE_LANGUAGES = ['en', 'de', 'fr', 'es', 'it'] as const;
export type HouseLanguage = (typeof HOUSE_LANGUAGES)[number];

/** @param language ISO 639-1 or a locale; English where the house doesn't speak it */
export function inLanguage<Lines>(lines: Record<HouseLanguage, Lines>, language: string): Lines {
  const short = language.slice(0, 2);
  return lines[HOUSE_LANGUAGES.find(known => known === short) ?? 'en'];
}
