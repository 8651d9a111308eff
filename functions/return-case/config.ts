import * as v from 'valibot';
import { setting } from '../../layers/core/platform/config.ts';
import { ticketSettings } from '../../layers/core/tickets/openTicketDesk.ts';

/** What `return-case` needs from its environment. */
export const Config = v.object({
  TABLE_NAME: setting,
  RETENTION_DAYS: setting,
  RELEASE_BUCKET: setting,
  RELEASE_KEY: setting,
  LINK_SECRET_ARN: setting,
  PAGES_URL: setting,
  ...ticketSettings,
  OPERATIONS_TOPIC_ARN: setting,
});
export type Environment = v.InferInput<typeof Config>;
