import { de } from './houseLines/de.ts';
import { en, type HouseLines } from './houseLines/en.ts';
import { es } from './houseLines/es.ts';
import { fr } from './houseLines/fr.ts';
import { it } from './houseLines/it.ts';
import { inLanguage, type HouseLanguage } from '../domain/houseLanguages.ts';

export type { HouseLines } from './houseLines/en.ts';

/** The house's own sentences, by language. */
export const HOUSE_LINES: Record<HouseLanguage, HouseLines> = { en, de, fr, es, it };

/** @param language ISO 639-1 or a locale; English where the house doesn't speak it */
export const houseLinesIn = (language: string): HouseLines => inLanguage(HOUSE_LINES, language);

/** The fixed sentences in all languages, for verify: those with a value in them are made from values verify knows. */
export const fixedHouseLines: string[] = Object.values(HOUSE_LINES).flatMap(lines =>
  Object.values(lines).filter((line): line is string => typeof line === 'string'),
);

/** Whether a reply of ours ended with the question for more, in whatever language. */
export const asksForMore = (reply: string): boolean =>
  Object.values(HOUSE_LINES).some(({ anythingElse }) => reply.includes(anythingElse));
