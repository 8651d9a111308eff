/** The language of a reply: the message's when the client supports it, else the case's, else the client's first. */
export function replyLanguage(config: { languages: string[] }, ...wanted: string[]): string {
  return wanted.find(language => config.languages.includes(language)) ?? config.languages[0]!;
}
