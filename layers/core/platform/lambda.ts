import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy, { type MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { idsOf } from './idsOf.ts';
import { tellableError } from './redact.ts';
import { logger, metrics } from './telemetry.ts';
import { tracing } from './tracing.ts';

export type Handler<Event, Result> = (event: Event, context: Context) => Promise<Result>;

/** Wraps a handler with what every function has: log context, metrics, traces, and errors that tell nobody's words. */
export function lambda<Event, Result>(handler: Handler<Event, Result>) {
  return middy<Event, Result>()
    .use(injectLambdaContext(logger, { logEvent: false, resetKeys: true }))
    .use(metering())
    .use(following())
    .use(tracing())
    .handler((event, context) =>
      handler(event, context).catch(error => {
        throw tellableError(error);
      }),
    );
}

/** Case, contact and turn stand in every line and beside every count; never as a dimension, which would be a metric of its own for each. */
function following(): MiddlewareObj {
  return {
    before: ({ event }) => {
      metrics.clearMetadata();
      const ids = idsOf(event);
      logger.appendKeys({ ...ids });
      for (const [name, id] of Object.entries(ids)) metrics.addMetadata(name, id);
    },
  };
}

/** Publishes what was counted. Powertools' own middleware warns at every invocation that counted nothing, as most do. */
function metering(): MiddlewareObj {
  const publish = () => {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  };
  return {
    before: ({ context }) => metrics.captureColdStartMetric(context.functionName),
    after: publish,
    onError: publish,
  };
}
