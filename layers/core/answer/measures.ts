import { fold } from '../knowledge/words.ts';
import { inFigures, NUMBER_WORDS } from './spokenNumbers.ts';

/** A number with what it counts. */
export interface Measure {
  value: string;
  /** day, %, € …; empty for a bare number. */
  unit: string;
}

export const UNITS: Record<string, string> = {
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
  night: 'night',
  nights: 'night',
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
  kilo: 'kg',
  kilos: 'kg',
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
const PERIODS = new Set(['minute', 'hour', 'day', 'night', 'week', 'month', 'year']);
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
  const folded = inFigures(fold(text)).replace(/^\s*\d{1,2}\. /gm, ' ');
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
    const period =
      /^\s*(?:\p{L}+ )?(?:a|an|per|each|every|\/|pro|par|por|al)\s*(?:calendar |full |business )?(\p{L}+)/u.exec(
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

/** The same number of the same thing; a number without a unit may count anything. */
export const same = (a: Measure, b: Measure) =>
  a.value === b.value && (!a.unit || !b.unit || a.unit === b.unit);
export const told = ({ value, unit }: Measure) => `${value}${unit && ` ${unit}`}`;
