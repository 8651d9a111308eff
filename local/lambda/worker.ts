/**
 * The inside of one execution environment. Runs in a worker thread: moves `Date` to virtual time and catches the output
 * before the bundle is loaded, then answers one invocation after the other.
 */
import { existsSync } from 'node:fs';
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { FromWorker, ToWorker, WorkerData } from './protocol.ts';

const { directory, handler, time, compileCache, functionName, memoryMb, logGroup, logStream } =
  workerData as WorkerData;
const tell = (message: FromWorker) => parentPort!.postMessage(message);

moveDate(new Float64Array(time));
catchOutput(process.stdout);
catchOutput(process.stderr);
if (compileCache) enableCompileCache(compileCache);

try {
  const handle = await load();
  flushCompileCache();
  parentPort!.on('message', (message: ToWorker) => void answer(handle, message));
  tell({ type: 'ready' });
} catch (error) {
  tell({ type: 'failed', error: describe(error) });
}

type Handler = (event: unknown, context: object) => unknown;

async function load(): Promise<Handler> {
  const dot = handler.lastIndexOf('.');
  const [module, name] = [handler.slice(0, dot), handler.slice(dot + 1)];
  const file = ['.mjs', '.js', '.cjs']
    .map(end => join(directory, module + end))
    .find(path => existsSync(path));
  if (!file)
    throw named('Runtime.ImportModuleError', `Error: Cannot find module '${module}' in the code asset`);
  const loaded = await import(pathToFileURL(file).href);
  const handle = loaded[name] ?? loaded.default?.[name];
  if (typeof handle !== 'function') {
    throw named('Runtime.HandlerNotFound', `${handler} is undefined or not exported`);
  }
  return handle;
}

async function answer(handle: Handler, { id, event, arn, timeoutMs }: ToWorker) {
  const deadline = performance.now() + timeoutMs;
  const context = {
    awsRequestId: id,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: arn,
    memoryLimitInMB: String(memoryMb),
    logGroupName: logGroup,
    logStreamName: logStream,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
  try {
    const result = await handle(JSON.parse(event), context);
    tell({ type: 'result', id, payload: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    tell({ type: 'error', id, error: describe(error) });
  }
}

function describe(error: unknown) {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return {
    errorType: error.name,
    errorMessage: error.message,
    trace: (error.stack ?? '').split('\n'),
  };
}

function named(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

function moveDate(hand: Float64Array) {
  const RealDate = Date;
  const now = () => Math.floor(hand[0] === 1 ? hand[1]! : RealDate.now() + hand[1]!);
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, values, newTarget) =>
      Reflect.construct(target, values.length > 0 ? values : [now()], newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, property) => (property === 'now' ? now : Reflect.get(target, property)),
  });
}

function catchOutput(stream: NodeJS.WriteStream) {
  let rest = '';
  stream.write = ((chunk: string | Uint8Array, ...more: unknown[]) => {
    const lines = (rest + (typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'))).split(
      '\n',
    );
    rest = lines.pop()!;
    for (const line of lines) if (line) tell({ type: 'line', line });
    const done = more.find(each => typeof each === 'function') as (() => void) | undefined;
    if (done) queueMicrotask(done);
    return true;
  }) as typeof stream.write;
}
