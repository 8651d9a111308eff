import { performance } from 'node:perf_hooks';
import type { Work } from '../core/activity.ts';
import type { InvokeOutcome } from '../core/contract.ts';
import { InitFailed, startEnvironment } from './environment.ts';
import type { Environment, EnvironmentDeps } from './environment.ts';
import type { FunctionSpec } from './protocol.ts';

/** Real milliseconds after which a warm environment beyond the first is let go. */
const IDLE_LIMIT = 30_000;
/**
 * Real milliseconds the first in line waits for a warm environment before another one is started: loading a bundle takes
 * longer than most calls. While the machine is busy, where more environments would only wait for each other, it waits longer.
 */
const PATIENCE = 100;
const PATIENCE_WHEN_BUSY = 5_000;
/** The share of time that this process' own loop may have work before the machine counts as busy. */
const BUSY = 0.4;

export interface Pool {
  readonly spec: FunctionSpec;
  invoke(call: { id: string; event: string; work: Work | undefined }): Promise<InvokeOutcome>;
  /** Loads the bundle ahead of the first invocation. */
  warm(): Promise<void>;
  /** Ends its environments in the middle of whatever they do, as when the service kills a process. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

interface Waiting {
  take(environment: Environment): void;
  fail(error: unknown): void;
  /** Real time, `performance.now()`. */
  since: number;
}

/** The execution environments of one function: kept warm, at most `spec.concurrency`; further calls wait in line. */
export function createPool(spec: FunctionSpec, deps: EnvironmentDeps): Pool {
  const all = new Set<Environment>();
  const idle: { environment: Environment; since: number }[] = [];
  const line: Waiting[] = [];
  let starting = 0;
  let growing: NodeJS.Timeout | undefined;
  let stopped = false;

  const sweep = setInterval(() => {
    const old = Date.now() - IDLE_LIMIT;
    while (all.size > 1 && idle[0] && idle[0].since < old) drop(idle.shift()!.environment);
  }, IDLE_LIMIT).unref();

  function drop(environment: Environment) {
    all.delete(environment);
    void environment.stop();
  }

  function take(): Promise<Environment> {
    for (let warm = idle.pop(); warm; warm = idle.pop()) {
      if (warm.environment.alive) return Promise.resolve(warm.environment);
      all.delete(warm.environment);
    }
    return new Promise((resolve, reject) => {
      line.push({ take: resolve, fail: reject, since: performance.now() });
      serve();
    });
  }

  /** Starts an environment for those in line: at once when there is none, else after some patience. */
  function serve() {
    if (line.length === 0 || all.size + starting >= spec.concurrency) return;
    if (all.size + starting === 0) void start();
    else if (!growing) growAfterPatience();
  }

  function growAfterPatience() {
    const before = performance.eventLoopUtilization();
    growing = setTimeout(() => {
      growing = undefined;
      const [first] = line;
      if (!first || all.size + starting >= spec.concurrency) return;
      const isBusy = performance.eventLoopUtilization(before).utilization > BUSY;
      const waited = performance.now() - first.since;
      if (waited < (isBusy ? PATIENCE_WHEN_BUSY : PATIENCE)) growAfterPatience();
      else void start();
    }, PATIENCE).unref();
  }

  async function start() {
    starting += 1;
    try {
      const environment = deps.kept?.take(spec, deps) ?? (await startEnvironment(spec, deps));
      if (stopped) {
        await environment.stop();
        throw new InitFailed({ errorType: 'Runtime.ExitError', errorMessage: 'the local cloud is stopping' });
      }
      all.add(environment);
      starting -= 1;
      giveBack(environment);
    } catch (error) {
      starting -= 1;
      line.shift()?.fail(error);
    }
    serve();
  }

  function giveBack(environment: Environment) {
    if (!environment.alive || stopped) {
      drop(environment);
      return serve();
    }
    const next = line.shift();
    if (next) next.take(environment);
    else idle.push({ environment, since: Date.now() });
  }

  return {
    spec,
    async invoke(call) {
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
    },
    warm: async () => giveBack(await take()),
    crash: async () => void (await Promise.all([...all].map(environment => environment.stop()))),
    async stop() {
      stopped = true;
      clearInterval(sweep);
      clearTimeout(growing);
      const kept = deps.kept ? idle.map(({ environment }) => environment) : [];
      for (const environment of kept) if (environment.alive) deps.kept!.keep(environment);
      const others = [...all].filter(environment => !kept.includes(environment));
      await Promise.all(others.map(environment => environment.stop()));
      all.clear();
    },
  };
}
