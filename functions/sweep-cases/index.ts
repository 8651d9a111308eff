import { createContactCenter } from '../../layers/core/connect/contactCenter.ts';
import { createContacts } from '../../layers/core/connect/contacts.ts';
import { createBus, createNotifier } from '../../layers/core/events/bus.ts';
import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { logger, metrics } from '../../layers/core/platform/telemetry.ts';
import { openStore } from '../../layers/core/store/openStore.ts';
import { createWorkflows } from '../../layers/core/workflows/workflows.ts';
import { Config } from './config.ts';
import { sweepCases } from './sweepCases.ts';

const config = readConfig(Config);
const store = openStore(config);
const workflows = createWorkflows();
const contacts = createContacts(createContactCenter(config.CONTACT_CENTER_PARAMETER));
const operations = createNotifier(config.OPERATIONS_TOPIC_ARN);
const bus = createBus(config.BUS_NAME);

export const handler = lambda(async () => {
  const swept = await sweepCases({
    store,
    workflows,
    contacts,
    operations,
    bus,
    escalationArn: config.ESCALATION_ARN,
    now: () => new Date(),
  });
  logger.info('CASES_SWEPT', { swept });
  metrics.addMetric('WorkflowRestarted', 'Count', swept.restarted);
});
