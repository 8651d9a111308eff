import { createFileBucket } from '../../layers/core/files/fileBucket.ts';
import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { createAudit } from '../../layers/core/store/audit.ts';
import { createCaseStore } from '../../layers/core/store/caseStore.ts';
import { openTable } from '../../layers/core/store/openStore.ts';
import { createUploads } from '../../layers/core/store/uploads.ts';
import { Config } from './config.ts';
import { createHandler } from './handler.ts';

const config = readConfig(Config);
const table = openTable(config);

export const handler = lambda(
  createHandler({
    store: createCaseStore(table),
    audit: createAudit(table),
    bucket: createFileBucket(config.FILES_BUCKET),
    uploads: createUploads(table),
  }),
);
