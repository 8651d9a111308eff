import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { createHeaderSource } from '../../layers/core/release/headerSource.ts';
import { createAudit } from '../../layers/core/store/audit.ts';
import { createCaseStore } from '../../layers/core/store/caseStore.ts';
import { createCorrections } from '../../layers/core/store/corrections.ts';
import { openTable } from '../../layers/core/store/openStore.ts';
import { createPresence } from '../../layers/core/store/presence.ts';
import { Config } from './config.ts';
import { createHandler } from './handler.ts';

const config = readConfig(Config);
const options = openTable(config);
const release = createHeaderSource(config.RELEASE_BUCKET, config.RELEASE_KEY);
const fixed = {
  store: createCaseStore(options),
  audit: createAudit(options),
  corrections: createCorrections(options),
  presence: createPresence(options),
  now: options.now,
};

export const handler = lambda(createHandler(async () => ({ ...fixed, config: (await release()).config })));
