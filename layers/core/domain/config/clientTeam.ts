import * as v from 'valibot';
import { SlaSchema, emailAddress, text } from './fields.ts';

/** The client's own people, who get what the provider's agents can't resolve. */
export const ClientTeamSchema = v.strictObject({
  name: text('the name of the team'),
  contacts: v.pipe(
    v.array(v.strictObject({ name: text('the name'), email: emailAddress })),
    v.minLength(1, 'at least one contact; the second is written to when the first does not answer'),
  ),
  /** Minutes of the client's hours within which an answer is due, by urgency; then the next contact is written to. */
  sla: SlaSchema,
  linkDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(30)), 7),
});
