import type { Cloud, Collection, Service, Timer } from '../core/contract.ts';
import type { MetricName, Metrics } from './metrics.ts';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** What the console shows of an alarm. */
export interface Alarm {
  name: string;
  description: string;
  state: AlarmState;
  reason: string;
  /** Epoch ms of the last change of state. */
  since: number;
  /** False for alarms on metric math beyond `SUM(METRICS())`, whose state stays INSUFFICIENT_DATA here. */
  evaluated: boolean;
}
export interface CloudWatch extends Service {
  metrics: Metrics;
  alarms(): Alarm[];
}

/** Watches one metric, or the sum of several. */
interface Rule {
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

/** Alarms on single metrics, evaluated whenever a value arrives and at the end of each period while they ring. */
export function createCloudWatch(metrics: Metrics): CloudWatch {
  const rules: Rule[] = [];
  const timers = new Map<string, Timer>();
  let cloud: Cloud | undefined;
  let kept: Collection<Alarm> | undefined;
  /** Of this run's templates: the store may still hold alarms of older ones. */
  const deployed = new Set<string>();

  metrics.onRecord(metric => {
    for (const rule of rules) if (rule.terms.some(term => sameMetric(term, metric))) evaluate(rule);
  });

  function evaluate(rule: Rule) {
    if (!cloud || !kept) return;
    const { state, reason } = judge(rule, metrics, cloud.clock.now());
    const alarm = kept.get(rule.alarm)!;
    if (state === 'ALARM') watch(rule);
    if (alarm.state === state) return;
    kept.put(rule.alarm, { ...alarm, state, reason, since: cloud.clock.now() });
    for (const target of rule.actions[state])
      void cloud.activity.run(() => notify(rule, target, state, alarm.state, reason));
  }

  /** Looks again when the period is over, since silence too may end an alarm. */
  function watch(rule: Rule) {
    timers.get(rule.alarm)?.cancel();
    const next = (Math.floor(cloud!.clock.now() / rule.periodMs) + 1) * rule.periodMs;
    timers.set(
      rule.alarm,
      cloud!.clock.at(next, () => evaluate(rule)),
    );
  }

  async function notify(rule: Rule, target: string, state: AlarmState, before: AlarmState, reason: string) {
    const principal = { id: 'service:cloudwatch.amazonaws.com', caller: rule.alarm };
    const message = {
      AlarmName: rule.alarm,
      AlarmArn: rule.arn,
      AlarmDescription: kept!.get(rule.alarm)!.description,
      AWSAccountId: '000000000000',
      Region: 'US East (N. Virginia)',
      NewStateValue: state,
      OldStateValue: before,
      NewStateReason: reason,
      StateChangeTime: new Date(cloud!.clock.now()).toISOString(),
      Trigger: {
        Metrics: rule.terms.map(({ namespace, name }) => `${namespace} ${name}`),
        Threshold: rule.threshold,
      },
    };
    try {
      if (target.startsWith('arn:aws:sns:')) {
        const Subject = `${state}: "${rule.alarm}"`.slice(0, 100);
        await cloud!.call(principal, 'sns', 'Publish', {
          TopicArn: target,
          Subject,
          Message: JSON.stringify(message),
        });
      } else if (target.startsWith('arn:aws:lambda:')) {
        await cloud!.invoke({
          principal,
          functionArn: target,
          payload: message,
          type: 'event',
          sourceArn: rule.arn,
        });
      } else throw new Error(`the local cloud cannot act on ${target}`);
    } catch (error) {
      cloud!.log(`alarm ${rule.alarm}: its action failed: ${(error as Error).message}`);
    }
  }

  return {
    name: 'monitoring',
    iamPrefix: 'cloudwatch',
    protocol: 'json-1.0',
    operations: {},
    metrics,
    alarms: () => [...deployed].map(name => kept!.get(name)!),
    resourceTypes: {
      'AWS::CloudWatch::Alarm': {
        deploy({ properties, physicalName }, at) {
          cloud = at;
          kept ??= at.store.collection('cloudwatch.alarms');
          const name: string = properties.AlarmName ?? physicalName;
          const arn = `arn:aws:cloudwatch:us-east-1:000000000000:alarm:${name}`;
          const watched = readTerms(properties);
          const evaluated = watched !== undefined;
          const before = kept.get(name);
          kept.put(name, {
            name,
            description: properties.AlarmDescription ?? '',
            state: before?.state ?? (evaluated ? 'OK' : 'INSUFFICIENT_DATA'),
            reason: before?.reason ?? 'nothing measured yet',
            since: before?.since ?? at.clock.now(),
            evaluated,
          });
          deployed.add(name);
          if (watched) rules.push(toRule(name, arn, properties, watched));
          return { ref: name, attributes: { Arn: arn } };
        },
      },
      'AWS::CloudWatch::Dashboard': { deploy: ({ physicalName }) => ({ ref: physicalName, attributes: {} }) },
    },
    resume() {
      for (const rule of rules) evaluate(rule);
    },
  };
}

/** What an alarm looks at; undefined for metric math other than a sum of all its metrics. */
function readTerms(properties: any): { terms: Rule['terms']; periodMs: number } | undefined {
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

function toRule(
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
function judge(rule: Rule, metrics: Metrics, now: number): { state: AlarmState; reason: string } {
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

function sameMetric(a: MetricName, b: MetricName): boolean {
  const left = Object.entries(a.dimensions);
  return (
    a.namespace === b.namespace &&
    a.name === b.name &&
    left.length === Object.keys(b.dimensions).length &&
    left.every(([name, value]) => b.dimensions[name] === value)
  );
}
