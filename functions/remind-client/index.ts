import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { metrics } from '../../layers/core/platform/telemetry.ts';
import { createHeaderSource } from '../../layers/core/release/headerSource.ts';
import { openClientTeam } from '../../layers/core/speaking/openClientTeam.ts';
import { Config } from './config.ts';
import { remindClient, type RemindClientInput } from './remindClient.ts';

const config = readConfig(Config);
const clientTeam = openClientTeam(config, {
  'chat-tool': () => metrics.addMetric('ChatToolFailed', 'Count', 1),
  ticket: () => metrics.addMetric('TicketFailed', 'Count', 1),
});
const release = createHeaderSource(config.RELEASE_BUCKET, config.RELEASE_KEY);

export const handler = lambda(async (input: RemindClientInput) =>
  remindClient(input, { ...clientTeam((await release()).config), now: () => new Date() }),
);
