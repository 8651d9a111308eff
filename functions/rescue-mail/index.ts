import { S3Client } from '@aws-sdk/client-s3';
import type { ScheduledEvent, SESEvent } from 'aws-lambda';
import { beginningOf, findUnread } from '../../layers/core/files/unreadMails.ts';
import { incomingOf } from '../../layers/core/mail/incoming.ts';
import { openCustomerMails } from '../../layers/core/mail/openCustomerMails.ts';
import { eventOfStored } from '../../layers/core/mail/storedMail.ts';
import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { lazily } from '../../layers/core/platform/lazily.ts';
import { logger, metrics } from '../../layers/core/platform/telemetry.ts';
import { createHeaderSource } from '../../layers/core/release/headerSource.ts';
import { createLinks } from '../../layers/core/secrets/links.ts';
import { createSecret } from '../../layers/core/secrets/secrets.ts';
import { createAttempts } from '../../layers/core/store/attempts.ts';
import { openMailStore, openStore } from '../../layers/core/store/openStore.ts';
import { createTable } from '../../layers/core/store/table.ts';
import { createWorkflows } from '../../layers/core/workflows/workflows.ts';
import { Config } from './config.ts';
import { rescueForgotten } from './rescueForgotten.ts';
import { rescueMail } from './rescueMail.ts';

const config = readConfig(Config);
const now = () => new Date();
const s3 = lazily(() => new S3Client({}));
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

/** Older ones have been looked at a hundred times; `augment mail unread` finds them. */
const DAYS = 1;

export const handler = lambda(async (event: Failed | ScheduledEvent) => {
  if (!('detail-type' in event)) return rescue('requestPayload' in event ? event.requestPayload : event);
  const bucket = config.FILES_BUCKET;
  const { found } = await rescueForgotten({
    unread: () => findUnread({ bucket, days: DAYS, now: now() }, { s3, mails: rooms.mails }),
    rescue: async id => rescue(eventOfStored(id, await beginningOf({ bucket, id }, s3))),
  });
  if (found > 0) metrics.addMetric('MailForgotten', 'Count', found);
});

async function rescue(event: SESEvent): Promise<void> {
  const { config: client } = await release();
  for (const incoming of incomingOf(event)) {
    const deps = { ...rooms, config: client, customerMails: customerMails(client) };
    const { outcome, why, caseId } = await rescueMail(incoming, deps);
    logger.info('MAIL_RESCUED', { mail: incoming.id, outcome, why, caseId });
  }
}
