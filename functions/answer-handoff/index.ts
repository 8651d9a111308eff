import { createFileBucket } from '../../layers/core/files/fileBucket.ts';
import { createMailer } from '../../layers/core/mail/mailer.ts';
import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { createHeaderSource } from '../../layers/core/release/headerSource.ts';
import { createLinks } from '../../layers/core/secrets/links.ts';
import { createSecret } from '../../layers/core/secrets/secrets.ts';
import { createAudit } from '../../layers/core/store/audit.ts';
import { createCaseFiles } from '../../layers/core/store/caseFiles.ts';
import { createLimits } from '../../layers/core/store/limits.ts';
import { createLinkCodes } from '../../layers/core/store/linkCodes.ts';
import { openStore, openTable } from '../../layers/core/store/openStore.ts';
import { createVisits } from '../../layers/core/store/visits.ts';
import { createWorkflows } from '../../layers/core/workflows/workflows.ts';
import { Config } from './config.ts';
import { createHandler } from './handler.ts';

const config = readConfig(Config);
const now = () => new Date();
const options = openTable(config);
const linkKey = createSecret(config.LINK_SECRET_ARN);
const release = createHeaderSource(config.RELEASE_BUCKET, config.RELEASE_KEY);
const standing = {
  store: openStore(config),
  audit: createAudit(options),
  files: createCaseFiles(options),
  codes: createLinkCodes(options.table),
  limits: createLimits(options.table, now),
  bucket: createFileBucket(config.FILES_BUCKET),
  links: createLinks(config.PAGES_URL, linkKey, now),
  workflows: createWorkflows(),
  linkKey,
  now,
};

export const handler = lambda(
  createHandler(
    async () => {
      const { config: client } = await release();
      const mailer = createMailer({
        from: config.FROM_ADDRESS,
        configurationSet: config.CONFIGURATION_SET,
        name: client.name,
      });
      return { ...standing, mailer, config: client };
    },
    createVisits(options.table, linkKey, now),
  ),
);
