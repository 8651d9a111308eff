import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';

/** One logger and one set of metrics per function; names come from the POWERTOOLS_* variables. Never log message text. */
export const logger = new Logger();
export const metrics = new Metrics();
