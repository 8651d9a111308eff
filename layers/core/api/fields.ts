import * as v from 'valibot';

/** Fields that several requests share. */

/** The epoch the caller saw: a request under an older one is refused with 409 `stale`. */
export const epoch = v.pipe(v.number(), v.integer(), v.minValue(1));

/** What a person writes: trimmed, not empty, at most so many characters. */
export const words = (most: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.nonEmpty('must not be empty'),
    v.maxLength(most, `at most ${most} characters`),
  );

/** Chosen by the caller and sent again with a repetition, which then does nothing a second time. */
export const key = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{8,64}$/, '8 to 64 letters, digits and hyphens'));

/** The id of a queue, topic, action or wrap-up code of client.yaml: whether it is one, the function says. */
export const configId = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9-]{1,64}$/, 'an id: small letters, digits and hyphens'),
);

/** Connect's queue priority: 1 is served first. */
export const priority = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9));

/** What an agent writes to a customer. */
export const LONGEST_REPLY = 8000;
