import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { logger, metrics } from '../../layers/core/platform/telemetry.ts';
import { createHeaderSource } from '../../layers/core/release/headerSource.ts';
import { openStore } from '../../layers/core/store/openStore.ts';
import { createWorkflows } from '../../layers/core/workflows/workflows.ts';
import { Config } from './config.ts';
import { createHandler } from './handler.ts';

const config = readConfig(Config);
const release = createHeaderSource(config.RELEASE_BUCKET, config.RELEASE_KEY);

export const handler = lambda(
  createHandler({
    workflows: createWorkflows(),
    turnArn: config.TURN_ARN,
    store: openStore(config),
    settings: async () => (await release()).config,
    now: () => new Date(),
    onFailure: error => {
      logger.error('TURN_FAILED', { error });
      metrics.addMetric('TurnFailed', 'Count', 1);
    },
  }),
);
