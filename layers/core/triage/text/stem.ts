/**
 * A light English stemmer: takes off plural, -ing, -ed, -ly, -er, -ment and possessive endings where enough of a word stays.
 * It needs to bring forms of one word together, not to find the dictionary form; other languages pass nearly unharmed and
 * are covered by the character features.
 */
export function stem(word: string): string {
  let w = word;
  const apostrophe = w.indexOf("'");
  if (apostrophe > 0 && !w.endsWith("n't")) w = w.slice(0, apostrophe);
  if (w.length < 4) return w;
  w = withoutPlural(w);
  for (const [ending, least, instead] of ENDINGS) {
    if (!w.endsWith(ending) || w.length - ending.length < least) continue;
    w = w.slice(0, w.length - ending.length) + instead;
    break;
  }
  return undouble(w);
}

/** Ending, the least number of letters that must stay, what stands instead. Longest first. */
const ENDINGS: [string, number, string][] = [
  ['ization', 3, 'iz'],
  ['isation', 3, 'iz'],
  ['ation', 4, 'at'],
  ['ingly', 3, ''],
  ['ment', 4, ''],
  ['ness', 4, ''],
  ['ible', 4, ''],
  ['able', 4, ''],
  ['tion', 3, 't'],
  ['ing', 3, ''],
  ['ied', 2, 'y'],
  ['ed', 3, ''],
  ['ly', 3, ''],
  ['er', 4, ''],
  ['e', 3, ''],
  ['y', 3, 'i'],
];

function withoutPlural(w: string): string {
  if (!w.endsWith('s') || w.endsWith('ss') || w.endsWith('us') || w.endsWith('is')) return w;
  if (w.endsWith('ies') && w.length > 4) return `${w.slice(0, -3)}y`;
  if (/(?:ch|sh|x|ss|z)es$/.test(w)) return w.slice(0, -2);
  return w.slice(0, -1);
}

function undouble(w: string): string {
  const last = w.length - 1;
  return last > 2 && w[last] === w[last - 1] && !'lse'.includes(w[last] as string) ? w.slice(0, -1) : w;
}
