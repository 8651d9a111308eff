import * as v from 'valibot';
import { setting } from '../../layers/core/platform/config.ts';

/** What `check-attachment` needs from its environment. */
export const Config = v.object({
  TABLE_NAME: setting,
  RETENTION_DAYS: setting,
  RELEASE_BUCKET: setting,
  RELEASE_KEY: setting,
  FILES_BUCKET: setting,
});
export type Environment = v.InferInput<typeof Config>;
