import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { logger, metrics } from '../../layers/core/platform/telemetry.ts';
import { createWorkflows } from '../../layers/core/workflows/workflows.ts';
import { Config } from './config.ts';
import { createHandler } from './handler.ts';

export const handler = lambda(
  createHandler({
    workflows: createWorkflows(),
    turnArn: readConfig(Config).TURN_ARN,
    onFailure: error => {
      logger.error('TURN_FAILED', { error });
      metrics.addMetric('TurnFailed', 'Count', 1);
    },
  }),
);
