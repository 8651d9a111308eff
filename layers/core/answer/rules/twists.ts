import { stem } from '../../knowledge/stem.ts';
import { fold } from '../../knowledge/words.ts';
import { stands, subjectStems, type Reading, type Source, type Stretch } from '../reading.ts';

/* Ways in which true words make an untrue statement. */

/** Clauses this alike speak of the same thing, so that one denying and the other not contradict. */
export const SAME = 0.6;

/** Words that turn one statement into its opposite. */
const OPPOSITES = `free charge, free fee, free cost, before after, always never, include exclude, open close, accept refuse,
  accept reject, enable disable, minimum maximum, required optional, mandatory optional, refundable nonrefundable,
  available unavailable, allow forbid, allow prohibit, valid invalid, more less, increase decrease, earlier later,
  buyer seller, sender recipient, monthly yearly, monthly annually, daily weekly, person online, possible impossible,
  customer company, first last, domestic international, weekday weekend, cheaper expensive, raise lower, over under,
  above below, upgrade downgrade, half full, half whole, half double, keep release, next current, next previous, same different, same change, same new,
  same higher, lose keep, early late, older younger, longer shorter, bigger smaller, larger smaller, optional must`;

/** Their stems; made with the first answer, since stemming takes longer than loading. */
let opposed: [string, string][] | undefined;
const opposites = () =>
  (opposed ??= OPPOSITES.split(',').map(pair => {
    const [one, other] = pair.trim().split(' ');
    return [stem(one!), stem(other!)];
  }));

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
export function exceptionDropped(
  claim: Reading['claims'][number],
  source: Source,
  language: string,
): string | undefined {
  if (EXCEPT.test(claim.folded) || claim.clauses.some(clause => clause.denied)) return undefined;
  const mine = new Set(claim.clauses.flatMap(clause => [...clause.stems]));
  for (const sentence of source.sentences) {
    const found = EXCEPT.exec(fold(sentence.text));
    const tail = found?.groups?.tail;
    if (!found || !tail) continue;
    // "for each passenger, except for passengers with …": passengers in general are not excepted.
    const general = new Set(subjectStems(fold(sentence.text).slice(0, found.index), language));
    const excepted = new Set(subjectStems(tail, language).filter(one => !general.has(one)));
    const rest = [...sentence.stems].filter(one => !excepted.has(one));
    const named = [...excepted].find(one => mine.has(one));
    if (named && rest.some(one => mine.has(one))) return named;
  }
  return undefined;
}

const PRONOUN = /^(?:it|they|he|she|this|these|there|es|er|sie|il|elle|ils|elles|lo|la)\b/i;
const PRICING = new Set(['cost', 'price', 'fee', 'charge', 'pay'].map(word => stem(word)));

/** Says of one thing what the source says of another: half of the predicate or more stands only in other sentences. */
export function crossed(clause: Stretch, source: Source, language: string): boolean {
  const own = [...clause.about].filter(one => !source.heading.has(one));
  const about = own.length ? new Set(own) : clause.about;
  const predicate = [...clause.stems].filter(one => !clause.about.has(one) && !source.heading.has(one));
  if (!about.size || !predicate.length || CONDITION.test(clause.text)) return false;
  // "At the gate it costs €35": whose price that is the numbers tell.
  if (predicate.every(one => PRICING.has(one))) return false;
  // "The library is open … It is closed on Sundays": the pronoun goes on about the same.
  let ofIt = false;
  const ofSubject = source.sentences.filter(one => {
    const named = [...about].every(stem => stands(stem, one.stems, language));
    return (ofIt = named || (ofIt && PRONOUN.test(one.text)));
  });
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
export function conditionDropped(
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
export function flipped(clause: Stretch, source: Source, language: string): boolean {
  const near = counterparts(clause, source, language);
  if (!near.length) return false;
  if (near.every(one => one.denied !== clause.denied) || near.every(one => dropsWithout(clause, one)))
    return true;
  return opposites().some(([a, b]) =>
    [
      [a, b],
      [b, a],
    ].some(
      ([mine, theirs]) =>
        clause.all.has(mine!) &&
        !clause.all.has(theirs!) &&
        !saysItToo(clause, mine!, theirs!, source) &&
        near.every(one => one.all.has(theirs!) && !one.all.has(mine!)),
    ),
  );
}

/** The source uses both words in one sentence, or this one of the same things elsewhere: nothing shows that it was turned. */
const saysItToo = (clause: Stretch, mine: string, theirs: string, source: Source): boolean =>
  source.sentences.some(one => one.all.has(mine) && one.all.has(theirs)) ||
  source.clauses.some(
    one => one.all.has(mine) && [...clause.stems].some(stem => stem !== mine && one.stems.has(stem)),
  );

/** One word exchanged for its opposite in a sentence that is otherwise a source's. */
export function oppositeWord(
  claim: Reading['claims'][number],
  source: Source,
  language: string,
): string | undefined {
  const mine = new Set(claim.clauses.flatMap(clause => [...clause.all]));
  const stems = new Set(claim.clauses.flatMap(clause => [...clause.stems]));
  for (const [a, b] of opposites())
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
