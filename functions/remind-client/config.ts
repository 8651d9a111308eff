import * as v from 'valibot';
import { setting } from '../../layers/core/platform/config.ts';
import { clientTeamSettings } from '../../layers/core/speaking/clientTeamSettings.ts';

/** What `remind-client` needs from its environment. */
export const Config = v.object({ ...clientTeamSettings, RELEASE_BUCKET: setting, RELEASE_KEY: setting });
export type Environment = v.InferInput<typeof Config>;
