import { fold, words } from '../../knowledge/words.ts';
import { stem } from '../../knowledge/stem.ts';
import type { Refusal } from '../contract.ts';
import { measuresIn, same, told, UNITS, type Measure } from '../measures.ts';
import { stands, subjectStems, type Reading } from '../reading.ts';
import { splitClauses, splitSentences } from '../sentences.ts';

/** A clause that goes on about the sentence's subject: "and takes 2 days", "for orders over €60". */
const GOES_ON =
  /^(?:and |or |but )\p{L}+(?:s|ed)\b|^(?:and |or |but |und |oder |et |ou |y |o |e )*(?:[\d€$£]|(?:takes?|costs?|needs?|arrives?|includes?|covers?|saves?|is|are|was|must|may|can|will|which|that|it|they|for|from|to|up|within|until|after|before|at|on|in|if|when|only|kostet|dauert|coute|prend|cuesta|tarda|costa|richiede)\b)/u;

/** "when booked online", "before departure": says under what the number before it holds. */
const UNDER =
  /^(?:when|if|before|after|once|until|unless|wenn|falls|vor|nach|si|quand|avant|apres|cuando|antes|se|quando|prima)\b/;

/** Words for having a price or a length: they tell what kind of number, not whose. */
const KIND = new Set(
  ['cost', 'price', 'fee', 'charg', 'take', 'pai', 'last', 'amount'].map(word => stem(word)),
);

/** Clauses with what they speak of, also where only the clause before names it. */
function partsOf(text: string, language: string): { numbers: Measure[]; stems: Set<string> }[] {
  return splitSentences(text).flatMap(sentence => {
    let before: string[] = [];
    const parts: { numbers: Measure[]; stems: Set<string> }[] = [];
    // "€4.90 (standard)": what stands in brackets belongs to what is before it.
    for (const clause of splitClauses(sentence.replace(/[()]/g, ' '))) {
      const own = subjectStems(clause, language);
      const numbers = measuresIn(clause);
      const last = parts.at(-1);
      // "€18 when booked online and €35 at the gate": the condition is the first price's alone.
      if (last?.numbers.length && !numbers.length && UNDER.test(fold(clause))) {
        for (const one of own) if (!UNITS[one] && !KIND.has(one)) last.stems.add(one);
        continue;
      }
      before = GOES_ON.test(fold(clause)) ? [...before, ...own] : own;
      parts.push({ numbers, stems: new Set(before.filter(one => !UNITS[one] && !KIND.has(one))) });
    }
    return parts;
  });
}

const TIMES = new Set(['second', 'minute', 'hour', 'day', 'week', 'month', 'year']);
/** Seconds and weeks both tell how long: a deadline of one thing may not become that of another. */
const kindOf = (unit: string) => (TIMES.has(unit) ? 'time' : unit);

/** A number that belongs to something else in the source: express at the price of standard. */
function misplaced(mine: Set<string>, measure: Measure, reading: Reading): boolean {
  const { language } = reading;
  const parts = reading.sources.flatMap(source => partsOf(source.text, language));
  const counts = new Map<string, number>();
  for (const { stems } of parts) for (const one of stems) counts.set(one, (counts.get(one) ?? 0) + 1);
  const rivals = parts.filter(({ numbers }) =>
    numbers.some(other => kindOf(other.unit) === kindOf(measure.unit)),
  );
  const known = [...mine].filter(one => rivals.some(({ stems }) => stands(one, stems, language)));
  const all = known.reduce((sum, one) => sum + 1 / (counts.get(one) ?? 1), 0);
  if (!all) return false;
  let bestWith = 0;
  let bestWithout = 0;
  for (const { numbers, stems } of parts) {
    const alike = numbers.filter(other => kindOf(other.unit) === kindOf(measure.unit));
    if (!alike.length) continue;
    const like =
      known.reduce((sum, one) => sum + stands(one, stems, language) / (counts.get(one) ?? 1), 0) / all;
    if (alike.some(other => same(other, measure))) bestWith = Math.max(bestWith, like);
    else bestWithout = Math.max(bestWithout, like);
  }
  return bestWithout >= 0.6 && bestWithout >= bestWith + 0.25;
}

/** Numbers of several clauses in the order of one sentence of a source: told as there, however the words between were moved. */
function inOrder(text: string, reading: Reading): boolean {
  const mine = measuresIn(text);
  if (splitClauses(text).filter(clause => measuresIn(clause).length > 0).length < 2) return false;
  return reading.sources
    .flatMap(({ text }) => splitSentences(text))
    .some(sentence => {
      let at = 0;
      for (const one of measuresIn(sentence)) if (mine[at] && same(one, mine[at]!)) at++;
      return at === mine.length;
    });
}

function numberRule(reading: Reading): Refusal[] {
  const given = measuresIn(reading.given);
  const said = measuresIn(reading.said);
  return reading.claims.flatMap(claim =>
    partsOf(claim.text.replace(/^\d{1,2}\. /, ''), reading.language).flatMap(({ numbers, stems }) =>
      numbers.flatMap(measure => {
        const known = given.some(one => same(one, measure));
        // The customer's own number may be repeated ("your order 1234"), but makes no price and no deadline.
        const repeated = !measure.unit && said.some(one => one.value === measure.value);
        if (!known && !repeated) return [{ rule: 'number', detail: `${told(measure)} in: ${claim.text}` }];
        if (known && !inOrder(claim.text, reading) && misplaced(stems, measure, reading))
          return [{ rule: 'number', detail: `${told(measure)} belongs to something else: ${claim.text}` }];
        return [];
      }),
    ),
  );
}

const CALENDAR =
  /\b(?:mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|january|february|march|april|june|july|august|september|october|november|december|tomorrow|tonight|today|yesterday|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|morgen|heute|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|lunes|martes|miercoles|jueves|viernes|sabado|domingo|manana|lunedi|martedi|mercoledi|giovedi|venerdi|domani)\b/g;
const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** Days named in a source, ranges filled in: "Monday to Friday" has a Wednesday. */
function daysIn(folded: string): Set<string> {
  const days = new Set([...folded.matchAll(CALENDAR)].map(match => match[0].replace(/s$/, '')));
  const range = new RegExp(`(${WEEK.join('|')})s?\\s*(?:to|-|–|through|until)\\s*(${WEEK.join('|')})`, 'g');
  for (const [, from, to] of folded.matchAll(range)) {
    const [first, last] = [WEEK.indexOf(from!), WEEK.indexOf(to!)];
    for (let day = first; day !== last; day = (day + 1) % 7) days.add(WEEK[day]!);
  }
  return days;
}

function calendarRule(reading: Reading): Refusal[] {
  const given = daysIn(reading.given);
  return reading.claims.flatMap(claim => {
    // "may" and "march" are verbs as often as months; months only count next to a number or "in".
    const named = [...claim.folded.matchAll(CALENDAR)].map(match => match[0].replace(/s$/, ''));
    const unknown = named.find(day => !given.has(day));
    return unknown ? [{ rule: 'number', detail: `"${unknown}" in: ${claim.text}` }] : [];
  });
}

/** Letters and digits mixed: order numbers, voucher codes, model names. */
const CODE = /(?<![\p{L}\d])(?=[\p{L}\d-]*\d)(?=[\p{L}\d-]*\p{L})[\p{L}\d]+(?:-[\p{L}\d]+)*(?![\p{L}\d])/gu;
const WITH_UNIT =
  /^\d+(?:st|nd|rd|th|am|pm|kg|g|km|cm|mb|gb|h|min|x|er|e|a|th-\w+|-?(?:day|days|hour|hours|week|month|year|digit|minute)s?)$/;

function codeRule(reading: Reading): Refusal[] {
  return reading.claims.flatMap(claim => {
    const bare = claim.folded.replace(/\S+@\S+|https?:\S+|www\.\S+/g, ' ');
    const unknown = [...bare.matchAll(CODE)]
      .map(match => match[0])
      .find(code => !WITH_UNIT.test(code) && !reading.given.includes(code) && !reading.said.includes(code));
    return unknown ? [{ rule: 'number', detail: `"${unknown}" in: ${claim.text}` }] : [];
  });
}

/** Capitalised within a sentence: a name. German writes every noun so and is left to the support rule. */
function nameRule(reading: Reading): Refusal[] {
  if (reading.language === 'de' || reading.input.draft.source === 'dialog') return [];
  const known = new Set(words(`${reading.given}\n${reading.said}`).map(word => stem(word, reading.language)));
  return reading.claims.flatMap(claim => {
    const names = [...claim.text.matchAll(/(?<=[\p{L}\p{N},;:)’'"”] |-)\p{Lu}[\p{L}]+/gu)]
      .map(match => match[0])
      .filter(name => !/^(?:I|Ill|OK|FAQ|PDF|URL|PIN|ID|SMS|Im|Ive|Id)$/.test(name.replace(/['’].*/, '')));
    const unknown = names.find(name => words(name).some(word => !known.has(stem(word, reading.language))));
    return unknown ? [{ rule: 'unsupported', detail: `name "${unknown}" in: ${claim.text}` }] : [];
  });
}

/** Numbers, prices, dates, codes and names: copied from a source, or said by the customer, or refused. */
export function factsRule(reading: Reading): Refusal[] {
  return [...numberRule(reading), ...calendarRule(reading), ...codeRule(reading), ...nameRule(reading)];
}
