import * as v from 'valibot';
import { setting } from '../../layers/core/platform/config.ts';

/** What `start-chat` needs from its environment. */
export const Config = v.object({
  TABLE_NAME: setting,
  RETENTION_DAYS: setting,
  CONTACT_CENTER_PARAMETER: setting,
  CHAT_TOPIC_ARN: setting,
  LINK_SECRET_ARN: setting,
  SITE_SECRET_ARN: setting,
  /** What the client's flows and the AI speak, the first unless told: `en de`. */
  LANGUAGES: setting,
});
export type Environment = v.InferInput<typeof Config>;
