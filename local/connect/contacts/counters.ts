import type { Center } from '../center.ts';

/** The next number of a series, from 1 (inside a commit). */
export function count(center: Center, series: string): number {
  const counters = center.cloud.store.collection<number>('connect.counters');
  const number = (counters.get(series) ?? 0) + 1;
  counters.put(series, number);
  return number;
}
