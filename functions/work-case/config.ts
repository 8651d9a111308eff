import * as v from 'valibot';
import { actionSettings } from '../../layers/core/actions/openActions.ts';
import { setting } from '../../layers/core/platform/config.ts';

/** What `work-case` needs from its environment. */
export const Config = v.object({
  TABLE_NAME: setting,
  RETENTION_DAYS: setting,
  RELEASE_BUCKET: setting,
  RELEASE_KEY: setting,
  CONTACT_CENTER_PARAMETER: setting,
  ...actionSettings,
});
export type Environment = v.InferInput<typeof Config>;
