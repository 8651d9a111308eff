import type { Clock } from '../core/contract.ts';

const MINUTE = 60_000;
/** Minutes of values kept: the longest period times evaluation periods an alarm can look back on here. */
const MINUTES_KEPT = 24 * 60;
/** Values kept of one minute; percentiles of more are of the first so many. */
const VALUES_KEPT = 1_000;

export interface MetricName {
  namespace: string;
  name: string;
  dimensions: Record<string, string>;
}
export interface Metrics {
  record(namespace: string, name: string, dimensions: Record<string, string>, value: number): void;
  /** Counts a log line in CloudWatch's embedded metric format; lines that are not are left alone. */
  embedded(line: string): void;
  /** Values with `from` ≤ time < `to`, epoch ms, by minute. */
  values(metric: MetricName, from: number, to: number): number[];
  list(): MetricName[];
  /** Called after each value recorded. */
  onRecord(listener: (metric: MetricName) => void): void;
}

/** Metrics by name and dimensions, a day long. They live in memory: a restart begins them anew, like alarms' data. */
export function createMetrics(clock: Clock): Metrics {
  const series = new Map<string, { metric: MetricName; minutes: Map<number, number[]> }>();
  const listeners: ((metric: MetricName) => void)[] = [];

  const metrics: Metrics = {
    record(namespace, name, dimensions, value) {
      const metric = { namespace, name, dimensions };
      const id = metricKey(metric);
      let found = series.get(id);
      if (!found) series.set(id, (found = { metric, minutes: new Map() }));
      const minute = Math.floor(clock.now() / MINUTE);
      const values = found.minutes.get(minute);
      if (!values) {
        found.minutes.set(minute, [value]);
        for (const old of found.minutes.keys()) if (old < minute - MINUTES_KEPT) found.minutes.delete(old);
      } else if (values.length < VALUES_KEPT) values.push(value);
      for (const listener of listeners) listener(metric);
    },
    embedded(line) {
      let parsed: any;
      try {
        parsed = JSON.parse(line);
      } catch {
        return;
      }
      for (const { Namespace, Dimensions, Metrics: declared } of parsed._aws?.CloudWatchMetrics ?? []) {
        for (const names of Dimensions?.length ? Dimensions : [[]]) {
          const dimensions = Object.fromEntries(names.map((name: string) => [name, String(parsed[name])]));
          for (const { Name } of declared) {
            for (const value of [parsed[Name]].flat()) {
              if (typeof value === 'number') metrics.record(Namespace, Name, dimensions, value);
            }
          }
        }
      }
    },
    values(metric, from, to) {
      const minutes = series.get(metricKey(metric))?.minutes;
      if (!minutes) return [];
      return [...minutes]
        .filter(([minute]) => minute * MINUTE >= from && minute * MINUTE < to)
        .flatMap(([, values]) => values);
    },
    list: () => [...series.values()].map(({ metric }) => metric),
    onRecord: listener => void listeners.push(listener),
  };
  return metrics;
}

/** The same for the same metric, in whatever order its dimensions are written. */
export function metricKey({ namespace, name, dimensions }: MetricName): string {
  return JSON.stringify([namespace, name, Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1))]);
}
