import type { Service } from '../../../local/core/contract.ts';
import { bootApp, makeAssembly, makeFunction, makeRole } from './makeApp.ts';

const TOPIC = 'arn:aws:sns:us-east-1:000000000000:operations';
const alarm = (properties: object) => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    EvaluationPeriods: 1,
    Threshold: 2,
    TreatMissingData: 'notBreaching',
    AlarmActions: [TOPIC],
    ...properties,
  },
});
const errors = (id: string, name: string) => ({
  Id: id,
  ReturnData: false,
  MetricStat: {
    Metric: {
      Namespace: 'AWS/Lambda',
      MetricName: name,
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'Work' } }],
    },
    Period: 300,
    Stat: 'Sum',
  },
});

test('alarms ring on errors, own metrics and sums, tell the topic once, and end by themselves', async () => {
  const published: any[] = [];
  const sns: Service = {
    name: 'sns',
    protocol: 'query',
    operations: {
      Publish: { resources: ({ TopicArn }) => [TopicArn], run: input => void published.push(input) },
    },
    resourceTypes: {},
  };
  const app = await bootApp(
    makeAssembly(
      {
        Role: makeRole(),
        Work: makeFunction('work', { FunctionName: 'work' }),
        Errors: alarm({
          Namespace: 'AWS/Lambda',
          MetricName: 'Errors',
          Statistic: 'Sum',
          Period: 300,
          Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'Work' } }],
        }),
        Sum: alarm({
          Metrics: [
            { Id: 'sum', Expression: 'SUM(METRICS())', ReturnData: true },
            errors('a', 'Errors'),
            errors('b', 'Throttles'),
          ],
        }),
        Own: alarm({
          Namespace: 'Support',
          MetricName: 'Escalations',
          Statistic: 'Sum',
          Period: 60,
          Dimensions: [{ Name: 'client', Value: 'demo' }],
        }),
        Odd: alarm({
          Metrics: [{ Id: 'odd', Expression: 'ANOMALY_DETECTION_BAND(a)' }, errors('a', 'Errors')],
        }),
      },
      {
        work: `export const handler = async ({ fail }) => {
          console.log(JSON.stringify({ _aws: { Timestamp: 0, CloudWatchMetrics: [{ Namespace: 'Support', Dimensions: [['client']], Metrics: [{ Name: 'Escalations', Unit: 'Count' }] }] }, client: 'demo', Escalations: [1] }));
          if (fail) throw new Error('no');
        };`,
      },
    ),
    { services: [sns] },
  );
  const states = () =>
    Object.fromEntries(app.cloudWatch.alarms().map(({ name, state }) => [name.slice('app-'.length), state]));
  const work = (payload: object) =>
    app.cloud.invoke({ principal: { id: 'operator' }, functionArn: 'work', payload, type: 'request' });

  await work({ fail: true });
  expect(states()).toEqual({ Errors: 'OK', Sum: 'OK', Own: 'OK', Odd: 'INSUFFICIENT_DATA' });
  await work({ fail: true });
  await work({ fail: true });
  await app.cloud.activity.idle();
  expect(states()).toEqual({ Errors: 'ALARM', Sum: 'ALARM', Own: 'ALARM', Odd: 'INSUFFICIENT_DATA' });
  expect(published.map(({ Subject }) => Subject).sort()).toEqual([
    'ALARM: "app-Errors"',
    'ALARM: "app-Own"',
    'ALARM: "app-Sum"',
  ]);
  expect(JSON.parse(published[0].Message)).toMatchObject({ NewStateValue: 'ALARM', OldStateValue: 'OK' });

  await app.clock.advance(60_000);
  expect(states()).toMatchObject({ Errors: 'ALARM', Own: 'OK' });
  await app.clock.advance(300_000);
  expect(states()).toMatchObject({ Errors: 'OK', Sum: 'OK' });
  expect(published).toHaveLength(3);
  await app.stop();
});
