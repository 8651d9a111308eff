import { nextOpening } from '../../layers/core/domain/hours.ts';
import type { Hours } from '../../layers/core/domain/clientConfig.ts';

/** A working hour on which nobody is on holiday: mid-morning, so that a case has hours before closing time. */
const MORNING_MS = 2 * 3_600_000;

/** The instant at which it is `local` (`2027-03-08T10:00`) on the clocks of the time zone. */
export function instantOf(local: string, timeZone: string): number {
  const wanted = Date.parse(`${local.length === 16 ? `${local}:00` : local}Z`);
  let guess = wanted;
  // The offset at the guess may differ from the offset at the answer, across a change of clocks: so twice.
  for (let round = 0; round < 2; round += 1) guess = wanted - offsetAt(guess, timeZone);
  return guess;
}

/** When a golden's chat starts: at its `at`, else two hours after the next opening. */
export function startOf(at: string | undefined, hours: Hours, now: number): number {
  if (at !== undefined) return instantOf(at, hours.timeZone);
  const opening = nextOpening(hours, nextMidnight(now));
  return (opening ?? now) + (opening === undefined ? 0 : MORNING_MS);
}

const nextMidnight = (now: number) => (Math.floor(now / 86_400_000) + 1) * 86_400_000;

/** How far the zone's clocks are ahead of UTC, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<string, number>;
  const shown = Date.UTC(
    parts['year']!,
    parts['month']! - 1,
    parts['day'],
    parts['hour'],
    parts['minute'],
    parts['second'],
  );
  return shown - Math.floor(instant / 1000) * 1000;
}
