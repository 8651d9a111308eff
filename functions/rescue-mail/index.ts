import type { SESEvent } from 'aws-lambda';
import { incomingOf } from '../../layers/core/mail/incoming.ts';
import { openCustomerMails } from '../../layers/core/mail/openCustomerMails.ts';
import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { logger } from '../../layers/core/platform/telemetry.ts';
import { createHeaderSource } from '../../layers/core/release/headerSource.ts';
import { createLinks } from '../../layers/core/secrets/links.ts';
import { createSecret } from '../../layers/core/secrets/secrets.ts';
import { createAttempts } from '../../layers/core/store/attempts.ts';
import { openMailStore, openStore } from '../../layers/core/store/openStore.ts';
import { createTable } from '../../layers/core/store/table.ts';
import { createWorkflows } from '../../layers/core/workflows/workflows.ts';
import { Config } from './config.ts';
import { rescueMail } from './rescueMail.ts';

const config = readConfig(Config);
const now = () => new Date();
const linkKey = createSecret(config.LINK_SECRET_ARN);
const customerMails = openCustomerMails(config);
const release = createHeaderSource(config.RELEASE_BUCKET, config.RELEASE_KEY);
const rooms = {
  store: openStore(config),
  mails: openMailStore(config),
  attempts: createAttempts(createTable(config.TABLE_NAME), now),
  workflows: createWorkflows(),
  turnArn: config.TURN_ARN,
  links: createLinks(config.PAGES_URL, linkKey, now),
  linkKey,
  now,
};

/** What Lambda says of an event that `receive-email` failed on, or the event itself, sent by an operator. */
type Failed = { requestPayload: SESEvent } | SESEvent;

export const handler = lambda(async (failed: Failed) => {
  const { config: client } = await release();
  for (const incoming of incomingOf('requestPayload' in failed ? failed.requestPayload : failed)) {
    const deps = { ...rooms, config: client, customerMails: customerMails(client) };
    const { outcome, why, caseId } = await rescueMail(incoming, deps);
    logger.info('MAIL_RESCUED', { mail: incoming.id, outcome, why, caseId });
  }
});
