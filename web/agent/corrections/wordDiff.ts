/** A piece of a text; `changed`: the other text doesn't have it. */
export interface Piece {
  text: string;
  changed: boolean;
}

/** Above this many words compared with each other, texts are shown whole. */
const MOST_PAIRS = 1_000_000;

/** What a person changed, word by word: the longest common words stay unmarked (LCS). */
export function wordDiff(before: string, after: string): { before: Piece[]; after: Piece[] } {
  const a = wordsOf(before);
  const b = wordsOf(after);
  if (a.length * b.length > MOST_PAIRS)
    return { before: [{ text: before, changed: false }], after: [{ text: after, changed: false }] };
  // common[i][j]: how many words a from i and b from j have in common.
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      common[i]![j] =
        bare(a[i]!) === bare(b[j]!)
          ? common[i + 1]![j + 1]! + 1
          : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
  const left: Piece[] = [];
  const right: Piece[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && bare(a[i]!) === bare(b[j]!)) {
      put(left, a[i++]!, false);
      put(right, b[j++]!, false);
    } else if (j >= b.length || (i < a.length && common[i + 1]![j]! >= common[i]![j + 1]!))
      put(left, a[i++]!, true);
    else put(right, b[j++]!, true);
  }
  return { before: left, after: right };
}

/** Words with the space behind them. */
const wordsOf = (text: string): string[] => text.match(/\S+\s*/g) ?? [];
const bare = (word: string): string => word.trimEnd();

function put(pieces: Piece[], text: string, changed: boolean): void {
  const last = pieces.at(-1);
  if (last?.changed === changed) last.text += text;
  else pieces.push({ text, changed });
}
