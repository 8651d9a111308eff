import {
  Alarm,
  ComparisonOperator,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Foundation } from './foundation.ts';
import { metricsNamespace } from './serviceFunction.ts';
import type { ServiceFunction } from './serviceFunction.ts';

export interface ServiceAlarmProps {
  metric: IMetric;
  /** Rings at this value or more; 1 unless told. */
  threshold?: number;
  /** Five-minute periods that must be bad; 1 unless told. */
  periods?: number;
  /** What customers or agents notice, for the person who is woken. */
  impact: string;
  /** Heading in docs/runbook.md, as an anchor. */
  runbook: `docs/runbook.md#${string}`;
  /** Where it rings. */
  operations: ITopic;
}

/** An alarm that can't be made without saying whom it hurts and what to do. */
export function serviceAlarm(scope: Construct, id: string, props: ServiceAlarmProps): Alarm {
  const alarm = new Alarm(scope, id, {
    metric: props.metric,
    threshold: props.threshold ?? 1,
    evaluationPeriods: props.periods ?? 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription: `${props.impact} What to do: ${props.runbook}`,
  });
  alarm.addAlarmAction(new SnsAction(props.operations));
  return alarm;
}

/** Sum of a metric that a function counts itself, over five minutes. */
export const ownMetric = (foundation: Foundation, service: string, metricName: string): IMetric =>
  new Metric({
    namespace: metricsNamespace(foundation),
    metricName,
    dimensionsMap: { service },
    statistic: 'Sum',
    period: Duration.minutes(5),
  });

/** Errors and throttles of up to five functions that stand and fall together. */
export function failures(...functions: ServiceFunction<any>[]): IMetric {
  const period = Duration.minutes(5);
  const usingMetrics: Record<string, IMetric> = {};
  functions.forEach(({ lambda }, n) => {
    usingMetrics[`errors${n}`] = lambda.metricErrors({ period });
    usingMetrics[`throttles${n}`] = lambda.metricThrottles({ period });
  });
  return new MathExpression({
    expression: `SUM(METRICS())`,
    usingMetrics,
    period,
    label: `failures of ${functions.map(fn => fn.name).join(', ')}`,
  });
}
