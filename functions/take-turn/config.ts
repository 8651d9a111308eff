import * as v from 'valibot';
import { setting } from '../../layers/core/platform/config.ts';

/** What `take-turn` needs from its environment. */
export const Config = v.object({
  TURN_ARN: setting,
});
export type Environment = v.InferInput<typeof Config>;
