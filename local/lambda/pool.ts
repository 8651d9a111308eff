import type { Work } from '../core/activity.ts';
import type { InvokeOutcome } from '../core/contract.ts';
import { InitFailed, startEnvironment } from './environment.ts';
import type { Environment, EnvironmentDeps } from './environment.ts';
import type { FunctionSpec } from './protocol.ts';

/** Real milliseconds after which a warm environment beyond the first is let go. */
const IDLE_LIMIT = 30_000;

export interface Pool {
  readonly spec: FunctionSpec;
  invoke(call: { id: string; event: string; work: Work | undefined }): Promise<InvokeOutcome>;
  /** Loads the bundle ahead of the first invocation. */
  warm(): Promise<void>;
  stop(): Promise<void>;
}

/** The execution environments of one function: kept warm, at most `spec.concurrency`; further calls wait in line. */
export function createPool(spec: FunctionSpec, deps: EnvironmentDeps): Pool {
  const all = new Set<Environment>();
  const idle: { environment: Environment; since: number }[] = [];
  const line: (() => void)[] = [];
  let places = spec.concurrency;
  let stopped = false;

  const sweep = setInterval(() => {
    const old = Date.now() - IDLE_LIMIT;
    while (all.size > 1 && idle[0] && idle[0].since < old) drop(idle.shift()!.environment);
  }, IDLE_LIMIT).unref();

  function drop(environment: Environment) {
    all.delete(environment);
    void environment.stop();
  }

  async function take(): Promise<Environment> {
    for (let warm = idle.pop(); warm; warm = idle.pop()) {
      if (warm.environment.alive) return warm.environment;
      all.delete(warm.environment);
    }
    const environment = await startEnvironment(spec, deps);
    if (stopped) {
      await environment.stop();
      throw new InitFailed({ errorType: 'Runtime.ExitError', errorMessage: 'the local cloud is stopping' });
    }
    all.add(environment);
    return environment;
  }

  function giveBack(environment: Environment) {
    if (environment.alive && !stopped) idle.push({ environment, since: Date.now() });
    else drop(environment);
  }

  async function inPlace<T>(job: () => Promise<T>): Promise<T> {
    if (places === 0) await new Promise<void>(resolve => line.push(resolve));
    else places -= 1;
    try {
      return await job();
    } finally {
      const next = line.shift();
      if (next) next();
      else places += 1;
    }
  }

  return {
    spec,
    invoke: call =>
      inPlace(async () => {
        let environment: Environment;
        try {
          environment = await take();
        } catch (error) {
          if (error instanceof InitFailed) return { status: 'error', payload: error.error };
          throw error;
        }
        try {
          return await environment.invoke(call);
        } finally {
          giveBack(environment);
        }
      }),
    warm: () => inPlace(async () => giveBack(await take())),
    async stop() {
      stopped = true;
      clearInterval(sweep);
      await Promise.all([...all].map(environment => environment.stop()));
      all.clear();
    },
  };
}
