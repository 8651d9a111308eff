import type { PlayedGolden } from '../../golden/playGolden.ts';

/** Ids, case numbers (spelled out as well), tokens and codes are made anew each time. */
const MADE_ANEW = new RegExp(
  [
    /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
    /C-[0-9A-Z]{8,}/,
    /\bC(,? [0-9A-Z]\b)+/,
    /[\w-]{22,}(\.[\w-]+)*/,
    /\b\d{6}\b/,
    /127\.0\.0\.1:\d+/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

const TIME = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;

/**
 * All that a golden shows: what differed from what it must be, who said and got what and when, and the case with each
 * decision and event.
 */
export function outcomeOf({ golden, differences, lines, found }: PlayedGolden): object {
  // A case number that is spelled out takes its own time on the phone.
  const timed = !golden.customer.phone;
  const text = JSON.stringify({ differences, lines, ...found }, (member, value: unknown) => {
    if (typeof value === 'string') return value.replace(MADE_ANEW, '…').replace(timed ? /$^/ : TIME, '…');
    return member === 'at' && !timed ? 0 : value;
  });
  return JSON.parse(text) as object;
}

/** Each member that differs, a line each side. */
export function differences(here: unknown, there: unknown, path = ''): string[] {
  if (JSON.stringify(here) === JSON.stringify(there)) return [];
  if (typeof here !== 'object' || typeof there !== 'object' || !here || !there)
    return [`${path}`, `  here:  ${JSON.stringify(here)}`, `  there: ${JSON.stringify(there)}`];
  const of = (value: object, member: string) => (value as Record<string, unknown>)[member];
  return [...new Set([...Object.keys(here), ...Object.keys(there)])].flatMap(member =>
    differences(of(here, member), of(there, member), `${path}.${member}`),
  );
}
