import { createContactCenter } from '../../layers/core/connect/contactCenter.ts';
import { createContacts } from '../../layers/core/connect/contacts.ts';
import { createBus } from '../../layers/core/events/bus.ts';
import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { openStore } from '../../layers/core/store/openStore.ts';
import { closeCase } from './closeCase.ts';
import { Config } from './config.ts';

const config = readConfig(Config);
const store = openStore(config);
const contacts = createContacts(createContactCenter(config.CONTACT_CENTER_PARAMETER));
const bus = createBus(config.BUS_NAME);

export const handler = lambda(async (input: { caseId: string }) =>
  closeCase(input, { store, contacts, bus, now: () => new Date() }),
);
