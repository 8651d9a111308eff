import * as v from 'valibot';
import { setting } from '../../layers/core/platform/config.ts';

/** What `rescue-mail` needs from its environment. */
export const Config = v.object({
  TABLE_NAME: setting,
  RETENTION_DAYS: setting,
  RELEASE_BUCKET: setting,
  RELEASE_KEY: setting,
  FILES_BUCKET: setting,
  TURN_ARN: setting,
  FROM_ADDRESS: setting,
  CONFIGURATION_SET: setting,
  LINK_SECRET_ARN: setting,
  PAGES_URL: setting,
});
export type Environment = v.InferInput<typeof Config>;
