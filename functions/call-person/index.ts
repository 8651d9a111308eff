import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { createHeaderSource } from '../../layers/core/release/headerSource.ts';
import { createSecret } from '../../layers/core/secrets/secrets.ts';
import { openStore } from '../../layers/core/store/openStore.ts';
import { createWorkflows } from '../../layers/core/workflows/workflows.ts';
import { Config } from './config.ts';
import { createHandler } from './handler.ts';

const config = readConfig(Config);
const release = createHeaderSource(config.RELEASE_BUCKET, config.RELEASE_KEY);

export const handler = lambda(
  createHandler(
    {
      store: openStore(config),
      workflows: createWorkflows(),
      turnArn: config.TURN_ARN,
      linkKey: createSecret(config.LINK_SECRET_ARN),
      now: () => new Date(),
    },
    async () => (await release()).config,
  ),
);
