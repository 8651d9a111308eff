import type { MiddlewareObj } from '@middy/core';
import { idsOf } from './idsOf.ts';

/** What is needed of X-Ray's library. */
interface Xray {
  Tracer: new () => { putAnnotation(name: string, value: string): void };
  captureLambdaHandler(tracer: any, options: { captureResponse: boolean }): any;
}

/**
 * X-Ray by Powertools Tracer. Its library takes longer to load than all else a function has, so it is loaded only where
 * the function is traced: Lambda says so by the daemon's address. Traces are found by case, contact and turn.
 */
export function tracing(load: () => Promise<Xray> = () => import('./xray.ts')): MiddlewareObj[] {
  if (!process.env.AWS_XRAY_DAEMON_ADDRESS) return [];
  let opened: Promise<{ tracer: InstanceType<Xray['Tracer']>; middleware: MiddlewareObj }> | undefined;
  const loaded = () =>
    (opened ??= load().then(({ Tracer, captureLambdaHandler }) => {
      const tracer = new Tracer();
      // Replies may hold a customer's words: they stay out of traces.
      return {
        tracer,
        middleware: captureLambdaHandler(tracer, { captureResponse: false }) as MiddlewareObj,
      };
    }));
  return [
    {
      before: async request => {
        const { tracer, middleware } = await loaded();
        await middleware.before?.(request);
        for (const [name, id] of Object.entries(idsOf(request.event))) tracer.putAnnotation(name, id);
      },
      after: async request => (await loaded()).middleware.after?.(request),
      onError: async request => (await loaded()).middleware.onError?.(request),
    },
  ];
}
