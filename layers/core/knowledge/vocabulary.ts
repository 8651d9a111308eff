/** The index's terms, looked up exactly or by what a customer may have meant. */
export interface Vocabulary {
  readonly terms: string[];
  numberOf(term: string): number | undefined;
  /** Terms within one typing mistake (two from eight letters on), nearest first, at most three. */
  near(word: string): { term: number; mistakes: number }[];
  /** Terms the word is the beginning of ("acc" → account), at most three. */
  startingWith(word: string): number[];
}

/** Which letters and digits occur, one bit each: a mistake changes at most two bits, so most terms are passed over. */
function letterMask(word: string): number {
  let mask = 0;
  for (let at = 0; at < word.length; at++) mask |= 1 << (word.charCodeAt(at) & 31);
  return mask;
}

function bits(value: number): number {
  let v = value - ((value >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Typing mistakes between two words (wrong, missing, doubled or swapped letters), or more than `most`. */
export function mistakesBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
      best = Math.min(best, cost);
    }
    if (best > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length]!;
}

export function makeVocabulary(terms: string[]): Vocabulary {
  const numbers = new Map(terms.map((term, n) => [term, n]));
  const masks = Int32Array.from(terms, letterMask);

  /** First term not before the word: the terms are sorted by code unit. */
  const firstFrom = (word: string) => {
    let low = 0;
    let high = terms.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (terms[middle]! < word) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return {
    terms,
    numberOf: term => numbers.get(term),
    near(word) {
      if (word.length < 4 || /\d/.test(word)) return [];
      const most = word.length >= 8 ? 2 : 1;
      const mask = letterMask(word);
      const found: { term: number; mistakes: number }[] = [];
      for (let n = 0; n < terms.length; n++) {
        if (bits(masks[n]! ^ mask) > 2 * most) continue;
        const term = terms[n]!;
        if (term.length < 4 || Math.abs(term.length - word.length) > most) continue;
        // The first letter is seldom mistyped: "cook" is no "book".
        if (term[0] !== word[0] && term[0] !== word[1]) continue;
        const mistakes = mistakesBetween(word, term, most);
        if (mistakes <= most) found.push({ term: n, mistakes });
      }
      return found.sort((a, b) => a.mistakes - b.mistakes || a.term - b.term).slice(0, 3);
    },
    startingWith(word) {
      const found: number[] = [];
      if (word.length < 3) return found;
      for (let n = firstFrom(word); n < terms.length && found.length < 3 && terms[n]!.startsWith(word); n++)
        found.push(n);
      return found;
    },
  };
}
