import type { MiddlewareObj } from '@middy/core';

/**
 * X-Ray by Powertools Tracer. Its library takes longer to load than all else a function has, so it is loaded only where
 * the function is traced: Lambda says so by the daemon's address.
 */
export function tracing(): MiddlewareObj[] {
  if (!process.env.AWS_XRAY_DAEMON_ADDRESS) return [];
  let middleware: Promise<MiddlewareObj> | undefined;
  const loaded = () =>
    (middleware ??= import('./xray.ts').then(
      ({ Tracer, captureLambdaHandler }) =>
        // Replies may hold a customer's words: they stay out of traces.
        captureLambdaHandler(new Tracer(), { captureResponse: false }) as MiddlewareObj,
    ));
  return [
    {
      before: async request => (await loaded()).before?.(request),
      after: async request => (await loaded()).after?.(request),
      onError: async request => (await loaded()).onError?.(request),
    },
  ];
}
