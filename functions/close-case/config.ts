import * as v from 'valibot';
import { setting } from '../../layers/core/platform/config.ts';

/** What `close-case` needs from its environment. */
export const Config = v.object({
  TABLE_NAME: setting,
  RETENTION_DAYS: setting,
  BUS_NAME: setting,
  CONTACT_CENTER_PARAMETER: setting,
});
export type Environment = v.InferInput<typeof Config>;
