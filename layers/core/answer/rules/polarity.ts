import { fold, isGrammar } from '../../knowledge/words.ts';
import { stem } from '../../knowledge/stem.ts';
import type { Refusal } from '../contract.ts';
import { measuresIn } from '../measures.ts';
import { stands, type Reading, type Stretch } from '../reading.ts';
import { splitClauses } from '../sentences.ts';

/* Yes said as no, free as paid, one's as another's: found by what exactly is denied, not by how alike sentences are. English only. */

const CONDITION = /^(?:if|when|once|unless|until|before|after|in case|as soon as)\b/i;
const DENIAL =
  /\b(?:not|no|never|cannot|cant|wont|dont|doesnt|didnt|isnt|arent|wasnt|werent|couldnt|shouldnt|mustnt|neednt|havent|hasnt|nor|neither|without|unable to)\b/g;
const EMPTY_DENIAL =
  /\b(?:no (?:more|later|longer|earlier|less) than|not only|no matter|no problem|why not|no,)/g;
const NEEDLESS =
  /\b(?:dont|doesnt|do not|does not|no) need|neednt|not (?:required|necessary|needed)|without\b/;

/** Stems of what a clause denies: the verb behind "not", the noun a "no" or "without" belongs to. */
function deniedIn(text: string): Set<string> {
  const folded = fold(text).replace(EMPTY_DENIAL, ' ');
  const found = new Set<string>();
  for (const match of folded.matchAll(DENIAL)) {
    const rest = folded.slice(match.index + match[0].length).match(/^[^,.;:!?]*/)![0];
    const noun = /^(?:no|without|neither|nor)$/.test(match[0]);
    let head: string | undefined;
    const also = noun
      ? undefined
      : /^\s*(?:be |been )?\p{L}+ (?:or|nor|and) (?:be )?(\p{L}+)/u.exec(rest)?.[1];
    if (also && !isGrammar(also, 'en')) found.add(stem(also));
    for (const word of rest.match(/[\p{L}\p{N}]+/gu) ?? []) {
      if (isGrammar(word, 'en')) {
        if (head) break;
        continue;
      }
      head = stem(word);
      // "no cancellation fee" denies the fee.
      if (!noun) break;
    }
    if (head) found.add(head);
  }
  return found;
}

interface Said {
  stretch: Stretch;
  denied: Set<string>;
  /** What it denies only in a case ("if we get no reading, we estimate") states nothing of the others. */
  inCase: boolean;
}

const PRICES = new Set(['€', '$', '£', 'ct', '%']);

const share = (mine: Iterable<string>, theirs: ReadonlySet<string>) => {
  const all = [...mine];
  return all.length ? all.filter(one => stands(one, theirs, 'en')).length / all.length : 0;
};

/** What the sources only ever deny, said without a denial; or the reverse, in a sentence that is otherwise a source's. */
function denialTurned(
  claim: Reading['claims'][number],
  reading: Reading,
  sentences: Said[],
): string | undefined {
  const everDenied = new Set(sentences.flatMap(({ denied }) => [...denied]));
  const stated = (one: string) =>
    sentences.some(({ stretch, denied }) => stretch.stems.has(one) && !denied.has(one));
  const clauses = splitClauses(claim.text).filter(clause => !CONDITION.test(clause));
  for (const clause of clauses) {
    const folded = fold(clause);
    const bare = folded.replace(EMPTY_DENIAL, ' ');
    if ((bare.match(DENIAL) ?? []).length > 0 || measuresIn(clause).some(({ unit }) => PRICES.has(unit)))
      continue;
    if (/\b(?:only|just|unless|except|instead|rather|free of|avoid)\b/.test(folded)) continue;
    const turned = (folded.match(/[\p{L}\p{N}]+/gu) ?? [])
      .map(word => stem(word))
      .find(one => everDenied.has(one) && !stated(one));
    if (turned) return turned;
  }
  if (/ but /.test(claim.folded)) return undefined;
  const stems = claim.clauses.flatMap(clause => [...clause.stems]);
  const enough = NEEDLESS.test(claim.folded) ? 0.5 : 0.9;
  for (const clause of claim.clauses)
    for (const one of deniedIn(clause.text)) {
      if (everDenied.has(one)) continue;
      const turned = sentences.find(
        ({ stretch, denied, inCase }) =>
          stretch.stems.has(one) &&
          !denied.has(one) &&
          // "can't be paid in cash" is what "by card, not in cash" says.
          ![...denied].some(other => clause.stems.has(other)) &&
          !inCase &&
          share(stems, stretch.stems) >= enough,
      );
      if (turned) return one;
    }
  return undefined;
}

const FREE =
  /\bfree (?:of|for)\b|\b(?:is|are|be|stays?|remains?|comes?|installed|delivered|replaced|cancel|for) (?:\w+ )?free\b|\bfree(?:$|[,.;])|\b(?:no|without(?: an?)?|neither) (?:\w+ )?(?:charge|cost|fee|interest)s?\b|\b(?:pay|costs?) nothing\b|\bnot (?:cost|pay|charged)\b/;
const CHARGED =
  /\b(?:is|are|be|get) charged\b|\bcharged (?:separately|extra|for)\b|\bcosts? extra\b|\b(?:an?|the) (?:\w+ )?(?:fee|charge) (?:applies|is (?:due|charged|added))\b|\bat your own (?:cost|expense)\b/;

/** Free said of what costs, or the reverse: judged by the sentence of the sources that shares most with the claim. */
function moneyTurned(claim: Reading['claims'][number], sentences: Said[]): string | undefined {
  const free = FREE.exec(claim.folded);
  const charged = CHARGED.exec(claim.folded);
  if ((!free && !charged) || sentences.length === 0) return undefined;
  const mine = claim.clauses.flatMap(clause => [...clause.stems]);
  const about = claim.clauses.flatMap(clause => [...clause.about]);
  const ofIt = sentences.filter(({ stretch }) => about.length > 0 && share(about, stretch.stems) === 1);
  const rated = (ofIt.length ? ofIt : sentences).map(({ stretch }) => ({
    stretch,
    like: share(mine, stretch.stems),
  }));
  const best = Math.max(...rated.map(({ like }) => like));
  const near = rated
    .filter(({ like }) => like > 0 && like >= best - 0.01)
    .map(({ stretch }) => fold(stretch.text));
  if (near.length === 0) return undefined;
  if (
    free &&
    !near.some(text => FREE.test(text)) &&
    !sentences.some(({ stretch }) => FREE.test(fold(stretch.text)))
  )
    return near.some(text => /[$€£]|\d ?(?:ct|cents?)\b|\bfee\b|\bcharge/.test(text)) ? free[0] : undefined;
  const priced = (text: string) => CHARGED.test(text) || /[$€£]\s?\d|\d\s?(?:€|ct\b)/.test(text);
  if (charged && near.every(text => FREE.test(text) && !priced(text))) return charged[0];
  return undefined;
}

/** "Flex members may …" where the source says it of annual members: the subject was exchanged, the rest is a source's. */
function subjectExchanged(claim: Reading['claims'][number], reading: Reading): string | undefined {
  for (const { about, stems, text } of claim.clauses) {
    if (about.size < 2 || CONDITION.test(text)) continue;
    const predicate = [...stems].filter(one => !about.has(one));
    if (predicate.length < 2) continue;
    for (const source of reading.sources) {
      const strange = [...about].filter(one => !stands(one, source.stems, 'en'));
      if (strange.length === 0) continue;
      const twin = source.clauses.find(
        one =>
          one.about.size >= 2 &&
          [...about].some(stem => one.about.has(stem)) &&
          [...one.about].some(stem => !stands(stem, stems, 'en')) &&
          share(predicate, one.stems) >= 0.75,
      );
      const elsewhere = reading.sources.some(other => strange.every(one => stands(one, other.stems, 'en')));
      if (twin && !elsewhere) return strange[0];
    }
  }
  return undefined;
}

const DAYS =
  /\b(?:mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|weekends?|weekdays?|holidays?)\b/g;
const OPEN = /\bopen(?:s|ed)?\b/;
const CLOSED = /\bclosed?\b/;
const daysOf = (folded: string) => [...folded.matchAll(DAYS)].map(match => match[0].replace(/s$/, ''));

/** Open on a day that the sources only name as closed, or the reverse. */
function dayTurned(claim: Reading['claims'][number], sentences: Said[]): string | undefined {
  const open = OPEN.test(claim.folded);
  if (open === CLOSED.test(claim.folded) || claim.clauses.some(({ denied }) => denied)) return undefined;
  const [said, other] = open ? [OPEN, CLOSED] : [CLOSED, OPEN];
  return daysOf(claim.folded).find(day => {
    const naming = sentences
      .map(({ stretch }) => fold(stretch.text))
      .filter(text => daysOf(text).includes(day));
    return naming.length > 0 && naming.every(text => other.test(text) && !said.test(text));
  });
}

/** Statements that turn a source round, however their words overlap with it. */
export function polarityRule(reading: Reading): Refusal[] {
  if (reading.input.draft.source === 'dialog' || reading.language !== 'en') return [];
  const sentences: Said[] = reading.sources.flatMap(({ sentences }) =>
    sentences.map(stretch => ({
      stretch,
      denied: deniedIn(stretch.text),
      inCase: splitClauses(stretch.text).some(clause => CONDITION.test(clause) && deniedIn(clause).size > 0),
    })),
  );
  return reading.claims.flatMap(claim => {
    const turned =
      denialTurned(claim, reading, sentences) ??
      moneyTurned(claim, sentences) ??
      dayTurned(claim, sentences) ??
      subjectExchanged(claim, reading);
    return turned
      ? [{ rule: 'unsupported', detail: `turns the source round ("${turned}"): ${claim.text}` }]
      : [];
  });
}
