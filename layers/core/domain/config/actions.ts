import * as v from 'valibot';
import { id, pattern, text } from './fields.ts';

/** What is asked of a customer before an action runs. What the value may be is said in one of four ways. */
const InputSchema = v.pipe(
  v.strictObject({
    /** The question that asks for it. */
    ask: text('the question'),
    pattern: v.optional(pattern),
    /** One of these words, as the service knows them. */
    oneOf: v.optional(v.pipe(v.array(text('the word')), v.minLength(2, 'at least two words'))),
    number: v.optional(
      v.strictObject({
        atLeast: v.optional(v.number()),
        atMost: v.optional(v.number()),
        whole: v.optional(v.boolean(), false),
      }),
    ),
    /** A day, sent as YYYY-MM-DD; the limits are days from today, -30 is thirty days ago. */
    date: v.optional(v.strictObject({ earliest: v.optional(v.number()), latest: v.optional(v.number()) })),
    /** What digits typed on a phone stand for: `LF-{digits}`. */
    keypad: v.optional(v.pipe(v.string(), v.includes('{digits}', 'a text with {digits}'))),
    /** What the value looks like, for the customer who got it wrong: "six digits, on your receipt". */
    hint: v.optional(v.string()),
  }),
  v.check(
    ({ pattern, oneOf, number, date }) =>
      [pattern, oneOf, number, date].filter(kind => kind !== undefined).length === 1,
    'exactly one of pattern, oneOf, number and date',
  ),
);

export const ActionSchema = v.strictObject({
  id,
  title: text('the title'),
  /** Topics on which the AI offers this action. */
  topics: v.pipe(v.array(id), v.minLength(1)),
  /** Who the customer must be: `verified` needs a code sent to the address on file or a signed token from the client's site. */
  identity: v.picklist(['none', 'claimed', 'verified']),
  inputs: v.record(v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]*$/)), InputSchema),
  /** Asked before the action runs when its effect can't be undone. */
  confirm: v.optional(text('the question')),
  /** Where the address on file is found, for the identity check: a GET whose reply has it in `emailField`, a mobile number in `phoneField`. */
  identify: v.optional(
    v.strictObject({
      url: text('the URL'),
      emailField: v.string(),
      phoneField: v.optional(v.string()),
      customerIdField: v.optional(v.string()),
    }),
  ),
  request: v.strictObject({
    method: v.picklist(['GET', 'POST', 'PUT', 'DELETE']),
    /** `{service}` is the client's service, `{input}` an input, URL-encoded. */
    url: text('the URL'),
    body: v.optional(v.record(v.string(), v.string())),
    /** Of one try. */
    timeoutSeconds: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(10)), 5),
    /**
     * Tried a second time when there was no answer or a passing failure. GET, PUT and DELETE are safe to repeat unless told;
     * POST only when the service does what has the same `idempotency-key` once.
     */
    repeatable: v.optional(v.boolean()),
    /** Where this action's key is not the service's: `secret` names a secret of the stack, made for it. */
    auth: v.optional(
      v.strictObject({
        secret: id,
        header: v.optional(text('the header'), 'authorization'),
        /** What is put before the secret: "Bearer ". */
        prefix: v.optional(v.string(), ''),
      }),
    ),
  }),
  /** What may be said once it ran: `{field}` of the reply or an input. This text is the receipt's claim. */
  receipt: text('the receipt'),
  /** What is said when the service has no such thing (404). */
  notFound: text('what is said when nothing is found'),
});
export type Action = v.InferOutput<typeof ActionSchema>;
