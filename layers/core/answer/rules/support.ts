import { stem } from '../../knowledge/stem.ts';
import { fold } from '../../knowledge/words.ts';
import type { Refusal } from '../contract.ts';
import { stands, subjectStems, type Reading, type Source, type Stretch } from '../reading.ts';

/** Share of a sentence's words of subject that must stand in its source. Tuned, see `bench/drafts.ts`. */
export const ENOUGH = 0.68;
/** Clauses this alike speak of the same thing, so that one denying and the other not contradict. */
const SAME = 0.6;
/** A word the customer used may frame an answer, but can't carry it alone. */
const SAID_WORTH = 0.35;

/** Words that turn one statement into its opposite. */
const OPPOSITES =
  `free charge, free fee, free cost, before after, always never, include exclude, open close, accept refuse,
  accept reject, enable disable, minimum maximum, required optional, mandatory optional, refundable nonrefundable,
  available unavailable, allow forbid, allow prohibit, valid invalid, more less, increase decrease, earlier later,
  buyer seller, sender recipient, monthly yearly, monthly annually, daily weekly, person online, possible impossible,
  customer company, first last, domestic international, weekday weekend, cheaper expensive, raise lower, over under,
  above below, upgrade downgrade, half full, half whole, half double, keep release`
    .split(',')
    .map(
      pair =>
        pair
          .trim()
          .split(' ')
          .map(word => stem(word)) as [string, string],
    );

/** They promise more than the same sentence without them, so the source must use them too. */
const STRONG =
  /\b(?:always|every|everywhere|anywhere|anytime|guaranteed?|unlimited|instantly|immediately|forever|never|only|half|even if|even when|regardless|at once|right away|no matter|without exception|immer|sofort|garantiert|toujours|immediatement|garanti|siempre|inmediatamente|garantizado|sempre|subito|garantito)\b/g;
const STRONG_KIN: Record<string, string[]> = {
  'right away': ['immediately', 'instantly', 'at once'],
  'at once': ['immediately', 'instantly', 'right away'],
  immediately: ['instantly', 'at once', 'right away', 'straight away'],
  instantly: ['immediately', 'at once', 'right away'],
  every: ['all', 'each', 'any'],
  only: ['just', 'solely', 'exclusively', 'except', 'not', 'cannot', 'cant'],
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

/** What a stem tells of a source: the rarer it is there, the more. */
function rarities(source: Source): (one: string) => number {
  const counts = new Map<string, number>();
  for (const { stems } of source.sentences)
    for (const one of stems) counts.set(one, (counts.get(one) ?? 0) + 1);
  return one => 1 / (counts.get(one) ?? 1);
}

function likeness(a: Stretch, b: Stretch, worth: (one: string) => number, language: string): number {
  let both = 0;
  let all = 0;
  for (const one of a.stems) {
    all += worth(one);
    both += worth(one) * stands(one, b.stems, language);
  }
  return all ? both / all : 0;
}

const CONDITION = /^(?:if|when|once|unless|until|before|after|wenn|falls|si|quand|cuando|se|quando)\b/i;

/** The clauses a claim must agree with: those about the same subject, else the most alike. */
function counterparts(clause: Stretch, source: Source, language: string): Stretch[] {
  const conditional = CONDITION.test(clause.text);
  // "Once it is packed we cannot …" holds its main clause, too, and can't be compared as a condition.
  if (clause.stems.size < (conditional ? 1 : 2) || (conditional && clause.stems.size > 3)) return [];
  const { about } = clause;
  if (about.size && !conditional) {
    const sameSubject = source.clauses.filter(
      one =>
        [...about].every(stem => stands(stem, one.stems, language)) &&
        [...clause.stems].some(stem => !about.has(stem) && stands(stem, one.stems, language)),
    );
    if (sameSubject.length) return sameSubject;
  }
  const worth = rarities(source);
  const rated = source.clauses
    // A condition is compared with conditions: "if it is new" denies nothing that "new ones cannot" says.
    .filter(one => !conditional || CONDITION.test(one.text))
    .filter(one => one.stems.size >= Math.min(2, clause.stems.size))
    .map(one => ({ one, like: likeness(clause, one, worth, language) }));
  const best = Math.max(0, ...rated.map(({ like }) => like));
  return best < SAME ? [] : rated.filter(({ like }) => like >= best - 0.05).map(({ one }) => one);
}

/** "without charge" said as "with a charge". */
function dropsWithout(clause: Stretch, near: Stretch): boolean {
  const without = /\b(?:without|ohne|sans|sin|senza) (?:an? |any |the |further )?(\p{L}+)/iu.exec(
    near.text,
  )?.[1];
  if (!without || !/\bwith\b/i.test(clause.text)) return false;
  return new RegExp(`\\bwith (?:an? |the )?(?:\\w+ )?${without}`, 'i').test(clause.text);
}

const EXCEPT =
  /\b(?:except(?: for)?|excluding|apart from|other than|but not|ausgenommen|ausser|sauf|excepte|salvo|excepto|tranne|eccetto)\b(?<tail>[^,.;]*)/i;

/** What a sentence of a source excepts, claimed as if it weren't. */
function exceptionDropped(
  claim: Reading['claims'][number],
  source: Source,
  language: string,
): string | undefined {
  if (EXCEPT.test(claim.folded) || claim.clauses.some(clause => clause.denied)) return undefined;
  const mine = new Set(claim.clauses.flatMap(clause => [...clause.stems]));
  for (const sentence of source.sentences) {
    const tail = EXCEPT.exec(fold(sentence.text))?.groups?.tail;
    if (!tail) continue;
    const excepted = new Set(subjectStems(tail, language));
    const rest = [...sentence.stems].filter(one => !excepted.has(one));
    const named = [...excepted].find(one => mine.has(one));
    if (named && rest.some(one => mine.has(one))) return named;
  }
  return undefined;
}

/** Says of one thing what the source says of another: half of the predicate or more stands only in other sentences. */
function crossed(clause: Stretch, source: Source, language: string): boolean {
  const own = [...clause.about].filter(one => !source.heading.has(one));
  const about = own.length ? new Set(own) : clause.about;
  const predicate = [...clause.stems].filter(one => !clause.about.has(one) && !source.heading.has(one));
  if (!about.size || !predicate.length || CONDITION.test(clause.text)) return false;
  const ofSubject = source.sentences.filter(one =>
    [...about].every(stem => stands(stem, one.stems, language)),
  );
  if (!ofSubject.length) return false;
  const borrowed = predicate.filter(
    stem =>
      !ofSubject.some(one => stands(stem, one.stems, language)) && stands(stem, source.stems, language) === 1,
  );
  if (borrowed.length * 2 >= predicate.length) return true;
  // "Green means connected, red means no signal": what is said of the one is not said of the other.
  const saying = source.clauses.filter(one => predicate.every(stem => stands(stem, one.stems, language)));
  return (
    saying.length > 0 &&
    saying.every(one => one.about.size > 0 && ![...about].some(stem => stands(stem, one.stems, language)))
  );
}

/** "The concert is cancelled", where the source says what happens if it is. */
function conditionDropped(
  claim: Reading['claims'][number],
  source: Source,
  language: string,
): string | undefined {
  if (claim.clauses.some(clause => CONDITION.test(clause.text))) return undefined;
  const worth = rarities(source);
  const like = (clause: Stretch, conditional: boolean) =>
    Math.max(
      0,
      ...source.clauses
        .filter(one => CONDITION.test(one.text) === conditional)
        .map(one => likeness(clause, one, worth, language)),
    );
  return claim.clauses.find(
    clause => clause.stems.size >= 2 && like(clause, true) >= 0.9 && like(clause, false) < SAME,
  )?.text;
}

/** A clause that says the opposite of what the source says of the same. */
function flipped(clause: Stretch, source: Source, language: string): boolean {
  const near = counterparts(clause, source, language);
  if (!near.length) return false;
  if (near.every(one => one.denied !== clause.denied) || near.every(one => dropsWithout(clause, one)))
    return true;
  return OPPOSITES.some(([a, b]) =>
    [
      [a, b],
      [b, a],
    ].some(
      ([mine, theirs]) =>
        clause.all.has(mine!) &&
        !clause.all.has(theirs!) &&
        near.every(one => one.all.has(theirs!) && !one.all.has(mine!)),
    ),
  );
}

/** One word exchanged for its opposite in a sentence that is otherwise a source's. */
function oppositeWord(
  claim: Reading['claims'][number],
  source: Source,
  language: string,
): string | undefined {
  const mine = new Set(claim.clauses.flatMap(clause => [...clause.all]));
  const stems = new Set(claim.clauses.flatMap(clause => [...clause.stems]));
  for (const [a, b] of OPPOSITES)
    for (const [said, meant] of [
      [a, b],
      [b, a],
    ] as const) {
      if (!mine.has(said) || mine.has(meant) || source.sentences.some(one => one.all.has(said))) continue;
      const rest = [...stems].filter(one => one !== said);
      const twin = source.sentences.some(
        one =>
          one.all.has(meant) &&
          rest.length >= 2 &&
          rest.filter(stem => stands(stem, one.stems, language)).length / rest.length >= 0.7,
      );
      if (twin) return said;
    }
  return undefined;
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
    const strong = [...claim.folded.matchAll(STRONG)]
      .map(match => match[0])
      .find(word => ![word, ...(STRONG_KIN[word] ?? [])].some(kin => new RegExp(`\\b${kin}\\b`).test(given)));
    return strong ? [{ rule: 'unsupported', detail: `"${strong}" in: ${claim.text}` }] : [];
  });
}
