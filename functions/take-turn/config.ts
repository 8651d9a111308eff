import * as v from 'valibot';
import { setting } from '../../layers/core/platform/config.ts';

/** What `take-turn` needs from its environment. */
export const Config = v.object({
  TURN_ARN: setting,
  TABLE_NAME: setting,
  RETENTION_DAYS: setting,
  RELEASE_BUCKET: setting,
  RELEASE_KEY: setting,
});
export type Environment = v.InferInput<typeof Config>;
