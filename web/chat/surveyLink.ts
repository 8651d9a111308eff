/** The token of the survey link in a line of the chat, when it is one of the client's own pages. */
export function surveyToken(text: string, pagesUrl: string | undefined): string | undefined {
  const base = pagesUrl?.replace(/\/$/, '');
  const at = base === undefined ? -1 : text.indexOf(`${base}/survey/`);
  if (at < 0) return undefined;
  return /^[\w.~-]+/.exec(text.slice(at + `${base}/survey/`.length))?.[0]?.replace(/\.$/, '');
}
