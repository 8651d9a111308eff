import type { Retrier } from './definition.ts';

/** Milliseconds before the attempt after `used` retries: interval × rate^used, capped, jittered over its whole length. */
export function retryDelay(rule: Retrier, used: number): number {
  const delay = Math.min(rule.intervalSeconds * rule.backoffRate ** used, rule.maxDelaySeconds) * 1000;
  return Math.round(rule.jitter ? Math.random() * delay : delay);
}
