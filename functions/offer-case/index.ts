import { createContactCenter } from '../../layers/core/connect/contactCenter.ts';
import { createContacts } from '../../layers/core/connect/contacts.ts';
import { createMailer } from '../../layers/core/mail/mailer.ts';
import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { createHeaderSource } from '../../layers/core/release/headerSource.ts';
import { openStore } from '../../layers/core/store/openStore.ts';
import { createWorkflows } from '../../layers/core/workflows/workflows.ts';
import { Config } from './config.ts';
import { offerCase, type OfferCaseInput } from './offerCase.ts';

const config = readConfig(Config);
const store = openStore(config);
const contacts = createContacts(createContactCenter(config.CONTACT_CENTER_PARAMETER));
const workflows = createWorkflows();
const release = createHeaderSource(config.RELEASE_BUCKET, config.RELEASE_KEY);

export const handler = lambda(async (input: OfferCaseInput) => {
  const { config: client } = await release();
  const mailer = async () =>
    createMailer({
      from: config.FROM_ADDRESS,
      configurationSet: config.CONFIGURATION_SET,
      name: client.name,
    });
  return offerCase(input, { store, contacts, workflows, mailer, config: client, now: () => new Date() });
});
