import type { Refusal } from '../contract.ts';
import { stem } from '../../knowledge/stem.ts';
import { fold } from '../../knowledge/words.ts';
import { stands, type Reading } from '../reading.ts';
import { conditionDropped, crossed, exceptionDropped, flipped, oppositeWord, SAME } from './twists.ts';

/** Share of a sentence's words of subject that must stand in its source. Tuned, see `bench/drafts.ts`. */
export const ENOUGH = 0.68;
/** A word the customer used may frame an answer, but can't carry it alone. */
const SAID_WORTH = 0.35;

/** Verbs that carry little: one of them more than the source has makes no new claim. */
const LIGHT = new Set(
  'take give reach write send bring come go see keep try look put leave let receive'
    .split(' ')
    .map(word => stem(word)),
);
const LIGHT_WORTH = 0.3;

/** They promise more than the same sentence without them, so the source must use them too. */
const STRONG =
  /\b(?:always|every|everywhere|anywhere|anytime|guaranteed?|unlimited|instantly|immediately|forever|never|only|half(?! past)|even if|even when|regardless|at once|right away|no matter|without exception|immer|sofort|garantiert|toujours|immediatement|garanti|siempre|inmediatamente|garantizado|sempre|subito|garantito)\b/g;
const STRONG_KIN: Record<string, string[]> = {
  'right away': ['immediately', 'instantly', 'at once'],
  'at once': ['immediately', 'instantly', 'right away'],
  immediately: ['instantly', 'at once', 'right away', 'straight away'],
  instantly: ['immediately', 'at once', 'right away'],
  every: ['all', 'each', 'any', '(?:mon|tues|wednes|thurs|fri|satur|sun)days'],
  only: [
    'just',
    'solely',
    'exclusively',
    'except',
    'not',
    'cannot',
    'cant',
    'up to',
    'at most',
    'at least',
    'until',
    'within',
    'aged',
  ],
  never: ['not', 'no'],
  always: ['every', 'all', 'any time'],
  guaranteed: ['guarantee'],
  guarantee: ['guaranteed'],
  anytime: ['any time', 'whenever'],
};

/** How much of a stretch a source covers, 0 to 1; a missing `light` word counts less. */
export function coverage(
  stems: ReadonlySet<string>,
  source: ReadonlySet<string>,
  reading: Reading,
  light: ReadonlySet<string> = LIGHT,
): number {
  if (!stems.size) return 1;
  const said = new Set<string>();
  let sum = 0;
  let all = 0;
  for (const one of stems) {
    const there = stands(one, source, reading.language);
    all += there || !light.has(one) ? 1 : LIGHT_WORTH;
    if (there) sum += there;
    else if (reading.said.includes(one)) {
      said.add(one);
      sum += SAID_WORTH;
    }
  }
  return said.size === stems.size ? 0 : Math.min(1, sum / all);
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

/** The sentences of the sources that speak of what a claim does, folded. */
function nearest(claim: Reading['claims'][number], reading: Reading): string {
  const stems = new Set(claim.clauses.flatMap(clause => [...clause.stems]));
  return fold(
    reading.sources
      .flatMap(({ sentences }) => sentences)
      .filter(one => coverage(stems, one.stems, reading) >= 0.5)
      .map(({ text }) => text)
      .join(' '),
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
    const excepted = reading.sources
      .map(source => exceptionDropped(claim, source, reading.language))
      .find(Boolean);
    if (excepted) return [{ rule: 'unsupported', detail: `excepted ("${excepted}"): ${claim.text}` }];
    const hoped = reading.sources
      .map(source => conditionDropped(claim, source, reading.language))
      .find(Boolean);
    if (hoped && reading.sources.length === 1)
      return [{ rule: 'unsupported', detail: `only under a condition: ${hoped}` }];
    const elsewhere = claim.clauses.find(
      clause =>
        reading.sources.length && reading.sources.every(source => crossed(clause, source, reading.language)),
    );
    if (elsewhere) return [{ rule: 'unsupported', detail: `said of something else: ${elsewhere.text}` }];
    const turned =
      reading.sources.length &&
      reading.sources.map(source => oppositeWord(claim, source, reading.language)).find(Boolean);
    if (turned) return [{ rule: 'unsupported', detail: `says the opposite ("${turned}"): ${claim.text}` }];
    const strong = [
      ...claim.folded
        .replace(/\bonly once\b/g, 'once')
        .replace(/\b(?:never|not) more than\b/g, 'at most')
        .matchAll(STRONG),
    ]
      .map(match => match[0])
      .find(word => {
        const where = word === 'only' || word === 'every' ? nearest(claim, reading) : given;
        return ![word, ...(STRONG_KIN[word] ?? [])].some(kin => new RegExp(`\\b${kin}\\b`).test(where));
      });
    return strong ? [{ rule: 'unsupported', detail: `"${strong}" in: ${claim.text}` }] : [];
  });
}
