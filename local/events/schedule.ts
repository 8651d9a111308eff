/** Schedule expressions: `rate(5 minutes)`, `cron(0 8 ? * MON-FRI *)`, `at(2026-03-02T09:00:00)`. */
export interface Schedule {
  /** First tick strictly after `after`; `since` is when the schedule began (rates count from there). Epoch ms. */
  next(after: number, since: number): number | undefined;
}

const UNIT_MS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** @throws Error when the expression is none. */
export function parseSchedule(expression: string, timeZone = 'UTC'): Schedule {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate) {
    const period = Number(rate[1]) * UNIT_MS[rate[2]!]!;
    if (period > 0)
      return { next: (after, since) => since + (Math.floor((after - since) / period) + 1) * period };
  }
  const cron = /^cron\((.+)\)$/.exec(expression);
  if (cron) return cronSchedule(cron[1]!.trim(), timeZone);
  const at = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)$/.exec(expression);
  if (at) {
    const due = toUtc(Date.parse(`${at[1]}Z`), timeZone);
    return { next: after => (due > after ? due : undefined) };
  }
  throw new Error(`schedule: «${expression}» is neither rate(…), cron(…) nor at(…)`);
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const DAYS_AHEAD = 8 * 366;
const DAY_MS = 86_400_000;

function cronSchedule(fields: string, timeZone: string): Schedule {
  const parts = fields.split(/\s+/);
  if (parts.length !== 6)
    throw new Error(`schedule: cron(${fields}) needs six fields: minute hour day month weekday year`);
  const [minuteField, hourField, dayField, monthField, weekdayField, yearField] = parts as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  if ((dayField === '?') === (weekdayField === '?')) {
    throw new Error(`schedule: cron(${fields}) needs ? in either the day or the weekday`);
  }
  const minutes = numbers(minuteField, 0, 59);
  const hours = numbers(hourField, 0, 23);
  const months = numbers(monthField, 1, 12, MONTHS);
  const years = numbers(yearField, 1970, 2199);
  const fits = dayField === '?' ? weekdayTest(weekdayField) : dayTest(dayField);

  return {
    next(after) {
      const local = toLocal(after, timeZone);
      const firstDay = Math.floor(local / DAY_MS) * DAY_MS;
      for (let day = firstDay; day < firstDay + DAYS_AHEAD * DAY_MS; day += DAY_MS) {
        const date = new Date(day);
        if (!years.has(date.getUTCFullYear()) || !months.has(date.getUTCMonth() + 1) || !fits(date)) continue;
        for (const hour of hours) {
          for (const minute of minutes) {
            const tick = toUtc(day + hour * 3_600_000 + minute * 60_000, timeZone);
            if (tick > after) return tick;
          }
        }
      }
      return undefined;
    },
  };
}

/** The numbers a field allows, ascending: `*`, `1,2`, `1-5`, `0/15`, every fifth, names. */
function numbers(field: string, first: number, last: number, names: string[] = [], offset = 1): Set<number> {
  const value = (text: string) => {
    const named = names.indexOf(text.toUpperCase());
    const number = named >= 0 ? named + offset : Number(text);
    if (Number.isInteger(number) && number >= first && number <= last) return number;
    throw new Error(`schedule: «${text}» in «${field}» is not between ${first} and ${last}`);
  };
  const allowed = field.split(',').flatMap(part => {
    const [range = '', step] = part.split('/');
    const [from, to] = range === '*' ? [first, last] : range.split('-').map(value);
    const end = to ?? (step === undefined ? from! : last);
    const found = [];
    for (let number = from!; number <= end; number += step === undefined ? 1 : Math.max(1, Number(step)))
      found.push(number);
    return found;
  });
  return new Set(allowed.sort((a, b) => a - b));
}

function dayTest(field: string): (date: Date) => boolean {
  if (field === 'L') return date => new Date(date.getTime() + DAY_MS).getUTCDate() === 1;
  if (field.includes('W'))
    throw new Error('schedule: W (nearest weekday) is not supported by the local cloud');
  const days = numbers(field, 1, 31);
  return date => days.has(date.getUTCDate());
}

/** Weekdays are 1–7 from Sunday; `6#3` is the third Friday, `6L` the last. */
function weekdayTest(field: string): (date: Date) => boolean {
  const nth = /^(\w+)#([1-5])$/.exec(field);
  const last = /^(\w+)L$/.exec(field);
  if (nth) {
    const days = numbers(nth[1]!, 1, 7, DAYS);
    return date => days.has(date.getUTCDay() + 1) && Math.ceil(date.getUTCDate() / 7) === Number(nth[2]);
  }
  if (last) {
    const days = numbers(last[1]!, 1, 7, DAYS);
    return date => days.has(date.getUTCDay() + 1) && new Date(date.getTime() + 7 * DAY_MS).getUTCDate() <= 7;
  }
  const days = numbers(field, 1, 7, DAYS);
  return date => days.has(date.getUTCDay() + 1);
}

/** The wall clock of a zone, as if it were UTC. */
function toLocal(utc: number, timeZone: string): number {
  return timeZone === 'UTC' ? utc : utc + offset(utc, timeZone);
}
function toUtc(local: number, timeZone: string): number {
  if (timeZone === 'UTC') return local;
  const guess = local - offset(local, timeZone);
  return local - offset(guess, timeZone);
}
function offset(utc: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(utc).find(part => part.type === 'timeZoneName')!.value;
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(name)!;
  if (!sign) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
