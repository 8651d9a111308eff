import { createNotifier } from '../../layers/core/events/bus.ts';
import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { createHeaderSource } from '../../layers/core/release/headerSource.ts';
import { openStore } from '../../layers/core/store/openStore.ts';
import { Config } from './config.ts';
import { returnCase } from './returnCase.ts';

const config = readConfig(Config);
const store = openStore(config);
const operations = createNotifier(config.OPERATIONS_TOPIC_ARN);
const release = createHeaderSource(config.RELEASE_BUCKET, config.RELEASE_KEY);

export const handler = lambda(async (input: { caseId: string }) =>
  returnCase(input, { store, operations, config: (await release()).config, now: () => new Date() }),
);
