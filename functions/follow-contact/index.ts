import { createCalls } from '../../layers/core/connect/calls.ts';
import { createContactCenter } from '../../layers/core/connect/contactCenter.ts';
import { createContacts } from '../../layers/core/connect/contacts.ts';
import { createBus } from '../../layers/core/events/bus.ts';
import { readConfig } from '../../layers/core/platform/config.ts';
import { figures } from '../../layers/core/platform/figures.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { createHeaderSource } from '../../layers/core/release/headerSource.ts';
import { openStore } from '../../layers/core/store/openStore.ts';
import { createWorkflows } from '../../layers/core/workflows/workflows.ts';
import { Config } from './config.ts';
import { followContact } from './followContact.ts';
import { newsOf } from './handler.ts';

const config = readConfig(Config);
const store = openStore(config);
const center = createContactCenter(config.CONTACT_CENTER_PARAMETER);
const contacts = createContacts(center);
const calls = createCalls(center);
const release = createHeaderSource(config.RELEASE_BUCKET, config.RELEASE_KEY);
const workflows = createWorkflows();
const bus = createBus(config.BUS_NAME);

export const handler = lambda(async (event: Parameters<typeof newsOf>[0]) =>
  followContact(newsOf(event), {
    store,
    contacts,
    calls,
    workflows,
    bus,
    figures,
    config: (await release()).config,
    now: () => new Date(),
  }),
);
