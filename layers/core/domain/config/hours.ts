import * as v from 'valibot';
import { timeOfDay } from './fields.ts';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

export const HoursSchema = v.strictObject({
  /** IANA name, e.g. Europe/Vienna. */
  timeZone: v.pipe(
    v.string(),
    v.check(zone => {
      try {
        return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
      } catch {
        return false;
      }
    }, 'an IANA time zone, e.g. Europe/Vienna'),
  ),
  days: v.record(v.picklist(DAYS), v.strictObject({ open: timeOfDay, close: timeOfDay })),
  /** Days on which nobody is there, `2026-12-25`. */
  holidays: v.optional(v.array(v.pipe(v.string(), v.isoDate('a date, 2026-12-25'))), []),
});
export type Hours = v.InferOutput<typeof HoursSchema>;
