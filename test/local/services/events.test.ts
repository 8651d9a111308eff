import { createEvents } from '../../../local/events/index.ts';
import { compilePattern } from '../../../local/events/pattern.ts';
import { parseSchedule } from '../../../local/events/schedule.ts';
import { createSqs } from '../../../local/sqs/index.ts';
import { testCloud, type Functions } from './testCloud.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:000000000000:function:f';
const RULE = 'AWS::Events::Rule';

describe('patterns', () => {
  const event = {
    source: 'shop',
    'detail-type': 'Case Closed',
    resources: ['arn:1', 'arn:2'],
    detail: {
      state: 'Open',
      amount: 120.5,
      flag: false,
      none: null,
      file: 'a/b/photo.PNG',
      items: [{ id: 1 }, { id: 2 }],
      deep: { x: 'y' },
    },
  };
  const table: [object, boolean][] = [
    [{ source: ['shop'] }, true],
    [{ source: ['Shop'] }, false],
    [{ source: ['other', 'shop'], 'detail-type': ['Case Closed'] }, true],
    [{ source: ['shop'], 'detail-type': ['Case Opened'] }, false],
    [{ resources: ['arn:2'] }, true],
    [{ detail: { deep: { x: ['y'] } } }, true],
    [{ detail: { items: { id: [2] } } }, true],
    [{ detail: { items: { id: [3] } } }, false],
    [{ detail: { flag: [false], none: [null] } }, true],
    [{ detail: { state: [{ prefix: 'Op' }] } }, true],
    [{ detail: { state: [{ prefix: { 'equals-ignore-case': 'oP' } }] } }, true],
    [{ detail: { file: [{ suffix: '.PNG' }] } }, true],
    [{ detail: { file: [{ suffix: { 'equals-ignore-case': '.png' } }] } }, true],
    [{ detail: { state: [{ 'equals-ignore-case': 'OPEN' }] } }, true],
    [{ detail: { file: [{ wildcard: 'a/*/photo.*' }] } }, true],
    [{ detail: { file: [{ wildcard: 'a/*/photo.png' }] } }, false],
    [{ detail: { amount: [{ numeric: ['>', 100, '<=', 120.5] }] } }, true],
    [{ detail: { amount: [{ numeric: ['=', 1] }] } }, false],
    [{ detail: { state: [{ exists: true }], missing: [{ exists: false }] } }, true],
    [{ detail: { state: [{ exists: false }] } }, false],
    [{ missing: { deeper: [{ exists: false }] } }, true],
    [{ detail: { state: [{ 'anything-but': 'Closed' }] } }, true],
    [{ detail: { state: [{ 'anything-but': ['Closed', 'Open'] }] } }, false],
    [{ detail: { state: [{ 'anything-but': { prefix: 'Op' } }] } }, false],
    [{ detail: { state: [{ 'anything-but': { wildcard: '*x*' } }] } }, true],
    [{ detail: { missing: [{ 'anything-but': 'x' }] } }, false],
    [{ $or: [{ source: ['x'] }, { detail: { amount: [120.5] } }] }, true],
    [{ source: ['shop'], $or: [{ source: ['x'] }, { source: ['y'] }] }, false],
    [{ detail: { $or: [{ state: ['Open'] }, { state: ['Shut'] }] } }, true],
  ];
  test.each(table)('%j is %s', (pattern, matches) => {
    expect(compilePattern(pattern)(event)).toBe(matches);
  });
  test('an unknown operator is refused', () => {
    expect(() => compilePattern({ a: [{ sounds: 'like' }] })).toThrow(/sounds/);
  });
});

describe('schedule expressions', () => {
  const from = Date.parse('2026-03-02T09:07:30Z');
  test.each([
    ['rate(5 minutes)', 'UTC', '2026-03-02T09:12:30.000Z'],
    ['rate(1 day)', 'UTC', '2026-03-03T09:07:30.000Z'],
    ['cron(0/15 * * * ? *)', 'UTC', '2026-03-02T09:15:00.000Z'],
    ['cron(0 8 ? * MON-FRI *)', 'UTC', '2026-03-03T08:00:00.000Z'],
    ['cron(30 6 ? * 1 *)', 'UTC', '2026-03-08T06:30:00.000Z'],
    ['cron(0 0 1 JAN ? *)', 'UTC', '2027-01-01T00:00:00.000Z'],
    ['cron(0 12 L * ? *)', 'UTC', '2026-03-31T12:00:00.000Z'],
    ['cron(0 12 ? * 6#2 *)', 'UTC', '2026-03-13T12:00:00.000Z'],
    ['cron(0 12 ? * 2L *)', 'UTC', '2026-03-30T12:00:00.000Z'],
    ['cron(0 0 29 2 ? *)', 'UTC', '2028-02-29T00:00:00.000Z'],
    ['cron(0 8 * * ? *)', 'America/New_York', '2026-03-02T13:00:00.000Z'],
    ['cron(0 8 30 3 ? *)', 'Europe/Berlin', '2026-03-30T06:00:00.000Z'],
    ['at(2026-03-02T10:00:00)', 'Europe/Berlin', undefined],
    ['at(2026-03-02T11:00:00)', 'Europe/Berlin', '2026-03-02T10:00:00.000Z'],
  ])('%s in %s', (expression, zone, due) => {
    const next = parseSchedule(expression, zone).next(from, from);
    expect(next && new Date(next).toISOString()).toBe(due);
  });
  test.each(['rate(0 minutes)', 'cron(* * * * *)', 'cron(0 8 * * * *)', 'cron(61 * * * ? *)', 'daily'])(
    '%s is refused',
    expression => {
      expect(() => parseSchedule(expression)).toThrow(/schedule/);
    },
  );
});

async function rules(properties: object, functions: Functions = { f: () => null }) {
  const test = testCloud([createEvents(), createSqs()], functions);
  await test.deploy('AWS::SQS::Queue', { QueueName: 'dead' }, 'Dead');
  await test.deploy(RULE, {
    Targets: [{ Id: 't', Arn: LAMBDA, ...properties }],
    EventPattern: { source: ['shop'] },
  });
  const put = (Detail: object, more: object = {}) =>
    test.call('events', 'PutEvents', {
      Entries: [{ Source: 'shop', DetailType: 'Thing', Detail: JSON.stringify(Detail), ...more }],
    });
  return { test, put };
}
const payloads = (test: { invoked: { payload: unknown }[] }) => test.invoked.map(({ payload }) => payload);

describe('rules', () => {
  test.each<[string, object, unknown]>([
    ['Input', { Input: '{"a":1}' }, { a: 1 }],
    ['InputPath', { InputPath: '$.detail.list[1]' }, 'second'],
    [
      'InputTransformer, JSON',
      {
        InputTransformer: {
          InputPathsMap: { n: '$.detail.name', l: '$.detail.list' },
          InputTemplate: '{"name": <n>, "all": <l>, "text": "it is <n>", "rule": <aws.events.rule-name>}',
        },
      },
      { name: 'a "b"', all: ['first', 'second'], text: 'it is a "b"', rule: 'test-Thing' },
    ],
    [
      'InputTransformer, text',
      { InputTransformer: { InputPathsMap: { l: '$.detail.list[0]' }, InputTemplate: '"Got <l>"' } },
      'Got first',
    ],
  ])('%s', async (_name, target, expected) => {
    const { test, put } = await rules(target);
    await put({ name: 'a "b"', list: ['first', 'second'] });
    await test.cloud.activity.idle();
    expect(payloads(test)).toEqual([expected]);
  });

  test('a Lambda gets the whole event, asynchronously, from the rule', async () => {
    const { test, put } = await rules({});
    const { Entries } = await put({ x: 1 }, { Resources: ['r'] });
    await test.cloud.activity.idle();
    expect(test.invoked).toMatchObject([
      { type: 'event', sourceArn: 'arn:aws:events:us-east-1:000000000000:rule/test-Thing' },
    ]);
    expect(payloads(test)).toEqual([
      {
        version: '0',
        id: Entries[0].EventId,
        account: '000000000000',
        region: 'us-east-1',
        time: '2026-03-02T09:00:00Z',
        source: 'shop',
        'detail-type': 'Thing',
        resources: ['r'],
        detail: { x: 1 },
      },
    ]);
  });

  test('events on another bus reach the default one by a rule', async () => {
    const { test, put } = await rules({});
    await test.deploy('AWS::Events::EventBus', { Name: 'side' }, 'Side');
    await test.deploy(
      RULE,
      {
        EventBusName: 'side',
        EventPattern: { source: [{ prefix: '' }] },
        Targets: [{ Id: 'b', Arn: 'arn:aws:events:us-east-1:000000000000:event-bus/default' }],
      },
      'Forward',
    );
    await put({ x: 2 }, { EventBusName: 'side' });
    await test.cloud.activity.idle();
    expect(payloads(test)).toMatchObject([{ detail: { x: 2 } }]);
  });

  test.each<[string, object, string]>([
    ['malformed detail', { Detail: '[' }, 'MalformedDetail'],
    ['no type', { DetailType: undefined }, 'InvalidArgument'],
    ['a source of AWS', { Source: 'aws.ses' }, 'NotAuthorizedForSource'],
    ['an unknown bus', { EventBusName: 'none' }, 'ResourceNotFoundException'],
  ])('entry refused: %s', async (_name, entry, ErrorCode) => {
    const { put } = await rules({});
    expect(await put({}, entry)).toMatchObject({ FailedEntryCount: 1, Entries: [{ ErrorCode }] });
  });

  test('more than ten entries, or a megabyte, are refused', async () => {
    const { test, put } = await rules({});
    const Entries = Array.from({ length: 11 }, () => ({ Source: 's', DetailType: 'd', Detail: '{}' }));
    await expect(test.call('events', 'PutEvents', { Entries })).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await expect(put({ x: 'x'.repeat(1024 * 1024) })).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test('a target that stays away is retried, then its event goes to the dead-letter queue', async () => {
    const topic = 'arn:aws:states:us-east-1:000000000000:stateMachine:m';
    let calls = 0;
    const states = {
      name: 'states',
      protocol: 'json-1.0' as const,
      resourceTypes: {},
      operations: {
        StartExecution: {
          resources: () => ['*'],
          run: () => {
            calls += 1;
            throw new Error('down');
          },
        },
      },
    };
    const test = testCloud([createEvents(), createSqs(), states]);
    const dead = await test.deploy('AWS::SQS::Queue', { QueueName: 'dead' }, 'Dead');
    await test.deploy(RULE, {
      EventPattern: { source: ['shop'] },
      Targets: [
        {
          Id: 't',
          Arn: topic,
          RoleArn: 'role',
          RetryPolicy: { MaximumRetryAttempts: 2 },
          DeadLetterConfig: { Arn: dead.attributes.Arn },
        },
      ],
    });
    await test.call('events', 'PutEvents', {
      Entries: [{ Source: 'shop', DetailType: 'Thing', Detail: '{"x":1}' }],
    });
    await test.cloud.clock.advance(60_000);
    expect(calls).toBe(3);
    const { Messages } = await test.call('sqs', 'ReceiveMessage', { QueueUrl: dead.ref });
    expect(JSON.parse(Messages[0].Body)).toMatchObject({ detail: { x: 1 } });
    expect(Messages[0].MessageAttributes.TARGET_ARN.StringValue).toBe(topic);
  });

  test('an event that was accepted before a kill is delivered after it', async () => {
    const { test, put } = await rules({});
    test.cloud.service('events').stop?.();
    await put({ x: 3 });
    await test.cloud.activity.idle();
    expect(test.invoked).toHaveLength(0);
    const next = test.reopen([createEvents(), createSqs()]);
    await next.deploy(RULE, { Targets: [{ Id: 't', Arn: LAMBDA }], EventPattern: { source: ['shop'] } });
    await next.resume();
    await next.cloud.activity.idle();
    expect(payloads(next)).toMatchObject([{ detail: { x: 3 } }]);
    expect(next.cloud.store.collection('events-deliveries').count()).toBe(0);
  });

  test('a target the local cloud cannot reach is refused at deploy', async () => {
    await expect(rules({ Arn: 'arn:aws:kinesis:us-east-1:000000000000:stream/s' })).rejects.toThrow(
      /kinesis/,
    );
  });
});

describe('schedules', () => {
  const schedule = { ScheduleExpression: 'rate(5 minutes)', Targets: [{ Id: 't', Arn: LAMBDA }] };
  const times = (test: any) => test.invoked.map(({ payload }: any) => payload.time);

  test('fire on the moved clock; what one advance passes over fires once, last', async () => {
    const test = testCloud([createEvents()], { f: () => null });
    await test.deploy(RULE, schedule);
    await test.resume();
    await test.cloud.clock.advance(5 * 60_000);
    await test.cloud.clock.advance(5 * 60_000);
    await test.cloud.clock.advance(48 * 3_600_000 + 60_000);
    await test.cloud.clock.advance(4 * 60_000);
    expect(times(test)).toEqual([
      '2026-03-02T09:05:00Z',
      '2026-03-02T09:10:00Z',
      '2026-03-04T09:10:00Z',
      '2026-03-04T09:15:00Z',
    ]);
  });

  test('ticks missed while the cloud was down fire once', async () => {
    const test = testCloud([createEvents()], { f: () => null });
    await test.deploy(RULE, schedule);
    await test.resume();
    // Time passes while nothing of ours runs.
    const idle = test.reopen([]);
    await idle.cloud.clock.advance(3 * 3_600_000);
    const next = idle.reopen([createEvents()]);
    await next.deploy(RULE, schedule);
    await next.resume();
    await next.cloud.clock.advance(0);
    await next.cloud.clock.advance(5 * 60_000);
    expect(times(next)).toEqual(['2026-03-02T12:00:00Z', '2026-03-02T12:05:00Z']);
  });

  test('the Scheduler sends its input by its role', async () => {
    const test = testCloud([createEvents()], { f: () => null });
    const Target = { Arn: LAMBDA, RoleArn: 'arn:role', Input: '{"a":1}' };
    await test.deploy('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'cron(0 8 * * ? *)',
      ScheduleExpressionTimezone: 'Europe/Berlin',
      Target,
    });
    await test.resume();
    await test.cloud.clock.advance(24 * 3_600_000);
    expect(test.invoked).toMatchObject([{ principal: { id: 'arn:role' }, payload: { a: 1 } }]);
  });
});
