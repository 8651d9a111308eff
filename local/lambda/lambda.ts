import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Logs } from '../cloudwatch/logs.ts';
import type { Metrics } from '../cloudwatch/metrics.ts';
import type { TrackedActivity } from '../core/activity.ts';
import type { Invoker } from '../core/cloud.ts';
import { AwsError } from '../core/contract.ts';
import type { CallRecord, Cloud, InvokeOutcome, Principal } from '../core/contract.ts';
import type { Credentials } from '../core/credentials.ts';
import type { Asset } from '../template/assembly.ts';
import { bytesOf } from '../core/meter.ts';
import { createAsyncQueue } from './asyncQueue.ts';
import { PAYLOAD_LIMIT } from './environment.ts';
import { invokeApi, invokeOperation } from './invokeApi.ts';
import { createObserved } from './observed.ts';
import { permits } from './permissions.ts';
import type { KeptEnvironments } from './keptEnvironments.ts';
import type { Pool } from './pool.ts';
import type { FunctionSpec } from './protocol.ts';
import { createRegistry } from './registry.ts';

const ASYNC_PAYLOAD_LIMIT = 1024 * 1024;

export interface LambdaDeps {
  cloud(): Cloud;
  activity: TrackedActivity;
  credentials: Credentials;
  time: SharedArrayBuffer;
  assets: Asset[];
  logs: Logs;
  metrics: Metrics;
  /** Directory for compiled code; none: bundles are compiled at each cold start. */
  compileCache?: string;
  kept?: KeptEnvironments;
}
export interface LambdaService extends Invoker {
  functions(): FunctionSpec[];
  /** Loads the bundles of these functions (all when not given), one after the other; about 35 MB each. */
  warm(names?: string[]): Promise<void>;
  /** Kills the processes of this function, known by its logical id. */
  crash(logicalId: string): Promise<void>;
  /** `event` invocations accepted and not yet done. */
  waitingEvents(): number;
}

/** Functions: the very bundles of the assets, in workers, with what their templates say. */
export function createLambda(deps: LambdaDeps): LambdaService {
  const { activity, logs, metrics, credentials, time, assets, compileCache, kept } = deps;
  const observed = createObserved(deps.cloud);
  function write(spec: FunctionSpec, id: string | undefined, line: string) {
    if (observed.mayLog(spec)) logs.write(spec.logGroup, line, id);
  }
  const registry = createRegistry({
    assets,
    credentials,
    time,
    ...(compileCache ? { compileCache } : {}),
    ...(kept ? { kept } : {}),
    log: write,
  });
  let queue: ReturnType<typeof createAsyncQueue> | undefined;
  const queueOf = () => {
    queue ??= createAsyncQueue({
      cloud: deps.cloud(),
      activity,
      find: registry.get,
      run: (pool, id, payload) => runNow(pool, id, JSON.stringify(payload)),
    });
    return queue;
  };

  function runNow(pool: Pool, id: string, event: string): Promise<InvokeOutcome> {
    return activity.run(async () => {
      const began = performance.now();
      // Nothing here reads traces; whether they could be told is what matters.
      observed.mayTrace(pool.spec);
      const outcome = await pool.invoke({ id, event, work: activity.current() });
      report(pool.spec, id, outcome, performance.now() - began);
      const { meter } = deps.cloud();
      meter?.add('lambda', 'invocations', 1, pool.spec.logicalId);
      meter?.add('lambda', 'bytes', Buffer.byteLength(event) + bytesOf(outcome.payload), pool.spec.logicalId);
      return outcome;
    });
  }

  function report(spec: FunctionSpec, id: string, outcome: InvokeOutcome, duration: number) {
    const dimensions = { FunctionName: spec.name };
    metrics.record('AWS/Lambda', 'Invocations', dimensions, 1);
    metrics.record('AWS/Lambda', 'Errors', dimensions, outcome.status === 'ok' ? 0 : 1);
    metrics.record('AWS/Lambda', 'Duration', dimensions, duration);
    if (outcome.status === 'error') {
      const { errorType, errorMessage } = outcome.payload;
      write(spec, id, JSON.stringify({ level: 'ERROR', errorType, errorMessage }));
      deps.cloud().log(`function ${spec.name} failed: ${errorType}: ${errorMessage}`);
    }
    const line = `REPORT RequestId: ${id} Duration: ${duration.toFixed(2)} ms Memory Size: ${spec.memoryMb} MB`;
    write(spec, id, line);
  }

  function authorize(principal: Principal, spec: FunctionSpec, functionArn: string, sourceArn?: string) {
    const arn = functionArn.startsWith('arn:') ? functionArn : spec.arn;
    if (!principal.id.startsWith('service:')) {
      return deps.cloud().authorize(principal, 'lambda:InvokeFunction', [arn]);
    }
    const host = principal.id.slice('service:'.length);
    const source = { host, functionName: spec.name, ...(sourceArn ? { sourceArn } : {}) };
    if (permits(registry.permissions, source)) return;
    throw new AwsError(
      'AccessDeniedException',
      `User: ${host} is not authorized to perform: lambda:InvokeFunction on resource: ${arn} because no resource-based ` +
        `policy allows the lambda:InvokeFunction action ${sourceArn ? `for ${sourceArn}` : 'without a source ARN'}`,
      403,
    );
  }

  const invoke: Cloud['invoke'] = async ({ principal, functionArn, payload, type, sourceArn, timeoutMs }) => {
    const cloud = deps.cloud();
    const record: CallRecord = {
      at: cloud.clock.now(),
      principal: principal.id,
      ...(principal.caller ? { caller: principal.caller } : {}),
      service: 'lambda',
      operation: 'Invoke',
      resources: [functionArn],
    };
    cloud.calls.push(record);
    try {
      const pool = registry.find(functionArn);
      authorize(principal, pool.spec, functionArn, sourceArn);
      const event = JSON.stringify(payload ?? null);
      checkSize(event, type);
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
      cloud.log(`lambda.Invoke of ${functionArn}: ${(error as Error).message}`);
      throw error;
    }
  };

  return {
    name: 'lambda',
    protocol: 'raw',
    raw: invokeApi(invoke),
    operations: { Invoke: invokeOperation(invoke) },
    resourceTypes: registry.resourceTypes,
    invoke,
    functions: () => registry.pools().map(pool => pool.spec),
    async warm(names = registry.pools().map(pool => pool.spec.name)) {
      for (const name of names) await registry.find(name).warm();
    },
    async crash(logicalId) {
      await Promise.all(
        registry
          .pools()
          .filter(({ spec }) => spec.logicalId === logicalId)
          .map(pool => pool.crash()),
      );
    },
    waitingEvents: () => queueOf().waiting(),
    resume: () => queueOf().resume(),
    async stop() {
      queue?.stop();
      await Promise.all(registry.pools().map(pool => pool.stop()));
    },
  };
}

function checkSize(event: string, type: 'request' | 'event') {
  const limit = type === 'event' ? ASYNC_PAYLOAD_LIMIT : PAYLOAD_LIMIT;
  const size = Buffer.byteLength(event);
  if (size <= limit) return;
  const message = `${size} byte payload is too large for the ${type} invocation (limit ${limit} bytes)`;
  throw new AwsError('RequestTooLargeException', message, 413);
}

/** A caller with a limit of its own stops waiting; the function goes on. */
async function withLimit(outcome: Promise<InvokeOutcome>, timeoutMs?: number): Promise<InvokeOutcome> {
  if (timeoutMs === undefined) return outcome;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<InvokeOutcome>(resolve => {
    const errorMessage = `no answer within the caller's ${timeoutMs} ms`;
    timer = setTimeout(
      () => resolve({ status: 'error', payload: { errorType: 'CallerTimeout', errorMessage } }),
      timeoutMs,
    );
  });
  try {
    return await Promise.race([outcome, late]);
  } finally {
    clearTimeout(timer);
  }
}
