import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { redactLogged } from './redact.ts';

/**
 * One logger and one set of metrics per function; names come from the POWERTOOLS_* variables. Never log message text: what slips in with
 * an error of somebody else's is redacted as far as it can be told.
 */
export const logger = new Logger({
  jsonReplacerFn: (_name, value) => (typeof value === 'string' ? redactLogged(value) : value),
});
export const metrics = new Metrics();
