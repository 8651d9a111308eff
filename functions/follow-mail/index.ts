import type { EventBridgeEvent } from 'aws-lambda';
import { readConfig } from '../../layers/core/platform/config.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { metrics } from '../../layers/core/platform/telemetry.ts';
import { openMailStore, openStore } from '../../layers/core/store/openStore.ts';
import { Config } from './config.ts';
import { followMail } from './followMail.ts';
import { fateOf, type MailEventDetail } from './handler.ts';

const config = readConfig(Config);
const rooms = {
  store: openStore(config),
  mails: openMailStore(config),
  stopped: () => metrics.addMetric('AddressStopped', 'Count', 1),
};

export const handler = lambda(async (event: EventBridgeEvent<string, MailEventDetail>) => {
  const fate = fateOf(event);
  if (fate) await followMail(fate, rooms);
});
