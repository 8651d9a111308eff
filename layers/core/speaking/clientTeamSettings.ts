import * as v from 'valibot';
import { setting } from '../platform/config.ts';
import { ticketSettings } from '../tickets/openTicketDesk.ts';

/** What a function that asks the client's team needs from its environment; the last three where client.yaml names them. */
export const clientTeamSettings = {
  TABLE_NAME: setting,
  RETENTION_DAYS: setting,
  FROM_ADDRESS: setting,
  CONFIGURATION_SET: setting,
  HANDOFF_TOPIC_ARN: setting,
  LINK_SECRET_ARN: setting,
  PAGES_URL: setting,
  CHAT_TOOL_SECRET_ARN: v.optional(setting),
  ...ticketSettings,
};
export type ClientTeamSettings = v.InferOutput<v.ObjectSchema<typeof clientTeamSettings, undefined>>;
