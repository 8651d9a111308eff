import * as v from 'valibot';
import { actionSettings } from '../../layers/core/actions/openActions.ts';
import { setting } from '../../layers/core/platform/config.ts';

/** What `draft-answer` needs from its environment. */
export const Config = v.object({
  TABLE_NAME: setting,
  RETENTION_DAYS: setting,
  RELEASE_BUCKET: setting,
  RELEASE_KEY: setting,
  ...actionSettings,
  /** Both, where the client has a guardrail. */
  GUARDRAIL_ID: v.optional(setting),
  GUARDRAIL_VERSION: v.optional(setting),
});
export type Environment = v.InferInput<typeof Config>;

export const guardrailOf = ({
  GUARDRAIL_ID: id,
  GUARDRAIL_VERSION: version,
}: v.InferOutput<typeof Config>) => (id && version ? { id, version } : undefined);
