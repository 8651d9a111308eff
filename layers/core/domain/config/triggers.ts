import * as v from 'valibot';
import { CHANNELS, COMPLEXITIES, SENTIMENTS, URGENCIES } from '../triage.ts';
import { id, pattern, text } from './fields.ts';

/** A condition of a trigger: all its members must hold; `all`, `any` and `not` combine others. */
export type Condition = {
  topic?: string[];
  urgencyAtLeast?: (typeof URGENCIES)[number];
  sentiment?: (typeof SENTIMENTS)[number][];
  complexityAtLeast?: (typeof COMPLEXITIES)[number];
  language?: string[];
  tier?: string[];
  /** Whole words or phrases, case ignored. */
  words?: string[];
  /** A regular expression, case ignored. */
  pattern?: string;
  wantsPerson?: boolean;
  failedTriesAtLeast?: number;
  channel?: (typeof CHANNELS)[number][];
  withinHours?: boolean;
  /** Any customer attribute: compare as text or number. */
  attribute?: { name: string; is?: string; atLeast?: number; atMost?: number };
  all?: Condition[];
  any?: Condition[];
  not?: Condition;
};
export const ConditionSchema: v.GenericSchema<Condition> = v.lazy(() =>
  v.pipe(
    v.strictObject({
      topic: v.optional(v.array(id)),
      urgencyAtLeast: v.optional(v.picklist(URGENCIES)),
      sentiment: v.optional(v.array(v.picklist(SENTIMENTS))),
      complexityAtLeast: v.optional(v.picklist(COMPLEXITIES)),
      language: v.optional(v.array(v.string())),
      tier: v.optional(v.array(v.string())),
      words: v.optional(v.array(text('a word'))),
      pattern: v.optional(pattern),
      wantsPerson: v.optional(v.boolean()),
      failedTriesAtLeast: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
      channel: v.optional(v.array(v.picklist(CHANNELS))),
      withinHours: v.optional(v.boolean()),
      attribute: v.optional(
        v.strictObject({
          name: text('the attribute'),
          is: v.optional(v.string()),
          atLeast: v.optional(v.number()),
          atMost: v.optional(v.number()),
        }),
      ),
      all: v.optional(v.array(ConditionSchema)),
      any: v.optional(v.array(ConditionSchema)),
      not: v.optional(ConditionSchema),
    }),
    v.check(
      condition => Object.values(condition).some(value => value !== undefined),
      'at least one condition',
    ),
  ),
);

export const TriggerSchema = v.strictObject({
  id,
  when: ConditionSchema,
  /** `agent`: to the provider's agents; `client-team`: straight to the client's own team; `no-ai`: the AI may draft, not send. */
  then: v.picklist(['agent', 'client-team', 'no-ai']),
  /** Why, in words shown to the agent. */
  reason: text('the reason'),
  queue: v.optional(id),
  /** An agent with all of these is looked for first: see `skills` of the client. Connect combines at most 8. */
  skills: v.optional(
    v.pipe(v.array(id), v.minLength(1, 'at least one skill'), v.maxLength(8, 'at most 8 skills')),
  ),
  /** Connect's queue priority, 1 (first) to 9; 5 unless told. */
  priority: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9))),
});
export type Trigger = v.InferOutput<typeof TriggerSchema>;
