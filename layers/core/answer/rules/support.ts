import type { Refusal } from '../contract.ts';
import { stands, type Reading, type Source, type Stretch } from '../reading.ts';

/** Share of a sentence's words of subject that must stand in its source. Tuned, see `bench/drafts.ts`. */
export const ENOUGH = 0.68;
/** Clauses this alike speak of the same thing, so that one denying and the other not contradict. */
const SAME = 0.6;
/** A word the customer used may frame an answer, but can't carry it alone. */
const SAID_WORTH = 0.35;

/** Words that turn one statement into its opposite. */
const OPPOSITES: [string, string][] = [
  ['free', 'charge'],
  ['befor', 'after'],
  ['alwai', 'never'],
  ['includ', 'exclud'],
  ['open', 'close'],
  ['accept', 'refus'],
  ['accept', 'reject'],
  ['enabl', 'disabl'],
  ['minimum', 'maximum'],
  ['requir', 'option'],
  ['mandatori', 'option'],
  ['refund', 'nonrefund'],
  ['avail', 'unavail'],
  ['allow', 'forbid'],
  ['allow', 'prohibit'],
  ['valid', 'invalid'],
  ['more', 'less'],
  ['increas', 'decreas'],
  ['earlier', 'later'],
  ['buyer', 'seller'],
  ['sender', 'recipi'],
  ['monthli', 'yearli'],
  ['monthli', 'annual'],
  ['daili', 'weekli'],
  ['person', 'onlin'],
  ['possibl', 'imposs'],
  ['customer', 'compani'],
  ['first', 'last'],
  ['domest', 'intern'],
  ['weekdai', 'weekend'],
  ['cheaper', 'expens'],
];

/** They promise more than the same sentence without them, so the source must use them too. */
const STRONG =
  /\b(?:always|every|everywhere|anywhere|anytime|guaranteed?|unlimited|instantly|immediately|forever|never|only|at once|right away|no matter|without exception|immer|sofort|garantiert|toujours|immediatement|garanti|siempre|inmediatamente|garantizado|sempre|subito|garantito)\b/g;
const STRONG_KIN: Record<string, string[]> = {
  'right away': ['immediately', 'instantly', 'at once'],
  'at once': ['immediately', 'instantly', 'right away'],
  immediately: ['instantly', 'at once', 'right away', 'straight away'],
  instantly: ['immediately', 'at once', 'right away'],
  every: ['all', 'each', 'any'],
  only: ['just', 'solely', 'exclusively', 'except', 'not'],
  never: ['not', 'no'],
  always: ['every', 'all', 'any time'],
  guaranteed: ['guarantee'],
  guarantee: ['guaranteed'],
  anytime: ['any time', 'whenever'],
};

/** How much of a stretch a source covers, 0 to 1. */
export function coverage(stems: ReadonlySet<string>, source: ReadonlySet<string>, reading: Reading): number {
  if (!stems.size) return 1;
  const said = new Set<string>();
  let sum = 0;
  for (const one of stems) {
    const there = stands(one, source, reading.language);
    if (there) sum += there;
    else if (reading.said.includes(one)) {
      said.add(one);
      sum += SAID_WORTH;
    }
  }
  return said.size === stems.size ? 0 : sum / stems.size;
}

function unsupported(claim: Reading['claims'][number], reading: Reading): string | undefined {
  const stems = new Set(claim.clauses.flatMap(clause => [...clause.stems]));
  if (!stems.size) return undefined;
  const best = Math.max(0, ...reading.sources.map(source => coverage(stems, source.stems, reading)));
  if (best < ENOUGH) return claim.text;
  // A clause of its own that no source knows, hidden in a sentence that is otherwise true.
  const stray = claim.clauses.find(
    clause =>
      clause.stems.size >= 3 &&
      Math.max(...reading.sources.map(source => coverage(clause.stems, source.stems, reading))) < 0.45,
  );
  return stray?.text;
}

const likeness = (a: Stretch, b: Stretch, language: string) => {
  let both = 0;
  for (const one of a.stems) both += stands(one, b.stems, language);
  return both / (a.stems.size || 1);
};

/** A clause that says the opposite of the clause of a source it is most like. */
function flipped(clause: Stretch, source: Source, language: string): boolean {
  if (clause.stems.size < 2) return false;
  const rated = [...source.clauses, ...source.sentences]
    .filter(one => one.stems.size >= 2)
    .map(one => ({ one, like: likeness(clause, one, language) }));
  const best = Math.max(0, ...rated.map(({ like }) => like));
  if (best < SAME) return false;
  const nearest = rated.filter(({ like }) => like >= best - 0.05).map(({ one }) => one);
  if (nearest.every(one => one.denied !== clause.denied)) return true;
  return OPPOSITES.some(([a, b]) =>
    [
      [a, b],
      [b, a],
    ].some(
      ([mine, theirs]) =>
        clause.stems.has(mine!) && !source.stems.has(mine!) && nearest.every(one => one.stems.has(theirs!)),
    ),
  );
}

/** Every sentence must be carried by a cited passage or a receipt, and must not turn it round. */
export function supportRule(reading: Reading): Refusal[] {
  if (reading.input.draft.source === 'dialog') return [];
  const given = reading.given;
  return reading.claims.flatMap(claim => {
    const missing = unsupported(claim, reading);
    if (missing) return [{ rule: 'unsupported', detail: missing }];
    for (const clause of claim.clauses) {
      const near = reading.sources.filter(source => coverage(clause.stems, source.stems, reading) >= SAME);
      if (near.length && near.every(source => flipped(clause, source, reading.language)))
        return [{ rule: 'unsupported', detail: `says the opposite: ${clause.text}` }];
    }
    const strong = [...claim.folded.matchAll(STRONG)]
      .map(match => match[0])
      .find(word => ![word, ...(STRONG_KIN[word] ?? [])].some(kin => new RegExp(`\\b${kin}\\b`).test(given)));
    return strong ? [{ rule: 'unsupported', detail: `"${strong}" in: ${claim.text}` }] : [];
  });
}
