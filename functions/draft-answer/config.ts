import * as v from 'valibot';
import { actionSettings } from '../../layers/core/actions/openActions.ts';
import { setting } from '../../layers/core/platform/config.ts';

/** What `draft-answer` needs from its environment. */
export const Config = v.object({
  TABLE_NAME: setting,
  RETENTION_DAYS: setting,
  RELEASE_BUCKET: setting,
  RELEASE_KEY: setting,
  ...actionSettings,
});
export type Environment = v.InferInput<typeof Config>;
