import * as v from 'valibot';
import { setting } from '../../layers/core/platform/config.ts';

/** What `raise-case` needs from its environment. */
export const Config = v.object({
  TABLE_NAME: setting,
  RETENTION_DAYS: setting,
  CONTACT_CENTER_PARAMETER: setting,
  OPERATIONS_TOPIC_ARN: setting,
});
export type Environment = v.InferInput<typeof Config>;
