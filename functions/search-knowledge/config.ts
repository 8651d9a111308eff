import * as v from 'valibot';
import { setting } from '../../layers/core/platform/config.ts';

/** What `search-knowledge` needs from its environment. */
export const Config = v.object({
  RELEASE_BUCKET: setting,
  RELEASE_KEY: setting,
});
export type Environment = v.InferInput<typeof Config>;
