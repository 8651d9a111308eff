/** Words that carry no content, in the languages clients use most. */
const EMPTY = new Set(
  (
    'a an the and or but if of to in on at by for with from as is are was were be been am do does did done doing have has had ' +
    'having i me my you your he she it its we us our they them their this that these those what which who whom how when where ' +
    'why can could will would shall should may might must not no so than then there here just also very too about into over ' +
    'many much long until before after still again any some all ' +
    'please thanks thank hello hi hey want need know tell get got ' +
    'der die das ein eine einen und oder ist sind ich du sie wir ihr mein meine wie was wann wo warum kann nicht mit auf zu im ' +
    'le la les un une des et ou est sont je vous nous mon ma mes comment quand pourquoi que qui ne pas avec sur dans pour ' +
    'el los las una y o es son yo mi mis como cuando donde porque no con en para por'
  ).split(' '),
);

/** Content words of a text, folded to stems, in their order. */
export function words(text: string): string[] {
  const folded = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/['’]s?\b/g, '')
    .toLowerCase();
  return (folded.match(/[\p{L}\p{N}]+/gu) ?? []).filter(word => !EMPTY.has(word)).map(stem);
}

/** Strips the commonest English endings; crude, but the same on both sides. */
function stem(word: string): string {
  if (word.length < 4) return word;
  const base = word
    .replace(/ies$/, 'y')
    .replace(/(sses|ches|shes|xes)$/, found => found.slice(0, -2))
    .replace(/([^su])s$/, '$1');
  if (base.length < 5) return base;
  return base
    .replace(/(ing|ed|ly)$/, '')
    .replace(/([^aeiou])\1$/, '$1')
    .replace(/e$/, '');
}

/** How much a word tells, by how few of the `texts` have it. */
export function rarity(texts: Set<string>[]): (word: string) => number {
  const counts = new Map<string, number>();
  for (const text of texts) for (const word of text) counts.set(word, (counts.get(word) ?? 0) + 1);
  return word => Math.log(1 + texts.length / (counts.get(word) ?? 0.5));
}
