import { createContactCenter } from '../../layers/core/connect/contactCenter.ts';
import { createContacts } from '../../layers/core/connect/contacts.ts';
import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { createSecret } from '../../layers/core/secrets/secrets.ts';
import { openStore, openTable } from '../../layers/core/store/openStore.ts';
import { createVisits } from '../../layers/core/store/visits.ts';
import { Config } from './config.ts';
import { createHandler } from './handler.ts';

const config = readConfig(Config);
const linkKey = createSecret(config.LINK_SECRET_ARN);
const { table, now } = openTable(config);

export const handler = lambda(
  createHandler({
    contacts: createContacts(createContactCenter(config.CONTACT_CENTER_PARAMETER)),
    store: openStore(config),
    siteKey: createSecret(config.SITE_SECRET_ARN),
    linkKey,
    languages: config.LANGUAGES.split(' '),
    streamTo: config.CHAT_TOPIC_ARN,
    visits: createVisits(table, linkKey, now),
    now,
  }),
);
