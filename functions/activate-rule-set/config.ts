import * as v from 'valibot';

/** `activate-rule-set` needs nothing: what it does is in the event. */
export const Config = v.object({});
export type Environment = v.InferInput<typeof Config>;
