import type { AlarmState } from './alarms.ts';
import type { MetricName, Metrics } from './metrics.ts';

/** Watches one metric, or the sum of several. */
export interface Rule {
  alarm: string;
  arn: string;
  terms: (MetricName & { statistic: string })[];
  periodMs: number;
  periods: number;
  datapoints: number;
  threshold: number;
  comparison: string;
  missing: string;
  actions: Record<AlarmState, string[]>;
}

const COMPARISONS: Record<string, (value: number, threshold: number) => boolean> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/** What an alarm looks at; undefined for metric math other than a sum of all its metrics. */
export function readTerms(properties: any): { terms: Rule['terms']; periodMs: number } | undefined {
  const dimensions = (list: { Name: string; Value: string }[] = []) =>
    Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]));
  if (properties.MetricName !== undefined) {
    const term = {
      namespace: properties.Namespace,
      name: properties.MetricName,
      dimensions: dimensions(properties.Dimensions),
      statistic: properties.Statistic ?? properties.ExtendedStatistic,
    };
    return { terms: [term], periodMs: properties.Period * 1000 };
  }
  const parts: any[] = properties.Metrics ?? [];
  const expressions = parts.filter(part => part.Expression !== undefined);
  const stats = parts.filter(part => part.MetricStat !== undefined).map(part => part.MetricStat);
  const isSum = expressions.length === 1 && expressions[0].Expression === 'SUM(METRICS())';
  if (stats.length === 0 || !(isSum || (expressions.length === 0 && stats.length === 1))) return undefined;
  const terms = stats.map(({ Metric, Stat }) => ({
    namespace: Metric.Namespace,
    name: Metric.MetricName,
    dimensions: dimensions(Metric.Dimensions),
    statistic: Stat,
  }));
  return { terms, periodMs: stats[0].Period * 1000 };
}

export function toRule(
  alarm: string,
  arn: string,
  properties: any,
  { terms, periodMs }: { terms: Rule['terms']; periodMs: number },
): Rule {
  const periods: number = properties.EvaluationPeriods;
  const comparison: string = properties.ComparisonOperator;
  if (!(comparison in COMPARISONS))
    throw new Error(`comparison operator ${comparison} is not known to the local cloud`);
  return {
    alarm,
    arn,
    terms,
    periodMs,
    periods,
    datapoints: properties.DatapointsToAlarm ?? periods,
    threshold: properties.Threshold,
    comparison,
    missing: properties.TreatMissingData ?? 'missing',
    actions: {
      OK: properties.OKActions ?? [],
      ALARM: properties.AlarmActions ?? [],
      INSUFFICIENT_DATA: properties.InsufficientDataActions ?? [],
    },
  };
}

/** ALARM when enough of the last periods breach; periods without values count as the alarm says, else as fine. */
export function judge(rule: Rule, metrics: Metrics, now: number): { state: AlarmState; reason: string } {
  const end = (Math.floor(now / rule.periodMs) + 1) * rule.periodMs;
  let breaching = 0;
  let last: number | undefined;
  for (let back = 0; back < rule.periods; back += 1) {
    const from = end - (back + 1) * rule.periodMs;
    const value = valueOf(rule, metrics, from);
    last ??= value;
    if (
      value === undefined
        ? rule.missing === 'breaching'
        : COMPARISONS[rule.comparison]!(value, rule.threshold)
    ) {
      breaching += 1;
    }
  }
  const reason = `${breaching} of the last ${rule.periods} periods breach ${rule.comparison} ${rule.threshold}; the last value is ${last ?? 'missing'}`;
  return { state: breaching >= rule.datapoints ? 'ALARM' : 'OK', reason };
}

/** Undefined when none of the metrics has a value in the period. */
function valueOf({ terms, periodMs }: Rule, metrics: Metrics, from: number): number | undefined {
  const values = terms.flatMap(term => {
    const found = metrics.values(term, from, from + periodMs);
    return found.length > 0 ? [statisticOf(term.statistic, found)] : [];
  });
  return values.length > 0 ? values.reduce((total, value) => total + value, 0) : undefined;
}

function statisticOf(statistic: string, values: number[]): number {
  const sum = () => values.reduce((total, value) => total + value, 0);
  switch (statistic) {
    case 'Sum':
      return sum();
    case 'Average':
      return sum() / values.length;
    case 'Minimum':
      return Math.min(...values);
    case 'Maximum':
      return Math.max(...values);
    case 'SampleCount':
      return values.length;
    default: {
      const percentile = /^p(\d+(?:\.\d+)?)$/.exec(statistic);
      if (!percentile) throw new Error(`alarm statistic ${statistic} is not known to the local cloud`);
      const sorted = [...values].sort((a, b) => a - b);
      return sorted[Math.min(sorted.length - 1, Math.floor((Number(percentile[1]) / 100) * sorted.length))]!;
    }
  }
}
