import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { createHeaderSource } from '../../layers/core/release/headerSource.ts';
import { openStore } from '../../layers/core/store/openStore.ts';
import { Config } from './config.ts';
import { summariseCase, type SummariseCaseInput } from './summariseCase.ts';

const config = readConfig(Config);
const store = openStore(config);
const release = createHeaderSource(config.RELEASE_BUCKET, config.RELEASE_KEY);

export const handler = lambda(async (input: SummariseCaseInput) =>
  summariseCase(input, { store, release: await release(), now: () => new Date() }),
);
