import * as v from 'valibot';
import { setting } from '../../layers/core/platform/config.ts';
import { ticketSettings } from '../../layers/core/tickets/openTicketDesk.ts';

/** What `deliver-answer` needs from its environment. */
export const Config = v.object({
  TABLE_NAME: setting,
  RETENTION_DAYS: setting,
  RELEASE_BUCKET: setting,
  RELEASE_KEY: setting,
  LINK_SECRET_ARN: setting,
  PAGES_URL: setting,
  ...ticketSettings,
  CONTACT_CENTER_PARAMETER: setting,
  FROM_ADDRESS: setting,
  CONFIGURATION_SET: setting,
});
export type Environment = v.InferInput<typeof Config>;
