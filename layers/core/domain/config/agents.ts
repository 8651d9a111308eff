import * as v from 'valibot';
import { HOUSE_LANGUAGES } from '../houseLanguages.ts';
import { URGENCIES } from '../triage.ts';
import { emailAddress, id, text } from './fields.ts';

/** How the provider's people work for this client. */

/** What must be done before a case goes to the client's team; without `topics` for every case. */
export const ChecklistSchema = v.array(
  v.strictObject({ id, text: text('the item'), topics: v.optional(v.pipe(v.array(id), v.minLength(1))) }),
);

/** How work on a case is counted. */
export const WrapUpSchema = v.array(v.strictObject({ id, title: text('the title') }));

const patience = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(30, 'at least 30 seconds'),
  v.maxValue(24 * 3600, 'at most a day'),
);

/**
 * Seconds an agent has to look at the AI's draft (boundary `draft`) before the case goes the normal way to a person. On a
 * call nobody can be put off: there a draft is shown to the agent who takes the call.
 */
export const DraftsSchema = v.strictObject({
  patienceSeconds: v.optional(
    v.strictObject({ chat: v.optional(patience, 120), email: v.optional(patience, 3600) }),
    { chat: 120, email: 3600 },
  ),
});

/**
 * What is offered when people can't be had: `email` and `callback` ask where to answer, `on-call` also calls the client's
 * on-call, `queue` lets the customer wait.
 */
const OFFERS = ['email', 'callback', 'on-call'] as const;
export const UnavailableSchema = v.pipe(
  v.strictObject({
    afterHours: v.optional(v.picklist(OFFERS), 'email'),
    /** Within hours, but no agent of the queue is signed in. */
    noAgents: v.optional(v.picklist([...OFFERS, 'queue']), 'queue'),
    /** Connect's queue takes no more. */
    queueFull: v.optional(v.picklist(OFFERS), 'email'),
    onCall: v.optional(
      v.strictObject({
        name: text('the name'),
        email: emailAddress,
        /** What they are written to in; the client team's unless told. */
        language: v.optional(v.picklist(HOUSE_LANGUAGES)),
        /** Less urgent cases don't wake anybody: they are answered by e-mail. */
        urgencyAtLeast: v.optional(v.picklist(URGENCIES), 'high'),
      }),
    ),
  }),
  v.check(
    ({ afterHours, noAgents, queueFull, onCall }) =>
      onCall !== undefined || ![afterHours, noAgents, queueFull].includes('on-call'),
    'onCall: who is called must be given where `on-call` is offered',
  ),
);
export type Offer = (typeof OFFERS)[number];
