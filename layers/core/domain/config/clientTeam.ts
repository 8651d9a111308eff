import * as v from 'valibot';
import { SlaSchema, emailAddress, text, url } from './fields.ts';
import { HOUSE_LANGUAGES } from '../houseLanguages.ts';
import { TicketsSchema } from './tickets.ts';

const PersonSchema = v.strictObject({
  name: text('the name'),
  email: emailAddress,
  /** What they are written to in; the team's unless told. */
  language: v.optional(v.picklist(HOUSE_LANGUAGES)),
});
const https = v.pipe(url, v.startsWith('https://', 'an https:// URL'));
const phone = v.pipe(v.string(), v.regex(/^\+[1-9]\d{6,14}$/, 'a phone number like +431234567'));
const few = <S extends v.GenericSchema>(item: S) => v.optional(v.pipe(v.array(item), v.maxLength(20)), []);

/** The client's own people, who get what the provider's agents can't resolve. */
export const ClientTeamSchema = v.strictObject({
  name: text('the name of the team'),
  /** Of mails, notifications, tickets and the page on which the team answers; the client's first language unless told. */
  language: v.optional(v.picklist(HOUSE_LANGUAGES)),
  contacts: v.pipe(
    v.array(PersonSchema),
    v.minLength(1, 'at least one contact; the second is written to when the first does not answer'),
  ),
  /** Asked last, when none of the contacts has answered. */
  manager: v.optional(PersonSchema),
  /** Minutes of the client's hours within which an answer is due, by urgency; then the next one is written to. */
  sla: SlaSchema,
  linkDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(30)), 7),
  /** The team's answer goes to the customer as it is, or an agent puts it into the provider's words. */
  answerStyle: v.optional(v.picklist(['as-is', 'provider-rephrases']), 'as-is'),
  /** Who may use a link that was passed on: whoever has it, or only who gets a code sent to the contact it was made for. */
  forwarding: v.optional(v.picklist(['anyone', 'code']), 'anyone'),
  /** What may be attached to an answer. */
  attachments: v.optional(
    v.strictObject({
      megabytes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(25)), 10),
      files: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10)), 5),
    }),
    {},
  ),
  /** Who besides the contacts is told that an answer is needed; nothing personal is in it. */
  notify: v.optional(v.strictObject({ sms: few(phone), email: few(emailAddress), https: few(https) }), {}),
  /** A channel of the team's chat tool; its incoming-webhook URL is kept in Secrets Manager. */
  chat: v.optional(v.strictObject({ tool: v.picklist(['slack', 'teams']) })),
  /** The client's own ticket system, in which each hand-over becomes a ticket. */
  tickets: v.optional(TicketsSchema),
});
export type ClientTeam = v.InferOutput<typeof ClientTeamSchema>;
