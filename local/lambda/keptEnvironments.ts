import type { Environment, EnvironmentDeps } from './environment.ts';
import type { FunctionSpec } from './protocol.ts';

/**
 * Warm environments that outlive their cloud: the next cloud on the same addresses, with the same functions and secrets, goes on
 * with them. Cold starts are most of what a short life of a cloud costs.
 */
export interface KeptEnvironments {
  /** All their clouds' time: an environment sees the memory it was started with. */
  readonly time: SharedArrayBuffer;
  take(spec: FunctionSpec, deps: EnvironmentDeps): Environment | undefined;
  /** An idle one whose cloud stops. */
  keep(environment: Environment): void;
  /** Ends those of these functions, by their logical ids. */
  end(which: (logicalId: string) => boolean): Promise<void>;
}

export function keepEnvironments(): KeptEnvironments {
  const idle = new Map<string, Environment[]>();
  return {
    time: new SharedArrayBuffer(2 * Float64Array.BYTES_PER_ELEMENT),
    take(spec, deps) {
      const those = idle.get(whatItKnows(spec, deps.endpoint()));
      for (let one = those?.pop(); one; one = those?.pop())
        if (one.alive) {
          one.moveTo(deps);
          return one;
        }
      return undefined;
    },
    keep(environment) {
      const key = whatItKnows(environment.spec, environment.endpoint);
      idle.set(key, [...(idle.get(key) ?? []), environment]);
    },
    async end(which) {
      for (const [key, those] of idle) {
        if (!which(those[0]?.spec.logicalId ?? '')) continue;
        idle.delete(key);
        await Promise.all(those.map(environment => environment.stop()));
      }
    },
  };
}

/** All that an environment was started with: only where it is the same may it go on. */
const whatItKnows = (spec: FunctionSpec, endpoint: string): string => JSON.stringify([spec, endpoint]);
