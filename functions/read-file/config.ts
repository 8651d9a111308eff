import * as v from 'valibot';
import { setting } from '../../layers/core/platform/config.ts';

/** What `read-file` needs from its environment. */
export const Config = v.object({
  TABLE_NAME: setting,
  RETENTION_DAYS: setting,
  FILES_BUCKET: setting,
});
export type Environment = v.InferInput<typeof Config>;
