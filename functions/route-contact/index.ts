import type { ConnectContactFlowEvent } from 'aws-lambda';
import { createCalls } from '../../layers/core/connect/calls.ts';
import { createContactCenter } from '../../layers/core/connect/contactCenter.ts';
import { createContacts } from '../../layers/core/connect/contacts.ts';
import { readConfig } from '../../layers/core/platform/config.ts';
import { figures } from '../../layers/core/platform/figures.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { createHeaderSource } from '../../layers/core/release/headerSource.ts';
import { createLinks } from '../../layers/core/secrets/links.ts';
import { createSecret } from '../../layers/core/secrets/secrets.ts';
import { createHeardMessages } from '../../layers/core/store/heard.ts';
import { openStore, openTable } from '../../layers/core/store/openStore.ts';
import { createPresence } from '../../layers/core/store/presence.ts';
import { createWorkflows } from '../../layers/core/workflows/workflows.ts';
import { Config } from './config.ts';
import { toInput } from './handler.ts';
import { routeContact } from './routeContact.ts';

const config = readConfig(Config);
const store = openStore(config);
const heard = createHeardMessages(openTable(config));
const presence = createPresence(openTable(config));
const center = createContactCenter(config.CONTACT_CENTER_PARAMETER);
const contacts = createContacts(center);
const calls = createCalls(center);
const workflows = createWorkflows();
const links = createLinks(config.PAGES_URL, createSecret(config.LINK_SECRET_ARN), () => new Date());
const release = createHeaderSource(config.RELEASE_BUCKET, config.RELEASE_KEY);

export const handler = lambda(async (event: ConnectContactFlowEvent) =>
  routeContact(toInput(event), {
    store,
    heard,
    presence,
    contacts,
    calls,
    workflows,
    links,
    figures,
    center: await center(),
    config: (await release()).config,
    now: () => new Date(),
  }),
);
