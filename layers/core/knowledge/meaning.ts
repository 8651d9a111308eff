import type { Passage, SearchQuery } from './contract.ts';
import { leansOnHistory } from './followUp.ts';

/** Characters: the least any embedding model takes. */
const LONGEST = 2_000;
/** A message that leans this much on what was said before means little without it. */
const LEANS = 0.5;

/** What of a passage is embedded. */
export const passageMeaning = ({ title, heading, text }: Passage): string =>
  [heading ? `${title} › ${heading}` : title, text].join('\n').slice(0, LONGEST);

/** What of a question is embedded: a follow-up with the question it follows. */
export function questionMeaning({
  text,
  history = [],
  language = 'en',
}: Pick<SearchQuery, 'text' | 'history' | 'language'>): string {
  const before = history.at(-1)?.customer;
  const follows = before !== undefined && leansOnHistory(text, language) >= LEANS;
  return (follows ? `${before}\n${text}` : text).slice(0, LONGEST);
}
