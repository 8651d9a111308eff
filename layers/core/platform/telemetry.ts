import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { redactLogged } from './redact.ts';

/**
 * One logger and one set of metrics per function; names come from the POWERTOOLS_* variables. Never log message text: what slips in with
 * an error of somebody else's is redacted as far as it can be told.
 */
export const logger = new Logger({
  // Of several clients in one account, or in one place that collects logs.
  persistentKeys: { client: process.env.POWERTOOLS_METRICS_NAMESPACE?.split('/').at(-1) },
  jsonReplacerFn: (_name, value) => (typeof value === 'string' ? redactLogged(value) : value),
});
export const metrics = new Metrics();
