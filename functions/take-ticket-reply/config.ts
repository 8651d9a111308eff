import * as v from 'valibot';
import { setting } from '../../layers/core/platform/config.ts';

/** What `take-ticket-reply` needs from its environment. */
export const Config = v.object({
  TABLE_NAME: setting,
  RETENTION_DAYS: setting,
  RELEASE_BUCKET: setting,
  RELEASE_KEY: setting,
  FILES_BUCKET: setting,
  TICKET_URL: setting,
  TICKET_TOKEN_SECRET_ARN: setting,
  TICKET_REPLY_SECRET_ARN: setting,
});
export type Environment = v.InferInput<typeof Config>;
