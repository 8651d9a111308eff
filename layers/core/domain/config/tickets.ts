import * as v from 'valibot';
import { emailAddress, serverUrl as url, text } from './fields.ts';

const numericId = v.pipe(v.string(), v.regex(/^\d{1,20}$/, 'a number, in quotes'));

/** The client's ticket system by its base URL. The API token and the secret of its webhook are in Secrets Manager. */
export const TicketsSchema = v.variant('system', [
  v.strictObject({
    system: v.literal('zendesk'),
    url,
    /** Whose API token it is. */
    user: emailAddress,
    /** The group whose tickets they are. */
    group: v.optional(numericId),
  }),
  v.strictObject({
    system: v.literal('freshdesk'),
    url,
    /** The requester in whose name tickets are opened: an address of the provider, not the customer's. */
    requester: emailAddress,
    group: v.optional(numericId),
  }),
  v.strictObject({
    system: v.literal('jira-service-management'),
    url,
    user: emailAddress,
    serviceDesk: numericId,
    requestType: numericId,
    /** The key of the service desk's project. */
    project: v.pipe(text('the project key'), v.regex(/^[A-Z][A-Z0-9_]{1,9}$/, 'a project key like HELP')),
  }),
  /** Anything else: one signed POST a hand-over; see docs/tickets.md. */
  v.strictObject({ system: v.literal('webhook'), url }),
]);
export type TicketsConfig = v.InferOutput<typeof TicketsSchema>;
export type TicketSystemName = TicketsConfig['system'];
