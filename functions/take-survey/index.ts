import { readConfig } from '../../layers/core/platform/config.ts';
import { figures } from '../../layers/core/platform/figures.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { createHeaderSource } from '../../layers/core/release/headerSource.ts';
import { createSecret } from '../../layers/core/secrets/secrets.ts';
import { openStore, openTable } from '../../layers/core/store/openStore.ts';
import { createVisits } from '../../layers/core/store/visits.ts';
import { Config } from './config.ts';
import { createHandler } from './handler.ts';

const config = readConfig(Config);
const release = createHeaderSource(config.RELEASE_BUCKET, config.RELEASE_KEY);

const { table, now } = openTable(config);
const linkKey = createSecret(config.LINK_SECRET_ARN);

export const handler = lambda(
  createHandler(
    { store: openStore(config), visits: createVisits(table, linkKey, now), figures, linkKey, now },
    async () => (await release()).config,
  ),
);
