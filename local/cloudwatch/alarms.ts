import type { Cloud, Collection, Service, Timer } from '../core/contract.ts';
import { judge, readTerms, toRule } from './alarmRule.ts';
import type { Rule } from './alarmRule.ts';
import { metricKey } from './metrics.ts';
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
  /** The alarms that look at a metric. */
  watching(metric: MetricName): Pick<Rule, 'alarm' | 'threshold' | 'periods'>[];
}

/** Alarms on single metrics, evaluated whenever a value arrives and at the end of each period while they ring. */
export function createCloudWatch(metrics: Metrics): CloudWatch {
  const rules: Rule[] = [];
  /** Most values are of metrics that no alarm watches. */
  const byMetric = new Map<string, Rule[]>();
  const timers = new Map<string, Timer>();
  let cloud: Cloud | undefined;
  let kept: Collection<Alarm> | undefined;
  /** Of this run's templates: the store may still hold alarms of older ones. */
  const deployed = new Set<string>();

  metrics.onRecord(metric => {
    for (const rule of byMetric.get(metricKey(metric)) ?? []) evaluate(rule);
  });

  function watchMetrics(rule: Rule) {
    rules.push(rule);
    for (const key of new Set(rule.terms.map(metricKey))) {
      byMetric.set(key, [...(byMetric.get(key) ?? []), rule]);
    }
  }

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
    watching: metric => byMetric.get(metricKey(metric)) ?? [],
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
          if (watched) watchMetrics(toRule(name, arn, properties, watched));
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
