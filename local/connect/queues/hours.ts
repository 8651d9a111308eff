import type { Hours, Opening, TimeOfDay } from '../resources/definitions.ts';

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      weekday: 'long',
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

/** Whether the hours are open at epoch ms `at`. An end of 00:00 means midnight; an end before the start, the next day. */
export function isOpen(hours: Hours, at: number): boolean {
  const parts = Object.fromEntries(
    formatOf(hours.timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const date = `${parts.year}-${parts.month}-${parts.day}`;
  const minute = Number(parts.hour) * 60 + Number(parts.minute);
  const today = parts.weekday!.toUpperCase();
  const override = hours.overrides.find(({ from, till }) => from <= date && date <= till);
  return (override?.config ?? hours.config).some(opening => covers(opening, today, minute));
}

const DAYS = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];

function covers({ Day, StartTime, EndTime }: Opening, today: string, minute: number): boolean {
  const start = minutes(StartTime);
  const end = minutes(EndTime);
  if (end > start) return Day === today && minute >= start && minute < end;
  const next = DAYS[(DAYS.indexOf(Day) + 1) % DAYS.length];
  return (Day === today && minute >= start) || (next === today && minute < end);
}

const minutes = ({ Hours: hour, Minutes: minute }: TimeOfDay) => hour * 60 + minute;
