import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Work } from '../core/activity.ts';
import type { InvokeOutcome } from '../core/contract.ts';
import type { Credentials } from '../core/credentials.ts';
import type { KeptEnvironments } from './keptEnvironments.ts';
import type { FromWorker, FunctionError, FunctionSpec, ToWorker, WorkerData } from './protocol.ts';

// jest 29 knows the module without this function, so it is asked of the process.
const { stripTypeScriptTypes } = process.getBuiltinModule('node:module');

/** The worker's code as plain JavaScript, made once: left to each worker, the compiler alone takes 30 ms to load. */
const workerCode = new URL(
  `data:text/javascript,${encodeURIComponent(stripTypeScriptTypes(readFileSync(new URL('./worker.ts', import.meta.url), 'utf8')))}`,
);

/** V8's own choice, 48, is for a process: dozens of workers would only keep garbage longer. */
const YOUNG_MB = 12;

/** Lambda's limit for answers, bytes. */
export const PAYLOAD_LIMIT = 6 * 1024 * 1024;

export interface EnvironmentDeps {
  credentials: Credentials;
  time: SharedArrayBuffer;
  compileCache?: string;
  /** Warm ones of a cloud before, and where ours go when it stops. */
  kept?: KeptEnvironments;
  /** Base URL of the gateway, asked when a worker starts. */
  endpoint(): string;
  log(spec: FunctionSpec, requestId: string | undefined, line: string): void;
}

/** One warm execution environment: a worker thread with its own credentials that answers one invocation at a time. */
export interface Environment {
  readonly alive: boolean;
  readonly spec: FunctionSpec;
  /** What it was told of the cloud's address when it was started. */
  readonly endpoint: string;
  /** Goes on in another cloud. */
  moveTo(deps: EnvironmentDeps): void;
  invoke(call: { id: string; event: string; work: Work | undefined }): Promise<InvokeOutcome>;
  stop(): Promise<void>;
}

export async function startEnvironment(spec: FunctionSpec, given: EnvironmentDeps): Promise<Environment> {
  let deps = given;
  let work: Work | undefined;
  let requestId: string | undefined;
  let alive = true;
  let settle: ((message: FromWorker | { type: 'died'; error: FunctionError }) => void) | undefined;

  const endpoint = deps.endpoint();
  const principal = { id: spec.roleArn, caller: spec.logicalId };
  const key = deps.credentials.issue(principal, () => work);
  const logStream = `local/[$LATEST]${key.accessKeyId.toLowerCase()}`;
  const data: WorkerData = {
    directory: spec.directory,
    handler: spec.handler,
    time: deps.time,
    ...(deps.compileCache ? { compileCache: deps.compileCache } : {}),
    functionName: spec.name,
    memoryMb: spec.memoryMb,
    logGroup: spec.logGroup,
    logStream,
  };
  const worker = new Worker(workerCode, {
    workerData: data,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: {
      ...spec.environment,
      ...runtimeVariables(spec, logStream),
      AWS_ACCESS_KEY_ID: key.accessKeyId,
      AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
      AWS_SESSION_TOKEN: 'local',
      AWS_ENDPOINT_URL: endpoint,
    },
    resourceLimits: { maxOldGenerationSizeMb: spec.memoryMb, maxYoungGenerationSizeMb: YOUNG_MB },
    stdout: true,
    stderr: true,
  });
  worker.unref();

  function died(errorType: string, errorMessage: string) {
    if (!alive) return;
    alive = false;
    deps.credentials.revoke(key.accessKeyId);
    settle?.({ type: 'died', error: { errorType, errorMessage } });
  }
  worker.on('message', (message: FromWorker) => {
    if (message.type === 'line') deps.log(spec, requestId, message.line);
    else settle?.(message);
  });
  worker.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
      died(
        'Runtime.ExitError',
        `RequestId: ${requestId} Error: Runtime exited with error: signal: killed (memory limit ${spec.memoryMb} MB)`,
      );
    } else died('Runtime.UnhandledPromiseRejection', `${error.name}: ${error.message}`);
  });
  worker.on('exit', code =>
    died(
      'Runtime.ExitError',
      `RequestId: ${requestId} Error: Runtime exited with error: exit status ${code}`,
    ),
  );

  /** The next message that ends a step, or `timeout` after so many real milliseconds. */
  const next = (timeoutMs?: number) =>
    new Promise<FromWorker | { type: 'died'; error: FunctionError } | { type: 'timeout' }>(resolve => {
      const timer =
        timeoutMs === undefined ? undefined : setTimeout(() => done({ type: 'timeout' }), timeoutMs);
      const done: Parameters<typeof resolve> extends [infer M] ? (message: M) => void : never = message => {
        clearTimeout(timer);
        settle = undefined;
        resolve(message);
      };
      settle = done as typeof settle;
    });
  const stop = async () => {
    died('Runtime.ExitError', 'the local cloud stopped the environment');
    await worker.terminate();
  };

  const started = await next();
  if (started.type === 'failed' || started.type === 'died') {
    await stop();
    throw new InitFailed(started.error);
  }

  return {
    get alive() {
      return alive;
    },
    spec,
    endpoint,
    moveTo(next) {
      deps.credentials.revoke(key.accessKeyId);
      deps = next;
      deps.credentials.adopt(key, principal, () => work);
    },
    stop,
    async invoke({ id, event, work: under }) {
      if (!alive)
        return fail({
          errorType: 'Runtime.ExitError',
          errorMessage: `RequestId: ${id} Error: the environment has ended`,
        });
      work = under;
      requestId = id;
      const timeoutMs = spec.timeoutSeconds * 1000;
      const end = next(timeoutMs);
      worker.postMessage({ id, event, arn: spec.arn, timeoutMs } satisfies ToWorker);
      const message = await end;
      work = undefined;
      if (message.type === 'result') return outcome(message.payload);
      if (message.type === 'timeout') {
        await stop();
        return fail({
          errorType: 'Sandbox.Timedout',
          errorMessage: `RequestId: ${id} Error: Task timed out after ${spec.timeoutSeconds.toFixed(2)} seconds`,
        });
      }
      if (message.type === 'error' || message.type === 'died') return fail(message.error);
      throw new Error(`${spec.name}: the worker said "${message.type}" during an invocation`);
    },
  };
}

/** The bundle could not be loaded. */
export class InitFailed extends Error {
  readonly error: FunctionError;
  constructor(error: FunctionError) {
    super(error.errorMessage);
    this.name = 'InitFailed';
    this.error = error;
  }
}

const fail = (payload: FunctionError): InvokeOutcome => ({ status: 'error', payload });

function outcome(payload: string): InvokeOutcome {
  const size = Buffer.byteLength(payload);
  if (size > PAYLOAD_LIMIT) {
    return fail({
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: `Response payload size (${size} bytes) exceeded maximum allowed payload size (${PAYLOAD_LIMIT} bytes).`,
    });
  }
  return { status: 'ok', payload: JSON.parse(payload) };
}

function runtimeVariables(spec: FunctionSpec, logStream: string): Record<string, string> {
  return {
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: spec.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: spec.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    LAMBDA_TASK_ROOT: spec.directory,
    _HANDLER: spec.handler,
    TZ: ':UTC',
    // There is no X-Ray daemon here: without this the tracer would wait for one.
    POWERTOOLS_TRACE_ENABLED: 'false',
  };
}
