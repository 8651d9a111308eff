import { openActions } from '../../layers/core/actions/openActions.ts';
import { createChatVoice } from '../../layers/core/connect/chatVoice.ts';
import { createContactCenter } from '../../layers/core/connect/contactCenter.ts';
import { createContacts } from '../../layers/core/connect/contacts.ts';
import { openCustomerMails } from '../../layers/core/mail/openCustomerMails.ts';
import { readConfig } from '../../layers/core/platform/config.ts';
import { figures } from '../../layers/core/platform/figures.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { createHeaderSource } from '../../layers/core/release/headerSource.ts';
import { createCaseStore } from '../../layers/core/store/caseStore.ts';
import { createCorrections } from '../../layers/core/store/corrections.ts';
import { openTable } from '../../layers/core/store/openStore.ts';
import { createPresence } from '../../layers/core/store/presence.ts';
import { createWorkflows } from '../../layers/core/workflows/workflows.ts';
import { Config } from './config.ts';
import { createHandler } from './handler.ts';

/** Milliseconds for the client's service: a page waits, and the function has 20 s. */
const ACTION_BUDGET_MS = 12_000;
const config = readConfig(Config);
const options = openTable(config);
const center = createContactCenter(config.CONTACT_CENTER_PARAMETER);
const mails = openCustomerMails(config);
const release = createHeaderSource(config.RELEASE_BUCKET, config.RELEASE_KEY);
const store = createCaseStore(options);
const openedActions = openActions(config, store);
const fixed = {
  store,
  corrections: createCorrections(options),
  presence: createPresence(options),
  voice: createChatVoice(center),
  contacts: createContacts(center),
  workflows: createWorkflows(),
  figures,
  now: options.now,
};

export const handler = lambda(
  createHandler(async () => {
    const { config: client, topics } = await release();
    return {
      ...fixed,
      mails: async () => mails(client),
      config: client,
      topics,
      actions: openedActions(client, ACTION_BUDGET_MS),
    };
  }),
);
