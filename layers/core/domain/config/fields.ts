import * as v from 'valibot';

/** Fields that several parts of a client's files share; each says what is expected. */
export const text = (what: string) => v.pipe(v.string(), v.trim(), v.nonEmpty(`${what} must not be empty`));
/** One text, or one for each language that the client's customers are answered in: `{ en: …, de: … }`. */
export const textByLanguage = (what: string) =>
  v.union([text(what), v.record(v.pipe(v.string(), v.regex(/^[a-z]{2}$/, 'two letters')), text(what))]);
export type TextByLanguage = string | Record<string, string>;
export const id = v.pipe(
  v.string(),
  v.regex(
    /^[a-z][a-z0-9-]{1,38}[a-z0-9]$/,
    'an id: 3–40 small letters, digits and hyphens, starting with a letter',
  ),
);
export const emailAddress = v.pipe(v.string(), v.email('an e-mail address'));
export const url = v.pipe(v.string(), v.url('an absolute URL'));
/** Somebody else's server that we call: keys and words of customers go there. */
export const serverUrl = v.pipe(
  url,
  v.startsWith('https://', 'an address that begins with https://'),
  v.check(
    value => !URL.canParse(value) || isName(new URL(value).hostname),
    'a name that the whole world knows, not an IP address or a name of one machine or network',
  ),
);
const isName = (host: string) =>
  host.includes('.') &&
  /[a-z]$/i.test(host) &&
  !/(^|\.)(localhost|local|internal|lan|home\.arpa)$/i.test(host);
export const minutes = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60 * 24 * 30));
export const timeOfDay = v.pipe(
  v.string(),
  v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day, "09:00" to "23:59"'),
);
/** A group with `+`, `*` or `{2,}` in it and one of them behind it. */
const REPEATS_WITHIN = /\((?:[^()\\]|\\.)*(?:[+*]|\{\d+,)(?:[^()\\]|\\.)*\)(?:[+*]|\{\d+,)/;
export const pattern = v.pipe(
  v.string(),
  v.check(source => {
    try {
      return Boolean(new RegExp(source, 'iu'));
    } catch {
      return false;
    }
  }, 'a regular expression'),
  v.check(
    source => !REPEATS_WITHIN.test(source),
    'a pattern without a repeated group that repeats within, like (a+)+: one message could keep it busy for hours',
  ),
);

/** Minutes by urgency. */
export const SlaSchema = v.strictObject({ critical: minutes, high: minutes, normal: minutes, low: minutes });
