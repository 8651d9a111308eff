import { plain, readable } from './normalise.ts';

const TOKEN =
  /https?:\/\/\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+|\p{Sc}|\p{N}+(?:[.,:]\p{N}+)*|\p{L}[\p{L}\p{N}]*(?:'\p{L}+)?|\p{Extended_Pictographic}/gu;
/** Longer runs of letters are keyboard mashing or encoded data. */
const MAX_WORD = 24;
/** More words than this are not read: bounds the work on huge messages. */
export const MAX_WORDS = 240;

const SPELLED_OUT: Record<string, string> = {
  u: 'you',
  ur: 'your',
  pls: 'please',
  plz: 'please',
  thx: 'thanks',
  ty: 'thanks',
  acct: 'account',
  pwd: 'password',
  pw: 'password',
  msg: 'message',
  cant: "can't",
  wont: "won't",
  dont: "don't",
  doesnt: "doesn't",
  didnt: "didn't",
  isnt: "isn't",
  wasnt: "wasn't",
  hasnt: "hasn't",
  havent: "haven't",
  couldnt: "couldn't",
  whats: "what's",
  wheres: "where's",
  hows: "how's",
  im: "i'm",
  ive: "i've",
};

/**
 * The words of a message, lower case, accents gone, in order. Addresses of pages and mailboxes become `@url` and `@mail`,
 * numbers `#` and their length (order numbers of a shop look alike), currency signs `$`.
 */
export const wordsOf = (text: string): string[] => wordsIn(readable(text));

/** As `wordsOf`, of a text that `readable` gave. */
export function wordsIn(read: string): string[] {
  const words: string[] = [];
  for (const found of plain(read).matchAll(TOKEN)) {
    words.push(wordOf(found[0]));
    if (words.length === MAX_WORDS) break;
  }
  return words;
}

function wordOf(token: string): string {
  const first = token.charCodeAt(0);
  if (first >= 97 && first <= 122) {
    if (token.startsWith('http') && token.includes('://')) return '@url';
    if (token.startsWith('www.')) return '@url';
    if (token.includes('@')) return '@mail';
    const spelled = Object.hasOwn(SPELLED_OUT, token) ? SPELLED_OUT[token] : undefined;
    return spelled ?? (token.length > MAX_WORD ? token.slice(0, MAX_WORD) : token);
  }
  if (token.includes('@')) return '@mail';
  if (/^\p{N}/u.test(token)) return `#${Math.min(token.length, 9)}`;
  if (/^\p{Sc}/u.test(token)) return '$';
  return token.length > MAX_WORD ? token.slice(0, MAX_WORD) : token;
}
