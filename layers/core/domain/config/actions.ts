import * as v from 'valibot';
import { id, pattern, text } from './fields.ts';

export const ActionSchema = v.strictObject({
  id,
  title: text('the title'),
  /** Topics on which the AI offers this action. */
  topics: v.pipe(v.array(id), v.minLength(1)),
  /** Who the customer must be: `verified` needs a code sent to the address on file or a signed token from the client's site. */
  identity: v.picklist(['none', 'claimed', 'verified']),
  inputs: v.record(
    v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]*$/)),
    v.strictObject({
      /** The question that asks for it. */
      ask: text('the question'),
      pattern,
      /** What the value looks like, for the customer who got it wrong: "six digits, on your receipt". */
      hint: v.optional(v.string()),
    }),
  ),
  /** Asked before the action runs when its effect can't be undone. */
  confirm: v.optional(text('the question')),
  /** Where the address on file is found, for the identity check: a GET whose reply has it in `emailField`. */
  identify: v.optional(
    v.strictObject({ url: text('the URL'), emailField: v.string(), customerIdField: v.optional(v.string()) }),
  ),
  request: v.strictObject({
    method: v.picklist(['GET', 'POST', 'PUT', 'DELETE']),
    /** `{service}` is the client's service, `{input}` an input, URL-encoded. */
    url: text('the URL'),
    body: v.optional(v.record(v.string(), v.string())),
    timeoutSeconds: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(10)), 5),
  }),
  /** What may be said once it ran: `{field}` of the reply or an input. This text is the receipt's claim. */
  receipt: text('the receipt'),
  /** What is said when the service has no such thing (404). */
  notFound: text('what is said when nothing is found'),
});
export type Action = v.InferOutput<typeof ActionSchema>;
