import { createChatVoice } from '../../layers/core/connect/chatVoice.ts';
import { createContactCenter } from '../../layers/core/connect/contactCenter.ts';
import { openCustomerMails } from '../../layers/core/mail/openCustomerMails.ts';
import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { createHeaderSource } from '../../layers/core/release/headerSource.ts';
import { createLinks } from '../../layers/core/secrets/links.ts';
import { createSecret } from '../../layers/core/secrets/secrets.ts';
import { openMailStore, openStore } from '../../layers/core/store/openStore.ts';
import { Config } from './config.ts';
import { caseOf } from './handler.ts';
import { sendSurvey } from './sendSurvey.ts';

const config = readConfig(Config);
const store = openStore(config);
const voice = createChatVoice(createContactCenter(config.CONTACT_CENTER_PARAMETER));
const mails = openCustomerMails(config);
const addresses = openMailStore(config);
const links = createLinks(config.PAGES_URL, createSecret(config.LINK_SECRET_ARN), () => new Date());
const release = createHeaderSource(config.RELEASE_BUCKET, config.RELEASE_KEY);

export const handler = lambda(async (event: Parameters<typeof caseOf>[0]) => {
  const { config: client } = await release();
  return sendSurvey(caseOf(event), {
    store,
    voice,
    links,
    mails: mails(client),
    addresses,
    config: client,
    now: () => new Date(),
  });
});
