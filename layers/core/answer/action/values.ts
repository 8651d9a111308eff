import type { Action } from '../../domain/clientConfig.ts';

/** What an input may be: a pattern, one of several words, a number or a date. */
export type InputSchema = Action['inputs'][string];

const VALUE_AT_MOST = 200;
const DAY = 24 * 3600_000;
/** Ordinary words: a pattern that takes them for a value is too wide to look for inside a sentence. */
const ORDINARY = ['hello', 'the', 'my order', 'please help me', 'where is it', 'ok'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const core = (pattern: string) => pattern.replace(/^\^/, '').replace(/(?<!\\)\$$/, '');
const whole = (pattern: string) => new RegExp(`^(?:${core(pattern)})$`, 'iu');
const unique = (values: string[]) => [...new Set(values)];

/** A value that would change the path of a URL, or fill a line of a log, is none. */
const harmless = (value: string) =>
  // eslint-disable-next-line no-control-regex
  value.length > 0 && value.length <= VALUE_AT_MOST && !/^\.+$/.test(value) && !/[\u0000-\u001f]/.test(value);

export const isWide = (pattern: string) => ORDINARY.some(word => whole(pattern).test(word));

/** The value a message is, or holds. `wide` patterns are only matched against the whole message. */
export function findValues(pattern: string, text: string): string[] {
  const alone = text.replace(/^[\s"'“„#:]+|[\s"'”.,!?]+$/g, '');
  if (whole(pattern).test(alone) && harmless(alone)) return [alone];
  if (isWide(pattern)) return [];
  const inside = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${core(pattern)})(?![\\p{L}\\p{N}_])`, 'giu');
  return unique([...text.matchAll(inside)].map(match => match[0].trim())).filter(harmless);
}

/** Every value of the schema's kind in a text, as the service gets it: words as declared, numbers with a point, ISO dates. */
export function valuesOf(schema: InputSchema, text: string, now: string): string[] {
  if (schema.pattern !== undefined) return findValues(schema.pattern, text);
  if (schema.oneOf) return schema.oneOf.filter(word => holdsWord(text, word));
  if (schema.number) return numbersIn(text, schema.number);
  return datesIn(text, schema.date!, now);
}

function holdsWord(text: string, word: string): boolean {
  const literal = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'iu').test(text);
}

function numbersIn(text: string, { atLeast, atMost, whole }: NonNullable<InputSchema['number']>): string[] {
  const found = text.match(/(?<![\p{L}\p{N}.,-])-?\d{1,15}(?:[.,]\d{1,6})?(?![\p{L}\p{N}]|[.,]\d)/gu) ?? [];
  const numbers = found.map(one => Number(one.replace(',', '.')));
  return unique(
    numbers
      .filter(
        n => n >= (atLeast ?? -Infinity) && n <= (atMost ?? Infinity) && (!whole || Number.isInteger(n)),
      )
      .map(String),
  );
}

/** 2026-03-09, 9.3.2026, 9 March 2026, March 9, 2026; 25/12/2026 but not 9/3/2026, which is read two ways. */
function datesIn(
  text: string,
  { earliest, latest }: NonNullable<InputSchema['date']>,
  now: string,
): string[] {
  const found = [
    ...matches(text, /\b(\d{4})-(\d{2})-(\d{2})\b/g, ([y, m, d]) => [y, m, d]),
    ...matches(text, /\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b/g, ([d, m, y]) => [y, m, d]),
    ...matches(text, /\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/g, ([a, b, y]) =>
      Number(a) > 12 ? [y, b, a] : Number(b) > 12 ? [y, a, b] : [],
    ),
    ...matches(
      text,
      /\b(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3,9})\.?,?\s+(\d{4})\b/gi,
      ([d, m, y]) => [y, monthOf(m), d],
    ),
    ...matches(text, /\b([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b/gi, ([m, d, y]) => [
      y,
      monthOf(m),
      d,
    ]),
  ];
  const today = Date.parse(now.slice(0, 10));
  const within = (date: string) => {
    const days = (Date.parse(date) - today) / DAY;
    return days >= (earliest ?? -Infinity) && days <= (latest ?? Infinity);
  };
  return unique(found.flatMap(isoDate)).filter(within);
}

type Parts = (string | number | undefined)[];
const matches = (text: string, pattern: RegExp, read: (groups: string[]) => Parts): Parts[] =>
  [...text.matchAll(pattern)].map(match => read(match.slice(1)));
const monthOf = (name = '') => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1 || undefined;

/** None for a day that the calendar doesn't have. */
function isoDate([year, month, day]: Parts): string[] {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)) return [];
  if (date.getUTCMonth() !== Number(month) - 1) return [];
  return [date.toISOString().slice(0, 10)];
}
