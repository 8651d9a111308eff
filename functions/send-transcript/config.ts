import * as v from 'valibot';
import { setting } from '../../layers/core/platform/config.ts';

/** What `send-transcript` needs from its environment. */
export const Config = v.object({
  TABLE_NAME: setting,
  RETENTION_DAYS: setting,
  RELEASE_BUCKET: setting,
  RELEASE_KEY: setting,
  FROM_ADDRESS: setting,
  CONFIGURATION_SET: setting,
  LINK_SECRET_ARN: setting,
});
export type Environment = v.InferInput<typeof Config>;
