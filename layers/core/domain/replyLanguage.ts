import type { ClientConfig } from './clientConfig.ts';

/** The language of a reply: the message's when the client supports it, else the case's, else the client's first. */
export function replyLanguage(
  config: Pick<ClientConfig, 'languages'>,
  ...wanted: (string | undefined)[]
): string {
  return wanted.find(language => language && config.languages.includes(language)) ?? config.languages[0]!;
}

/** Where days and times are written in a language: the client's own locale if it speaks it. */
export const localeOf = ({ locale }: Pick<ClientConfig, 'locale'>, language: string): string =>
  locale.startsWith(language) ? locale : language;
