import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { metrics } from '../../layers/core/platform/telemetry.ts';
import { createHeaderSource } from '../../layers/core/release/headerSource.ts';
import { openClientTeam } from '../../layers/core/speaking/openClientTeam.ts';
import { createWorkflows } from '../../layers/core/workflows/workflows.ts';
import { Config } from './config.ts';
import { handOffCase, type HandOffCaseInput } from './handOffCase.ts';

const config = readConfig(Config);
const clientTeam = openClientTeam(config, {
  'chat-tool': () => metrics.addMetric('ChatToolFailed', 'Count', 1),
  ticket: () => metrics.addMetric('TicketFailed', 'Count', 1),
});
const workflows = createWorkflows();
const release = createHeaderSource(config.RELEASE_BUCKET, config.RELEASE_KEY);

export const handler = lambda(async (input: HandOffCaseInput) =>
  handOffCase(input, { ...clientTeam((await release()).config), workflows }),
);
