import type { Kms } from '../kms/kms.ts';
import type { TrackedActivity } from './activity.ts';
import type { VirtualClock } from './clock.ts';
import type { Meter } from './meter.ts';
import { AwsError } from './contract.ts';
import type { CallRecord, Cloud, Principal, Service, Store } from './contract.ts';

/** Calls kept for the console; older ones are dropped in bulk. */
const CALLS_KEPT = 10_000;

export const ACCOUNT = '000000000000';
export const REGION = 'us-east-1';

/** What the IAM room must offer for `cloud.authorize`. */
export interface Authorizer extends Service {
  authorize(
    principal: Principal,
    action: string,
    resources: string[],
    conditions: Record<string, string | string[]>,
    now: number,
  ): void;
}
/** What the Lambda room must offer for `cloud.invoke`. */
export interface Invoker extends Service {
  invoke: Cloud['invoke'];
}

export interface CloudParts {
  store: Store;
  clock: VirtualClock;
  activity: TrackedActivity;
  services: Service[];
  meter?: Meter;
  log(line: string): void;
}

/** Puts the rooms together: finds services by name, checks each call against its caller's policies and records it. */
export function createCloud({ store, clock, activity, services, meter, log }: CloudParts): Cloud {
  const byName = new Map<string, Service>();
  for (const service of services) {
    if (byName.has(service.name)) throw new Error(`two rooms of the local cloud are named "${service.name}"`);
    byName.set(service.name, service);
  }
  const calls: CallRecord[] = [];

  const cloud: Cloud = {
    account: ACCOUNT,
    region: REGION,
    clock,
    store,
    activity,
    calls,
    ...(meter && { meter }),
    log,
    urls: { aws: '', api: '', pages: '' },

    service<S extends Service>(name: string): S {
      const service = byName.get(name);
      if (!service) {
        throw new AwsError(
          'UnknownServiceException',
          `the local cloud has no service "${name}"; it has ${[...byName.keys()].sort().join(', ')}`,
          404,
        );
      }
      return service as S;
    },

    authorize(principal, action, resources, conditions = {}) {
      cloud.service<Authorizer>('iam').authorize(principal, action, resources, conditions, clock.now());
    },

    async call(principal, serviceName, operationName, input) {
      const record: CallRecord = {
        at: clock.now(),
        principal: principal.id,
        ...(principal.caller ? { caller: principal.caller } : {}),
        service: serviceName,
        operation: operationName,
        resources: [],
      };
      remember(record);
      meter?.add(serviceName, 'requests', 1, principal.caller);
      try {
        const service = cloud.service(serviceName);
        const operation = findOperation(service, operationName);
        const action = operation.action ?? `${service.iamPrefix ?? service.name}:${operationName}`;
        record.resources = operation.resources(input, cloud);
        cloud.authorize(principal, action, record.resources, operation.conditions?.(input, cloud));
        authorizeKeys(principal, serviceName, action, record.resources);
        return await activity.run(async () => operation.run(input, { principal, cloud }));
      } catch (error) {
        record.error = (error as Error).name;
        if (LOUD.has(record.error)) log(`${serviceName}.${operationName}: ${(error as Error).message}`);
        throw error;
      }
    },

    invoke: options => cloud.service<Invoker>('lambda').invoke(options),

    async emit({ bus, source, detailType, detail, resources = [] }) {
      const host = `${source.replace(/^aws\./, '')}.amazonaws.com`;
      await cloud.call({ id: `service:${host}` }, 'events', 'PutEvents', {
        Entries: [
          {
            EventBusName: bus,
            Source: source,
            DetailType: detailType,
            Detail: JSON.stringify(detail),
            Resources: resources,
          },
        ],
      });
    },
  };
  return cloud;

  /** Encrypted resources: their key is used for the caller, by way of the service. */
  function authorizeKeys(principal: Principal, service: string, action: string, resources: string[]) {
    for (const resource of resources) {
      const needed = byName.has('kms') && cloud.service<Kms>('kms').encryption.needs(action, resource);
      if (!needed) continue;
      const conditions = { 'kms:ViaService': `${service}.${REGION}.amazonaws.com` };
      for (const each of needed.actions) cloud.authorize(principal, each, [needed.key], conditions);
    }
  }

  function remember(record: CallRecord) {
    calls.push(record);
    if (calls.length > CALLS_KEPT * 1.2) calls.splice(0, calls.length - CALLS_KEPT);
  }
}

/** Refusals that are faults of the product or of the local cloud: told to the operator besides the caller. */
const LOUD = new Set(['AccessDeniedException', 'UnknownOperationException', 'UnknownServiceException']);

function findOperation(service: Service, name: string) {
  const operation = Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
  if (operation) return operation;
  throw new AwsError(
    'UnknownOperationException',
    `the local ${service.name} has no operation "${name}"; it has ${Object.keys(service.operations).sort().join(', ')}`,
    404,
  );
}
