import { fold, words } from '../../knowledge/words.ts';
import { stem } from '../../knowledge/stem.ts';
import type { Refusal } from '../contract.ts';
import { stands, subjectStems, type Reading } from '../reading.ts';
import { splitClauses, splitSentences } from '../sentences.ts';

interface Measure {
  value: string;
  /** day, %, € …; empty for a bare number. */
  unit: string;
}

const NUMBER_WORDS: Record<string, string> = {
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  ten: '10',
  eleven: '11',
  twelve: '12',
  thirteen: '13',
  fourteen: '14',
  fifteen: '15',
  twenty: '20',
  thirty: '30',
  forty: '40',
  fifty: '50',
  sixty: '60',
  ninety: '90',
  hundred: '100',
  thousand: '1000',
  twice: '2',
  dozen: '12',
  zwei: '2',
  drei: '3',
  vier: '4',
  funf: '5',
  sechs: '6',
  sieben: '7',
  acht: '8',
  zehn: '10',
  vierzehn: '14',
  dreissig: '30',
  deux: '2',
  trois: '3',
  quatre: '4',
  cinq: '5',
  sept: '7',
  huit: '8',
  dix: '10',
  quatorze: '14',
  trente: '30',
  dos: '2',
  tres: '3',
  cuatro: '4',
  cinco: '5',
  siete: '7',
  diez: '10',
  catorce: '14',
  treinta: '30',
  due: '2',
  tre: '3',
  quattro: '4',
  cinque: '5',
  sette: '7',
  dieci: '10',
  quattordici: '14',
  trenta: '30',
};
const UNITS: Record<string, string> = {
  '%': '%',
  percent: '%',
  prozent: '%',
  'per cent': '%',
  '€': '€',
  eur: '€',
  euro: '€',
  euros: '€',
  $: '$',
  usd: '$',
  dollar: '$',
  dollars: '$',
  '£': '£',
  gbp: '£',
  pound: '£',
  pounds: '£',
  cent: 'cent',
  cents: 'cent',
  second: 'second',
  seconds: 'second',
  minute: 'minute',
  minutes: 'minute',
  minuten: 'minute',
  min: 'minute',
  hour: 'hour',
  hours: 'hour',
  stunde: 'hour',
  stunden: 'hour',
  heures: 'hour',
  horas: 'hour',
  ore: 'hour',
  day: 'day',
  days: 'day',
  tag: 'day',
  tage: 'day',
  tagen: 'day',
  jours: 'day',
  jour: 'day',
  dias: 'day',
  dia: 'day',
  giorni: 'day',
  giorno: 'day',
  week: 'week',
  weeks: 'week',
  woche: 'week',
  wochen: 'week',
  semaines: 'week',
  semanas: 'week',
  settimane: 'week',
  month: 'month',
  months: 'month',
  monat: 'month',
  monate: 'month',
  monaten: 'month',
  mois: 'month',
  meses: 'month',
  mesi: 'month',
  year: 'year',
  years: 'year',
  jahr: 'year',
  jahre: 'year',
  jahren: 'year',
  ans: 'year',
  anos: 'year',
  anni: 'year',
  kg: 'kg',
  g: 'g',
  km: 'km',
  cm: 'cm',
  mb: 'mb',
  gb: 'gb',
  characters: 'character',
  character: 'character',
  points: 'point',
  item: 'item',
  items: 'item',
  am: 'am',
  pm: 'pm',
  uhr: 'uhr',
};
const PERIODS = new Set(['minute', 'hour', 'day', 'week', 'month', 'year']);
/** Words that may stand between a number and its unit. */
const BETWEEN =
  /^(?:business|working|calendar|full|more|extra|other|werk|arbeits|ouvres|ouvrables|habiles|lavorativi|the|of|a)$/;

const PIECE =
  /(?<sign>[$€£])?\s?(?<![\p{L}\d])(?<number>\d+(?:[.,:]\d+)*)(?<tail>\s?[%€$£]|(?=[a-z]{1,2}\b))?|(?<![\p{L}\d])(?<word>\p{L}+)/gu;

/** 1,000.50 and 1.000,50 → 1000.5; 09:00 stays a time. */
export function plainNumber(text: string): string {
  if (text.includes(':')) return text.replace(/^0/, '').replace(/:00$/, '');
  const decimal = /[.,](\d{1,2})$/.exec(text);
  const whole = (decimal ? text.slice(0, decimal.index) : text).replace(/[.,]/g, '');
  const value = Number(decimal ? `${whole}.${decimal[1]}` : whole);
  return whole.length > 12 ? whole : String(value);
}

/** The numbers of a text with their units: "2–4 business days", "€4.90", "ten percent". */
export function measuresIn(text: string): Measure[] {
  const folded = fold(text).replace(/^\s*\d{1,2}\. /gm, ' ');
  const pieces = [...folded.matchAll(PIECE)];
  const found: Measure[] = [];
  pieces.forEach((piece, n) => {
    const { sign, number, tail, word } = piece.groups as Record<string, string | undefined>;
    const spelled = word ? NUMBER_WORDS[word] : undefined;
    if (!number && spelled === undefined) return;
    const value = number ? plainNumber(number) : spelled!;
    const unit = sign ?? (tail?.trim() ? UNITS[tail.trim()]! : unitAfter(pieces, n));
    found.push({ value, unit });
    const end = piece.index + piece[0].length;
    const period = /^\s*(?:\p{L}+ )?(?:a|an|per|each|every|\/|pro|par|por|al)\s*(\p{L}+)/u.exec(
      folded.slice(end),
    )?.[1];
    const rate = period && UNITS[period];
    if (unit && rate && PERIODS.has(rate) && rate !== unit) found.push({ value, unit: `${unit} a ${rate}` });
  });
  return found;
}

/** The unit that follows a number, over a range ("2 to 4 days") and adjectives ("business"). */
function unitAfter(pieces: RegExpMatchArray[], n: number): string {
  for (let ahead = n + 1; ahead <= n + 4 && ahead < pieces.length; ahead++) {
    const { number, word, tail, sign } = pieces[ahead]!.groups as Record<string, string | undefined>;
    const gap = pieces[ahead]!.index! - (pieces[ahead - 1]!.index! + pieces[ahead - 1]![0].length);
    if (gap > 3) return '';
    if (number) {
      if (sign) return '';
      if (tail?.trim()) return UNITS[tail.trim()]!;
      continue;
    }
    if (UNITS[word!]) return UNITS[word!]!;
    if (NUMBER_WORDS[word!] || /^(?:to|or|bis|a|y|o|and|und|oder|ou|hundred|thousand)$/.test(word!)) continue;
    if (!BETWEEN.test(word!)) return '';
  }
  return '';
}

const same = (a: Measure, b: Measure) => a.value === b.value && (!a.unit || !b.unit || a.unit === b.unit);
const told = ({ value, unit }: Measure) => `${value}${unit && ` ${unit}`}`;

/** Clauses with the stems of the sentence's beginning, so that "and takes 2 days" still speaks of its subject. */
function partsOf(text: string, language: string): { numbers: Measure[]; stems: Set<string> }[] {
  return splitSentences(text).flatMap(sentence => {
    const clauses = splitClauses(sentence);
    const first = subjectStems(clauses[0] ?? '', language);
    return clauses.map(clause => ({
      numbers: measuresIn(clause),
      stems: new Set([...first, ...subjectStems(clause, language)].filter(one => !UNITS[one])),
    }));
  });
}

/** A number that belongs to something else in the source: express at the price of standard. */
function misplaced(mine: Set<string>, measure: Measure, reading: Reading): boolean {
  const { language } = reading;
  const parts = reading.sources.flatMap(source => partsOf(source.text, language));
  const counts = new Map<string, number>();
  for (const { stems } of parts) for (const one of stems) counts.set(one, (counts.get(one) ?? 0) + 1);
  const known = [...mine].filter(one => parts.some(({ stems }) => stands(one, stems, language)));
  const all = known.reduce((sum, one) => sum + 1 / (counts.get(one) ?? 1), 0);
  if (!all) return false;
  let bestWith = 0;
  let bestWithout = 0;
  for (const { numbers, stems } of parts) {
    const alike = numbers.filter(other => other.unit === measure.unit);
    if (!alike.length) continue;
    const like =
      known.reduce((sum, one) => sum + stands(one, stems, language) / (counts.get(one) ?? 1), 0) / all;
    if (alike.some(other => same(other, measure))) bestWith = Math.max(bestWith, like);
    else bestWithout = Math.max(bestWithout, like);
  }
  return bestWithout >= 0.6 && bestWithout >= bestWith + 0.25;
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
        if (known && misplaced(stems, measure, reading))
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
