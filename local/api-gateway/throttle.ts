import type { Clock } from '../core/contract.ts';

export interface Limit {
  /** Requests a second. */
  rate: number;
  burst: number;
}

/** A token bucket a key, on virtual time. */
export function createThrottle(clock: Clock) {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    /** True when the request may pass. */
    take(key: string, { rate, burst }: Limit): boolean {
      const now = clock.now();
      const bucket = buckets.get(key) ?? { tokens: burst, at: now };
      const tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * rate);
      const passes = tokens >= 1;
      buckets.set(key, { tokens: passes ? tokens - 1 : tokens, at: now });
      return passes;
    },
  };
}
