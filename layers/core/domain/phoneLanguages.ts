import type { ClientConfig } from './clientConfig.ts';
import { DEFAULT_VOICES, LOCALES, type Voice } from './config/voice.ts';
import { HOUSE_LANGUAGES } from './houseLanguages.ts';

type Speaks = Pick<ClientConfig, 'languages' | 'skills' | 'voice'>;

/** One language of the telephone; `people`: the assistant doesn't speak it, agents with the skill for it do. */
export type PhoneLanguage = Omit<Voice['languages'][number], 'offer'> & {
  offer?: string | undefined;
  by: 'assistant' | 'people';
};

/** Keys from 1 to 9. */
const MOST = 9;

/**
 * What callers may choose by key, in the order of the keys. After the assistant's languages those of `skills.languages` that it
 * doesn't speak: all of them where there is a choice anyway, else those that the client lists. A language in which the
 * house has no sentences gets no key.
 */
export function phoneLanguages({ languages, skills, voice }: Speaks): PhoneLanguage[] {
  if (!voice) return [];
  const assistant = voice.languages.map(language => ({ ...language, by: 'assistant' as const }));
  const spoken = [...languages, ...assistant.map(({ locale }) => locale.slice(0, 2))];
  const people = Object.keys(skills?.languages ?? {}).flatMap(language => {
    if (spoken.includes(language) || !HOUSE_LANGUAGES.some(known => known === language)) return [];
    const listed = voice.peopleSpeak.find(({ locale }) => locale.startsWith(language));
    if (!listed && assistant.length === 1) return [];
    const locale = listed?.locale ?? LOCALES.find(known => known.startsWith(language))!;
    const { name, engine } = DEFAULT_VOICES[locale];
    return {
      locale,
      voice: listed?.voice ?? name,
      engine: listed?.engine ?? engine,
      offer: listed?.offer,
      by: 'people' as const,
    };
  });
  return [...assistant, ...people].slice(0, MOST);
}

/** Whether callers may choose this language, ISO 639-1, and are answered in it by people alone. */
export const peopleSpeak = (config: Speaks, language: string | undefined): language is string =>
  phoneLanguages(config).some(({ locale, by }) => by === 'people' && locale.slice(0, 2) === language);
