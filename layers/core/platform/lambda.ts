import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { logger, metrics } from './telemetry.ts';
import { tracing } from './tracing.ts';

export type Handler<Event, Result> = (event: Event, context: Context) => Promise<Result>;

/** Wraps a handler with what every function has: log context, metrics, traces. */
export function lambda<Event, Result>(handler: Handler<Event, Result>) {
  return middy<Event, Result>()
    .use(injectLambdaContext(logger, { logEvent: false, resetKeys: true }))
    .use(logMetrics(metrics, { throwOnEmptyMetrics: false, captureColdStartMetric: true }))
    .use(tracing())
    .handler(handler);
}
