import type { Hours } from './clientConfig.ts';

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** How far ahead an opening is looked for; a client closed for longer has no opening. */
const HORIZON_DAYS = 60;

interface LocalTime {
  date: string;
  day: (typeof DAYS)[number];
  minutes: number;
}

/** Making one takes far longer than using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  return format;
}

function localTime(at: number, timeZone: string): LocalTime {
  const parts = Object.fromEntries(
    formatIn(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const date = `${parts.year}-${parts.month}-${parts.day}`;
  return {
    date,
    day: DAYS[new Date(`${date}T12:00:00Z`).getUTCDay()]!,
    minutes: Number(parts.hour) * 60 + Number(parts.minute),
  };
}

/** `2026-03-02`: the day it is for the client at `at` (epoch ms). */
export const localDate = (at: number, timeZone: string): string => localTime(at, timeZone).date;

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The minutes of a local day in which people are there, `[open, close)`, or undefined on a day off. */
function shift(hours: Hours, { date, day }: LocalTime): [number, number] | undefined {
  const times = hours.days[day];
  if (!times || hours.holidays.includes(date)) return undefined;
  return [minutesOf(times.open), minutesOf(times.close)];
}

/** Whether people are there at `at` (epoch ms). */
export function isOpen(hours: Hours, at: number): boolean {
  const local = localTime(at, hours.timeZone);
  const today = shift(hours, local);
  return today !== undefined && local.minutes >= today[0] && local.minutes < today[1];
}

/** The next moment (epoch ms, full minute) at which people are there: `at` itself when open; undefined when never within 60 days. */
export function nextOpening(hours: Hours, at: number): number | undefined {
  if (isOpen(hours, at)) return at;
  const minute = Math.ceil(at / MINUTE) * MINUTE;
  for (let day = 0; day <= HORIZON_DAYS; day++) {
    // An hour's step finds the local day even across a change of clocks; the exact minute follows from its opening time.
    const probe = localTime(minute + day * DAY, hours.timeZone);
    const times = shift(hours, probe);
    if (!times) continue;
    let candidate = minute + day * DAY + (times[0] - probe.minutes) * MINUTE;
    const seen = localTime(candidate, hours.timeZone);
    candidate += (times[0] - seen.minutes) * MINUTE * (seen.date === probe.date ? 1 : 0);
    if (candidate >= minute && isOpen(hours, candidate)) return candidate;
  }
  return undefined;
}

/** Adds working minutes: the moment (epoch ms) at which `minutes` of opening hours have passed since `at`. */
export function addWorkingMinutes(hours: Hours, at: number, minutes: number): number {
  let moment = at;
  let left = minutes;
  for (let day = 0; day <= HORIZON_DAYS; day++) {
    const opening = nextOpening(hours, moment);
    if (opening === undefined) return at + minutes * MINUTE;
    const local = localTime(opening, hours.timeZone);
    const [, close] = shift(hours, local)!;
    const untilClose = close - local.minutes;
    if (left <= untilClose) return opening + left * MINUTE;
    left -= untilClose;
    moment = opening + untilClose * MINUTE;
  }
  return at + minutes * MINUTE;
}

/** `Tuesday 24 November, 09:00` in the client's time zone, for people. */
export function describeTime(at: number, timeZone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale.replace('_', '-'), {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
}
