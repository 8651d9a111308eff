import { LENGTHS } from '../length.ts';
import { amounts } from './amounts.ts';
import { plain } from './plain.ts';
import { maskedAddresses, oneByOne, references, spelledOut } from './references.ts';
import { times } from './times.ts';
import { wordsIn } from './words.ts';

export interface SpokenOptions {
  /** `en_GB` or `en-GB`: the language the voice speaks, and how dates are said there. */
  locale: string;
  /** Order numbers and codes letter by letter with a word for each. */
  spell?: boolean;
}

/**
 * A written reply as it is said: no mark-up, no link that nobody can type, numbers, prices, dates and times as they are
 * spoken. The meaning is left alone: nothing is added, and what is too long for the ear ends at a sentence.
 */
export function spokenText(text: string, { locale, spell = false }: SpokenOptions): string {
  const words = wordsIn(locale);
  const say = spell ? (reference: string) => spelledOut(reference, words) : oneByOne;
  const told = amounts(
    times(references(plain(maskedAddresses(text, words), words), words, say), locale),
    words,
    locale,
  );
  return shorten(told.replace(/\s+/g, ' ').trim());
}

/** Twice as long as a written reply may be: words take more room than signs, and the choices by key may follow. */
const SPOKEN_AT_MOST = LENGTHS.voice * 2;

function shorten(text: string): string {
  if (text.length <= SPOKEN_AT_MOST) return text;
  const head = text.slice(0, SPOKEN_AT_MOST);
  const end = Math.max(...['. ', '! ', '? '].map(mark => head.lastIndexOf(mark)));
  return end > 0 ? head.slice(0, end + 1) : `${head.slice(0, head.lastIndexOf(' '))}…`;
}
