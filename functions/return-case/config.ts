import * as v from 'valibot';
import { setting } from '../../layers/core/platform/config.ts';

/** What `return-case` needs from its environment. */
export const Config = v.object({
  TABLE_NAME: setting,
  RETENTION_DAYS: setting,
  RELEASE_BUCKET: setting,
  RELEASE_KEY: setting,
  LINK_SECRET_ARN: setting,
  PAGES_URL: setting,
  OPERATIONS_TOPIC_ARN: setting,
});
export type Environment = v.InferInput<typeof Config>;
