import * as v from 'valibot';
import type { Receipt } from '../answer/contract.ts';
import { URGENCIES } from '../domain/triage.ts';
import type { CaseView } from './cases.ts';
import { configId, epoch, key, LONGEST_REPLY, priority, words } from './fields.ts';

/**
 * What a person may do with a case: `POST /cases/{caseId}/<name>` with this body. The reply is `Worked`, for `action`
 * `ActionWorked`. Agents and supervisors; `priority` and `assign` supervisors only. What needs the case to be the
 * caller's own says so; all else needs that they may read it.
 */
export const WORK = {
  /** Takes a waiting case, or a draft that waits for approval, to oneself. */
  accept: v.strictObject({ epoch }),
  /** Own case: says something to the customer, in the chat while it is open, else by e-mail. */
  reply: v.strictObject({ epoch, key, text: words(LONGEST_REPLY) }),
  /**
   * Sends the AI's draft, of an own case or one that waits for approval. With `text` it was edited, and the difference is
   * kept as a correction. `then`: what becomes of the case; unless told `ai` for one that waited for approval, else `keep`.
   */
  'send-draft': v.strictObject({
    epoch,
    key,
    text: v.optional(words(LONGEST_REPLY)),
    reason: v.optional(words(500)),
    then: v.optional(v.picklist(['ai', 'keep'], 'ai or keep')),
  }),
  /** Refuses the draft, with why, as a correction. The case is the caller's from then on: they write the answer. */
  'reject-draft': v.strictObject({ epoch, reason: words(500) }),
  /** Own case: done. `text` is said to the customer first. `wrapUp` is a code of client.yaml. */
  resolve: v.strictObject({
    epoch,
    how: words(500),
    text: v.optional(words(LONGEST_REPLY)),
    wrapUp: v.optional(configId),
  }),
  /** Own case: to the client's team. `checklist`: ids of the client's protocol that are done; all that apply must be. */
  'hand-off': v.strictObject({
    epoch,
    ask: words(4000),
    checklist: v.optional(v.array(configId), []),
    wrapUp: v.optional(configId),
  }),
  /** Own case: the AI goes on. */
  'back-to-ai': v.strictObject({ epoch, note: v.optional(words(4000)), wrapUp: v.optional(configId) }),
  /** Own case (supervisors: any that people have): to a queue, for an agent with all of `skills`; without them those of before. */
  transfer: v.strictObject({
    epoch,
    queue: configId,
    skills: v.optional(v.pipe(v.array(configId), v.maxLength(8, 'at most 8 skills'))),
    priority: v.optional(priority),
    note: v.optional(words(4000)),
  }),
  /** Own case (supervisors: any): back into its queue, because the caller can't do it. */
  release: v.strictObject({ epoch, reason: v.optional(words(500)) }),
  /** An internal note; the customer never sees it. */
  note: v.strictObject({ key, text: words(4000) }),
  /** The right topic or urgency, where the AI's was wrong: a correction. */
  triage: v.pipe(
    v.strictObject({
      epoch,
      topic: v.optional(v.nullable(configId)),
      urgency: v.optional(v.picklist(URGENCIES)),
    }),
    v.check(({ topic, urgency }) => topic !== undefined || urgency !== undefined, 'topic or urgency'),
  ),
  /** How the work on the case is to be counted; by who had it last, also when it is closed. */
  'wrap-up': v.strictObject({ code: configId }),
  /**
   * Own case: runs an action of client.yaml for the customer, under the same rule of identity as the AI. Repeat it with what
   * the reply asks for: a missing input, the customer's code, or the confirmation.
   */
  action: v.strictObject({
    epoch,
    action: configId,
    inputs: v.optional(v.record(v.string(), v.pipe(v.string(), v.trim(), v.maxLength(500))), {}),
    code: v.optional(v.pipe(v.string(), v.trim(), v.regex(/^\d{6}$/, 'six digits'))),
    confirmed: v.optional(v.boolean(), false),
  }),
  /** Supervisors: where the case stands in its queue. */
  priority: v.strictObject({ epoch, priority }),
  /** Supervisors: gives a waiting or accepted case to this agent, an entry of `GET /supervision`. */
  assign: v.strictObject({ epoch, agent: v.pipe(v.string(), v.nonEmpty(), v.maxLength(128)) }),
} as const;

export type WorkName = keyof typeof WORK;
export type WorkBody<Name extends WorkName> = v.InferInput<(typeof WORK)[Name]>;

export interface Worked {
  case: CaseView;
}

/** What comes next in an action that an agent runs. */
export type ActionProgress =
  /** Ask the customer for this and send it in `inputs`: it is missing, or not as it must be. */
  | { step: 'input'; name: string; ask: string }
  /** A code is on its way to the address on file; ask the customer for it and send it in `code`. */
  | { step: 'code'; sentTo: string; wrong: boolean }
  /** Ask the customer this and send `confirmed`. */
  | { step: 'confirm'; question: string }
  /** It ran. The receipt is what may be said. */
  | { step: 'done'; receipt: Receipt }
  | { step: 'not-found'; text: string }
  /** Nothing ran; with `action-unknown` nobody knows whether it did. */
  | { step: 'failed'; why: 'identity-failed' | 'action-failed' | 'action-unknown'; text: string };

export interface ActionWorked extends Worked {
  action: ActionProgress;
}
