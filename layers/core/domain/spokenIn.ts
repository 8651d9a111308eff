import type { Case } from './case.ts';
import type { ClientConfig } from './clientConfig.ts';
import { HOUSE_LANGUAGES } from './houseLanguages.ts';
import { phoneLanguages } from './phoneLanguages.ts';
import { replyLanguage } from './replyLanguage.ts';

type Speaks = Pick<ClientConfig, 'languages' | 'skills' | 'voice'>;

/** Languages that agents with a skill speak and the assistant doesn't, and that the house has sentences in. ISO 639-1. */
export const peoplesLanguages = ({ languages, skills }: Pick<Speaks, 'languages' | 'skills'>): string[] =>
  HOUSE_LANGUAGES.filter(
    language => skills?.languages[language] !== undefined && !languages.includes(language),
  );

/**
 * In what a customer may be spoken to: the client's languages, and those that people alone speak. On the phone these are chosen by
 * key; in a chat they are spoken once people have it or are to have it, as what the assistant itself says isn't meant for them.
 */
export const spokenIn = (
  config: Speaks,
  channel: Case['channel'],
  byPeople: boolean,
): Pick<ClientConfig, 'languages'> => ({
  languages: [
    ...config.languages,
    ...(channel === 'voice'
      ? phoneLanguages(config)
          .filter(({ by }) => by === 'people')
          .map(({ locale }) => locale.slice(0, 2))
      : []),
    ...(channel === 'chat' && byPeople ? peoplesLanguages(config) : []),
  ],
});

/** The language of what the house says about a case beside its turns; `otherwise`: where the case's is not spoken. */
export const languageOfCase = (
  config: Speaks,
  { language, channel, owner, closedAs }: Pick<Case, 'language' | 'channel' | 'owner' | 'closedAs'>,
  otherwise?: string,
): string =>
  replyLanguage(
    spokenIn(config, channel, owner !== 'ai' && closedAs !== 'resolved-by-ai'),
    language,
    otherwise,
  );
