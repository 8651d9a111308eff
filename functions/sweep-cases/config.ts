import * as v from 'valibot';
import { setting } from '../../layers/core/platform/config.ts';

/** What `sweep-cases` needs from its environment. */
export const Config = v.object({
  TABLE_NAME: setting,
  RETENTION_DAYS: setting,
  ESCALATION_ARN: setting,
  OPERATIONS_TOPIC_ARN: setting,
  CONTACT_CENTER_PARAMETER: setting,
  BUS_NAME: setting,
});
export type Environment = v.InferInput<typeof Config>;
