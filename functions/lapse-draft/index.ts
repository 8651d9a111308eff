import { createChatVoice } from '../../layers/core/connect/chatVoice.ts';
import { createContactCenter } from '../../layers/core/connect/contactCenter.ts';
import { openCustomerMails } from '../../layers/core/mail/openCustomerMails.ts';
import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { createHeaderSource } from '../../layers/core/release/headerSource.ts';
import { openStore } from '../../layers/core/store/openStore.ts';
import { Config } from './config.ts';
import { lapseDraft } from './lapseDraft.ts';

const config = readConfig(Config);
const store = openStore(config);
const voice = createChatVoice(createContactCenter(config.CONTACT_CENTER_PARAMETER));
const mails = openCustomerMails(config);
const release = createHeaderSource(config.RELEASE_BUCKET, config.RELEASE_KEY);

export const handler = lambda(async (input: { caseId: string }) => {
  const { config: client } = await release();
  return lapseDraft(input, {
    store,
    voice,
    mails: async () => mails(client),
    config: client,
    now: () => new Date(),
  });
});
