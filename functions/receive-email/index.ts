import type { SESEvent } from 'aws-lambda';
import { createFileBucket } from '../../layers/core/files/fileBucket.ts';
import { createFileStore } from '../../layers/core/files/fileStore.ts';
import { createMailer } from '../../layers/core/mail/mailer.ts';
import { openCustomerMails } from '../../layers/core/mail/openCustomerMails.ts';
import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { logger, metrics } from '../../layers/core/platform/telemetry.ts';
import { createHeaderSource } from '../../layers/core/release/headerSource.ts';
import { createLinks } from '../../layers/core/secrets/links.ts';
import { createSecret } from '../../layers/core/secrets/secrets.ts';
import { createAttempts } from '../../layers/core/store/attempts.ts';
import { createCaseFiles } from '../../layers/core/store/caseFiles.ts';
import { openMailStore, openStore, openTable } from '../../layers/core/store/openStore.ts';
import { createTable } from '../../layers/core/store/table.ts';
import { createWorkflows } from '../../layers/core/workflows/workflows.ts';
import { Config } from './config.ts';
import { incomingOf } from '../../layers/core/mail/incoming.ts';
import { receiveEmail } from './receiveEmail.ts';

const config = readConfig(Config);
const now = () => new Date();
const linkKey = createSecret(config.LINK_SECRET_ARN);
const customerMails = openCustomerMails(config);
const release = createHeaderSource(config.RELEASE_BUCKET, config.RELEASE_KEY);
const rooms = {
  store: openStore(config),
  mails: openMailStore(config),
  files: createFileStore(config.FILES_BUCKET),
  teamFiles: createCaseFiles(openTable(config)),
  bucket: createFileBucket(config.FILES_BUCKET),
  attempts: createAttempts(createTable(config.TABLE_NAME), now),
  workflows: createWorkflows(),
  turnArn: config.TURN_ARN,
  links: createLinks(config.PAGES_URL, linkKey, now),
  linkKey,
  now,
};

export const handler = lambda(async (event: SESEvent) => {
  const { config: client } = await release();
  for (const incoming of incomingOf(event)) {
    const mailer = createMailer({
      from: config.FROM_ADDRESS,
      configurationSet: config.CONFIGURATION_SET,
      name: client.name,
    });
    const deps = { ...rooms, config: client, mailer, customerMails: customerMails(client) };
    const { outcome, why, caseId } = await receiveEmail(incoming, deps);
    logger.info('MAIL_RECEIVED', { mail: incoming.id, outcome, why, caseId });
    if (outcome === 'refused') metrics.addMetric('MailRefused', 'Count', 1);
  }
});
