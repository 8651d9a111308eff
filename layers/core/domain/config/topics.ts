import * as v from 'valibot';
import { COMPLEXITIES, URGENCIES } from '../triage.ts';
import { id, text } from './fields.ts';

/** `topics.yaml`: what the client's customers write about. */
export const TopicsSchema = v.pipe(
  v.array(
    v.strictObject({
      id,
      title: text('the title'),
      examples: v.pipe(v.array(text('an example')), v.minLength(1, 'at least one example')),
      /** complexity of this topic's cases unless the message says more. */
      complexity: v.optional(v.picklist(COMPLEXITIES), 'simple'),
      urgency: v.optional(v.picklist(URGENCIES), 'normal'),
    }),
  ),
  v.minLength(1, 'at least one topic'),
);
export type Topic = v.InferOutput<typeof TopicsSchema>[number];
