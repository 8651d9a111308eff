import { createIdentityCodes } from '../../layers/core/actions/identityCodes.ts';
import { createMailer } from '../../layers/core/mail/mailer.ts';
import { openCustomerMails } from '../../layers/core/mail/openCustomerMails.ts';
import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { createHeaderSource } from '../../layers/core/release/headerSource.ts';
import { createSecret } from '../../layers/core/secrets/secrets.ts';
import { createAttempts } from '../../layers/core/store/attempts.ts';
import { createLinkCodes } from '../../layers/core/store/linkCodes.ts';
import { openStore, openTable } from '../../layers/core/store/openStore.ts';
import { createVisits } from '../../layers/core/store/visits.ts';
import { Config } from './config.ts';
import { createHandler } from './handler.ts';

const config = readConfig(Config);
const { table, now } = openTable(config);
const linkKey = createSecret(config.LINK_SECRET_ARN);
const mails = openCustomerMails(config);
const release = createHeaderSource(config.RELEASE_BUCKET, config.RELEASE_KEY);
const { FROM_ADDRESS: from, CONFIGURATION_SET: configurationSet } = config;
const mailer = async () => createMailer({ from, configurationSet, name: (await release()).config.name });
const identityCodes = createIdentityCodes(mailer, linkKey, createAttempts(table, now));

export const handler = lambda(
  createHandler(
    async () => {
      const { config: client } = await release();
      return {
        store: openStore(config),
        codes: createLinkCodes(table),
        identityCodes,
        mails: mails(client),
        config: client,
        linkKey,
        now,
      };
    },
    createVisits(table, linkKey, now),
  ),
);
