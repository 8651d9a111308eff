import type { TurnInput } from '../../layers/core/domain/turn.ts';
import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { createHeaderSource } from '../../layers/core/release/headerSource.ts';
import { openStore } from '../../layers/core/store/openStore.ts';
import { Config } from './config.ts';
import { openCase } from '../../layers/core/turns/openCase.ts';

const config = readConfig(Config);
const store = openStore(config);
const release = createHeaderSource(config.RELEASE_BUCKET, config.RELEASE_KEY);

export const handler = lambda(async (input: TurnInput) =>
  openCase(input, { store, config: (await release()).config, now: () => new Date() }),
);
