import { createActivity } from '../../../local/core/activity.ts';
import { openClock, type VirtualClock } from '../../../local/core/clock.ts';
import { createCloud } from '../../../local/core/cloud.ts';
import { AwsError } from '../../../local/core/contract.ts';
import type { Cloud, InvokeOutcome, Resource, Service } from '../../../local/core/contract.ts';
import type { Meter } from '../../../local/core/meter.ts';
import { openStore } from '../../../local/core/store.ts';

export type Invocation = Parameters<Cloud['invoke']>[0];
export interface TestCloud {
  cloud: Cloud;
  /** Every invocation so far, oldest first. */
  invoked: Invocation[];
  deploy(
    type: string,
    properties: object,
    logicalId?: string,
  ): Promise<{ ref: string; attributes: Record<string, string> }>;
  call(service: string, operation: string, input: object): Promise<any>;
  /** Calls every service's `resume`, as the boot does once all is deployed. */
  resume(): Promise<void>;
  /** As after a kill: the same store, everything else new and nothing deployed yet. */
  reopen(services: Service[]): TestCloud;
  stop(): Promise<void>;
}

/** A function by name; it answers with its return value and fails with the name and message of what it throws. */
export type Functions = Record<string, (payload: any) => unknown>;

const START = '2026-03-02T09:00:00Z';

/** The real core over a store in memory, a clock that stands still, functions in this process, and no policies. */
export function testCloud(
  services: Service[],
  functions: Functions = {},
  store = openStore(':memory:'),
  meter?: Meter,
): TestCloud {
  const activity = createActivity();
  const errors: unknown[] = [];
  const clock = withHorizon(
    openClock({ store, activity, start: START, frozen: true, onError: error => errors.push(error) }),
  );
  const invoked: Invocation[] = [];
  const cloud = createCloud({
    store,
    clock,
    activity,
    ...(meter && { meter }),
    log: () => {},
    services: [...services, open('iam', { authorize: () => {} }), open('lambda', { invoke })],
  });

  async function invoke(options: Invocation): Promise<InvokeOutcome> {
    invoked.push(options);
    const name = options.functionArn.split(':')[6]!;
    const work = activity.run(async (): Promise<InvokeOutcome> => {
      try {
        return { status: 'ok', payload: await functions[name]!(options.payload) };
      } catch (error) {
        // Lambda's own refusal, not the function's.
        if (error instanceof AwsError) throw error;
        const { name: errorType, message: errorMessage } = error as Error;
        return { status: 'error', payload: { errorType, errorMessage } };
      }
    });
    return options.type === 'event' ? { status: 'ok', payload: null } : work;
  }

  return {
    cloud,
    invoked,
    async deploy(type, properties, logicalId = 'Thing') {
      const service = services.find(({ resourceTypes }) => type in resourceTypes)!;
      const resource: Resource = {
        stack: 'test',
        logicalId,
        type,
        properties,
        physicalName: `test-${logicalId}`,
      };
      return service.resourceTypes[type]!.deploy(resource, cloud);
    },
    call: (service, operation, input) => cloud.call({ id: 'operator' }, service, operation, input),
    async resume() {
      for (const service of services) await service.resume?.(cloud);
    },
    reopen(next) {
      clock.stop();
      return testCloud(next, functions, store);
    },
    async stop() {
      for (const service of services) await service.stop?.();
      clock.stop();
      if (errors.length) throw errors[0];
    },
  };
}

/** Lets schedules see how far an advance goes, where the clock does not say so itself. */
function withHorizon(clock: VirtualClock): VirtualClock {
  if (clock.horizon) return clock;
  let horizon = 0;
  return {
    ...clock,
    horizon: () => Math.max(horizon, clock.now()),
    advance(ms) {
      horizon = clock.now() + ms;
      return clock.advance(ms);
    },
  };
}

function open(name: string, extra: object): Service {
  return { name, protocol: 'json-1.0', operations: {}, resourceTypes: {}, ...extra };
}
