import { createContactCenter } from '../../layers/core/connect/contactCenter.ts';
import { createContacts } from '../../layers/core/connect/contacts.ts';
import { createNotifier } from '../../layers/core/events/bus.ts';
import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { metrics } from '../../layers/core/platform/telemetry.ts';
import { openStore } from '../../layers/core/store/openStore.ts';
import { Config } from './config.ts';
import { raiseCase } from './raiseCase.ts';

const config = readConfig(Config);
const store = openStore(config);
const contacts = createContacts(createContactCenter(config.CONTACT_CENTER_PARAMETER));
const operations = createNotifier(config.OPERATIONS_TOPIC_ARN);
const missed = () => metrics.addMetric('DeadlineMissed', 'Count', 1);

export const handler = lambda(async (input: { caseId: string; times: number }) =>
  raiseCase(input, { store, contacts, operations, missed, now: () => new Date() }),
);
