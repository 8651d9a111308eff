import type { ClientConfig } from './clientConfig.ts';
import type { TextByLanguage } from './config/fields.ts';

/** The language of a reply: the message's when the client supports it, else the case's, else the client's first. */
export function replyLanguage(
  config: Pick<ClientConfig, 'languages'>,
  ...wanted: (string | undefined)[]
): string {
  return wanted.find(language => language && config.languages.includes(language)) ?? config.languages[0]!;
}

/** A text of the client's own in a language, or in the client's first where there is none in it. */
export function clientText(
  { languages }: Pick<ClientConfig, 'languages'>,
  given: TextByLanguage,
  language: string = languages[0]!,
): string {
  if (typeof given === 'string') return given;
  return given[language] ?? given[languages[0]!] ?? firstText(given);
}

/** The first of them: where nobody's language is known. */
export const firstText = (given: TextByLanguage): string =>
  typeof given === 'string' ? given : (Object.values(given)[0] ?? '');

/** Where days and times are written in a language: the client's own locale if it speaks it. */
export const localeOf = ({ locale }: Pick<ClientConfig, 'locale'>, language: string): string =>
  locale.startsWith(language) ? locale : language;
