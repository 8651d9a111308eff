import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { TrackedActivity } from '../core/activity.ts';
import type { Invoker } from '../core/cloud.ts';
import { AwsError } from '../core/contract.ts';
import type { Cloud, InvokeOutcome, Principal } from '../core/contract.ts';
import type { Credentials } from '../core/credentials.ts';
import type { Logs } from '../cloudwatch/logs.ts';
import type { Metrics } from '../cloudwatch/metrics.ts';
import type { Asset } from '../template/assembly.ts';
import { ASYNC_DEFAULTS, createAsyncQueue } from './asyncQueue.ts';
import type { AsyncConfig } from './asyncQueue.ts';
import { codeDirectory } from './code.ts';
import { PAYLOAD_LIMIT } from './environment.ts';
import { invokeApi } from './invokeApi.ts';
import { permits } from './permissions.ts';
import type { Permission } from './permissions.ts';
import { createPool } from './pool.ts';
import type { Pool } from './pool.ts';
import type { FunctionSpec } from './protocol.ts';

const ASYNC_PAYLOAD_LIMIT = 1024 * 1024;
/** Environments of one function at a time; on two cores more would only wait for each other. */
const CONCURRENCY = 4;

export interface LambdaDeps {
  activity: TrackedActivity;
  credentials: Credentials;
  time: SharedArrayBuffer;
  assets: Asset[];
  logs: Logs;
  metrics: Metrics;
  /** Directory for compiled code; none: bundles are compiled at each cold start. */
  compileCache?: string;
}
export interface LambdaService extends Invoker {
  functions(): FunctionSpec[];
  /** Loads the bundles of these functions (all when not given), one after the other. */
  warm(names?: string[]): Promise<void>;
  /** `event` invocations accepted and not yet done. */
  waitingEvents(): number;
}

/** Functions: the very bundles of the assets, in workers, with what their templates say. */
export function createLambda(deps: LambdaDeps): LambdaService {
  const pools = new Map<string, Pool>();
  const configs = new Map<string, AsyncConfig>();
  const permissions: Permission[] = [];
  let queue: ReturnType<typeof createAsyncQueue> | undefined;
  let cloud: Cloud;

  const queueOf = () => {
    queue ??= createAsyncQueue({
      cloud,
      activity: deps.activity,
      find: name => {
        const pool = pools.get(name);
        return pool && { spec: pool.spec, config: configs.get(name) ?? ASYNC_DEFAULTS };
      },
      run: (name, id, payload) => runNow(pools.get(name)!, id, JSON.stringify(payload)),
    });
    return queue;
  };

  function runNow(pool: Pool, id: string, event: string): Promise<InvokeOutcome> {
    return deps.activity.run(async () => {
      const { spec } = pool;
      const began = performance.now();
      const outcome = await pool.invoke({ id, event, work: deps.activity.current() });
      const duration = performance.now() - began;
      const dimensions = { FunctionName: spec.name };
      deps.metrics.record('AWS/Lambda', 'Invocations', dimensions, 1);
      deps.metrics.record('AWS/Lambda', 'Errors', dimensions, outcome.status === 'ok' ? 0 : 1);
      deps.metrics.record('AWS/Lambda', 'Duration', dimensions, duration);
      if (outcome.status === 'error') {
        const { errorType, errorMessage } = outcome.payload;
        deps.logs.write(spec.logGroup, JSON.stringify({ level: 'ERROR', errorType, errorMessage }), id);
        cloud.log(`function ${spec.name} failed: ${errorType}: ${errorMessage}`);
      }
      const report = `REPORT RequestId: ${id} Duration: ${duration.toFixed(2)} ms Memory Size: ${spec.memoryMb} MB`;
      deps.logs.write(spec.logGroup, report, id);
      return outcome;
    });
  }

  function authorize(principal: Principal, spec: FunctionSpec, functionArn: string, sourceArn?: string) {
    const arn = functionArn.startsWith('arn:') ? functionArn : spec.arn;
    if (!principal.id.startsWith('service:')) {
      return cloud.authorize(principal, 'lambda:InvokeFunction', [arn]);
    }
    const host = principal.id.slice('service:'.length);
    if (permits(permissions, { host, functionName: spec.name, ...(sourceArn ? { sourceArn } : {}) })) return;
    throw new AwsError(
      'AccessDeniedException',
      `User: ${host} is not authorized to perform: lambda:InvokeFunction on resource: ${arn} because no resource-based policy allows the lambda:InvokeFunction action${sourceArn ? ` for ${sourceArn}` : ' without a source ARN'}`,
      403,
    );
  }

  const service: LambdaService = {
    name: 'lambda',
    protocol: 'raw',
    raw: invokeApi(options => service.invoke(options)),
    operations: {
      Invoke: {
        // Checked inside invoke(), where resource policies count too.
        resources: () => [],
        async run({ FunctionName, InvocationType, Payload }, { principal }) {
          const outcome = await service.invoke({
            principal,
            functionArn: FunctionName,
            payload: Payload ? JSON.parse(Buffer.from(Payload, 'base64').toString('utf8')) : {},
            type: InvocationType === 'Event' ? 'event' : 'request',
          });
          if (InvocationType === 'Event') return { StatusCode: 202 };
          return {
            StatusCode: 200,
            ExecutedVersion: '$LATEST',
            ...(outcome.status === 'error' ? { FunctionError: 'Unhandled' } : {}),
            Payload: Buffer.from(JSON.stringify(outcome.payload)).toString('base64'),
          };
        },
      },
    },

    resourceTypes: {
      'AWS::Lambda::Function': {
        deploy({ properties, physicalName, logicalId, stack }, at) {
          cloud = at;
          const name: string = properties.FunctionName ?? physicalName;
          const arn = `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
          const reserved = properties.ReservedConcurrentExecutions;
          const spec: FunctionSpec = {
            name,
            arn,
            stack,
            logicalId,
            roleArn: properties.Role,
            directory: codeDirectory(properties.Code, deps.assets),
            handler: properties.Handler,
            environment: stringValues(properties.Environment?.Variables ?? {}),
            timeoutSeconds: properties.Timeout ?? 3,
            memoryMb: properties.MemorySize ?? 128,
            logGroup: properties.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`,
            concurrency: reserved === undefined ? CONCURRENCY : Math.max(1, Math.min(CONCURRENCY, reserved)),
            ...(properties.DeadLetterConfig ? { deadLetterArn: properties.DeadLetterConfig.TargetArn } : {}),
          };
          pools.set(
            name,
            createPool(spec, {
              credentials: deps.credentials,
              time: deps.time,
              ...(deps.compileCache ? { compileCache: deps.compileCache } : {}),
              endpoint: () => at.urls.aws,
              log: (of, requestId, line) => deps.logs.write(of.logGroup, line, requestId),
            }),
          );
          return { ref: name, attributes: { Arn: arn } };
        },
      },
      'AWS::Lambda::Permission': {
        deploy({ properties, physicalName }) {
          permissions.push({
            functionName: functionName(properties.FunctionName),
            action: properties.Action,
            principal: properties.Principal,
            ...(properties.SourceArn ? { sourceArn: properties.SourceArn } : {}),
            ...(properties.SourceAccount ? { sourceAccount: properties.SourceAccount } : {}),
          });
          return { ref: physicalName, attributes: { Id: physicalName } };
        },
      },
      'AWS::Lambda::EventInvokeConfig': {
        deploy({ properties, physicalName }) {
          const onFailure = properties.DestinationConfig?.OnFailure?.Destination;
          configs.set(functionName(properties.FunctionName), {
            retries: properties.MaximumRetryAttempts ?? ASYNC_DEFAULTS.retries,
            maxAgeSeconds: properties.MaximumEventAgeInSeconds ?? ASYNC_DEFAULTS.maxAgeSeconds,
            ...(onFailure ? { onFailure } : {}),
          });
          return { ref: physicalName, attributes: {} };
        },
      },
      'AWS::Lambda::Version': {
        deploy({ properties }) {
          const { arn } = find(properties.FunctionName).spec;
          return { ref: `${arn}:1`, attributes: { Version: '1', FunctionArn: arn } };
        },
      },
      'AWS::Lambda::Alias': {
        deploy({ properties }) {
          const arn = `${find(properties.FunctionName).spec.arn}:${properties.Name}`;
          return { ref: arn, attributes: { AliasArn: arn } };
        },
      },
    },

    async invoke({ principal, functionArn, payload, type, sourceArn, timeoutMs }) {
      const record = remember(principal, functionArn);
      try {
        const pool = find(functionArn);
        record.resources = [pool.spec.arn];
        authorize(principal, pool.spec, functionArn, sourceArn);
        const event = JSON.stringify(payload ?? null);
        const limit = type === 'event' ? ASYNC_PAYLOAD_LIMIT : PAYLOAD_LIMIT;
        const size = Buffer.byteLength(event);
        if (size > limit) {
          throw new AwsError(
            'RequestTooLargeException',
            `${size} byte payload is too large for the ${type} invocation (limit ${limit} bytes)`,
            413,
          );
        }
        const id = randomUUID();
        if (type === 'event') {
          queueOf().accept(id, pool.spec.name, payload ?? null);
          return { status: 'ok', payload: null };
        }
        const outcome = await withLimit(runNow(pool, id, event), timeoutMs);
        if (outcome.status === 'error') record.error = outcome.payload.errorType;
        return outcome;
      } catch (error) {
        record.error = (error as Error).name;
        cloud?.log(`lambda.Invoke of ${functionArn}: ${(error as Error).message}`);
        throw error;
      }
    },

    functions: () => [...pools.values()].map(pool => pool.spec),
    async warm(names = [...pools.keys()]) {
      for (const name of names) await find(name).warm();
    },
    waitingEvents: () => (cloud ? queueOf().waiting() : 0),
    resume(at) {
      cloud = at;
      queueOf().resume();
    },
    async stop() {
      queue?.stop();
      await Promise.all([...pools.values()].map(pool => pool.stop()));
    },
  };
  return service;

  function find(nameOrArn: string): Pool {
    const pool = pools.get(functionName(nameOrArn));
    if (pool) return pool;
    const arn = nameOrArn.startsWith('arn:')
      ? nameOrArn
      : `arn:aws:lambda:us-east-1:000000000000:function:${nameOrArn}`;
    throw new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, 404);
  }

  function remember(principal: Principal, functionArn: string) {
    const record: Cloud['calls'][number] = {
      at: cloud?.clock.now() ?? 0,
      principal: principal.id,
      ...(principal.caller ? { caller: principal.caller } : {}),
      service: 'lambda',
      operation: 'Invoke',
      resources: [functionArn],
    };
    cloud?.calls.push(record);
    return record;
  }
}

/** `name`, `name:qualifier` or an ARN with or without qualifier → the name. */
function functionName(nameOrArn: string): string {
  const parts = nameOrArn.split(':');
  return (parts[0] === 'arn' ? parts[6] : parts[0]) ?? nameOrArn;
}

function stringValues(variables: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)]));
}

/** A caller with a limit of its own stops waiting; the function goes on. */
async function withLimit(outcome: Promise<InvokeOutcome>, timeoutMs?: number): Promise<InvokeOutcome> {
  if (timeoutMs === undefined) return outcome;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<InvokeOutcome>(resolve => {
    timer = setTimeout(
      () =>
        resolve({
          status: 'error',
          payload: {
            errorType: 'CallerTimeout',
            errorMessage: `no answer within the caller's ${timeoutMs} ms`,
          },
        }),
      timeoutMs,
    );
  });
  try {
    return await Promise.race([outcome, late]);
  } finally {
    clearTimeout(timer);
  }
}
