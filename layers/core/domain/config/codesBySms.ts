import * as v from 'valibot';

/**
 * One-time codes by text message, to the mobile number that the client's service has on file (`identify.phoneField` of an
 * action). Left out, codes go by e-mail only.
 */
export const CodesBySmsSchema = v.strictObject({
  /** Whether the number goes first, or is for who has no address on file. */
  when: v.optional(v.picklist(['no-email', 'preferred']), 'no-email'),
  /** Beginnings of numbers that are texted; others are too dear, or somebody's business of being texted. */
  prefixes: v.pipe(
    v.array(v.pipe(v.string(), v.regex(/^\+[1-9]\d{0,5}$/, 'the beginning of numbers, "+43"'))),
    v.minLength(1, 'at least one beginning'),
  ),
  /** Text messages to all customers together in a day; what comes beyond goes to people. */
  mostADay: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)), 200),
});
export type CodesBySms = v.InferOutput<typeof CodesBySmsSchema>;

/** Where a code can be sent. */
export type CodeTo = { email: string } | { phone: string };

/** The way a code goes to who has these on file; undefined when there is none. */
export function wayOfCode(
  { email, phone }: { email?: string | undefined; phone?: string | undefined },
  sms: CodesBySms | undefined,
): CodeTo | undefined {
  const number = phone?.replace(/[^\d+]/g, '');
  const canText =
    number && /^\+\d{7,15}$/.test(number) && sms?.prefixes.some(start => number.startsWith(start));
  if (canText && (sms?.when === 'preferred' || !email)) return { phone: number };
  return email ? { email } : undefined;
}
