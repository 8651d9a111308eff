import type { Passage } from './contract.ts';
import { pairsSharing, readTogether, share } from './pairs.ts';
import { fold, words } from './words.ts';

/** Passages this alike (shared three-word sequences over all of both) say the same thing twice. */
const NEAR = 0.7;

function sequences(text: string): Set<string> {
  const all = words(text);
  return new Set(all.slice(0, -2).map((word, n) => `${word} ${all[n + 1]} ${all[n + 2]}`));
}

/** A few sequences that stand for all: those with the smallest hash. */
function sketch(all: Set<string>): string[] {
  const hash = (text: string) => {
    let value = 0x811c9dc5;
    for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
    return value >>> 0;
  };
  return [...all]
    .map(text => [hash(text), text] as const)
    .sort((a, b) => a[0] - b[0])
    .slice(0, 8)
    .map(([, text]) => text);
}

/** Passages that say the same, word for word or nearly, to the same readers. */
export function duplicates(passages: Passage[]): string[] {
  const members = passages.map(passage => ({
    passage,
    folded: fold(passage.text).replace(/\s+/g, ' '),
    all: sequences(passage.text),
  }));
  return pairsSharing(members, member => (member.all.size ? sketch(member.all) : [member.folded])).flatMap(
    ([a, b]) => {
      if (a.passage.audience !== b.passage.audience || !readTogether(a.passage, b.passage)) return [];
      const names = `"${a.passage.id}" and "${b.passage.id}"`;
      if (a.folded === b.folded) return [`duplicate: ${names} have the same text; keep one`];
      if (a.all.size >= 8 && share(a.all, b.all) >= NEAR)
        return [
          `near duplicate: ${names} say nearly the same; merge them, or an answer may cite the wrong one`,
        ];
      return [];
    },
  );
}
