import { createStates } from '../../../local/states/index.ts';
import { testCloud, type Functions } from './testCloud.ts';

const LAMBDA = 'arn:aws:states:::lambda:invoke';
const failing = (name: string) => () => {
  throw Object.assign(new Error(`${name}!`), { name });
};

async function machine(definition: object, functions: Functions = {}, StateMachineType = 'STANDARD') {
  const test = testCloud([createStates(), events()], functions);
  const Definition = { QueryLanguage: 'JSONata', ...definition };
  const { ref } = await test.deploy('AWS::StepFunctions::StateMachine', {
    StateMachineType,
    RoleArn: 'arn:aws:iam::000000000000:role/machine',
    Definition,
  });
  return { test, ref };
}

function events() {
  return {
    name: 'events',
    protocol: 'json-1.1' as const,
    resourceTypes: {},
    operations: { PutEvents: { resources: () => ['*'], run: () => ({ FailedEntryCount: 0, Entries: [] }) } },
  };
}

/** Runs to the end, moving the clock by `ms`, and gives `output` or `error`. */
async function result(definition: object, input: unknown, functions: Functions = {}, ms = 0) {
  const { test, ref } = await machine(definition, functions);
  const started = await test.call('states', 'StartExecution', {
    stateMachineArn: ref,
    input: JSON.stringify(input),
  });
  await test.cloud.clock.advance(ms);
  const end = await test.call('states', 'DescribeExecution', { executionArn: started.executionArn });
  await test.stop();
  if (end.status === 'SUCCEEDED') return { output: JSON.parse(end.output) };
  return { status: end.status, error: end.error, cause: end.cause };
}

const one = (state: object, more: object = {}) => ({ StartAt: 'A', States: { A: state, ...more } });
const task = (name: string, more: object = {}) => ({
  Type: 'Task',
  Resource: LAMBDA,
  Arguments: { FunctionName: name, Payload: '{% $states.input %}' },
  Output: '{% $states.result.Payload %}',
  End: true,
  ...more,
});
const pass = (Output: unknown) => ({ Type: 'Pass', Output, End: true });

describe('state types', () => {
  const table: [string, object, unknown, unknown][] = [
    ['Pass gives its input', one({ Type: 'Pass', End: true }), { a: 1 }, { a: 1 }],
    [
      'Output may be any JSON',
      one(pass(['{% $states.input.a %}', 2, { b: '{% $states.input.a + 1 %}' }])),
      { a: 1 },
      [1, 2, { b: 2 }],
    ],
    ['a literal that only looks like an expression stays', one(pass('a {% 1 %}')), {}, 'a {% 1 %}'],
    [
      'paths map over arrays',
      one(pass('{% $states.input.items.n %}')),
      { items: [{ n: 1 }, { n: 2 }] },
      [1, 2],
    ],
    [
      'falsy values are values',
      one(pass(['{% $states.input.z %}', '{% $states.input.n %}', '{% $states.input.f %}'])),
      { z: 0, n: null, f: false },
      [0, null, false],
    ],
    ['Succeed with Output', one({ Type: 'Succeed', Output: '{% $states.input.a %}' }), { a: 7 }, 7],
    [
      'Assign is read by later states, not by its own Output',
      one(
        {
          Type: 'Pass',
          Assign: { x: '{% $states.input.a * 2 %}' },
          Output: { had: '{% $exists($x) %}' },
          Next: 'B',
        },
        { B: pass({ x: '{% $x %}', had: '{% $states.input.had %}' }) },
      ),
      { a: 2 },
      { x: 4, had: false },
    ],
    [
      'Choice takes the first rule that holds, with its own Assign and Output',
      one(
        {
          Type: 'Choice',
          Choices: [
            { Condition: '{% $states.input.n > 10 %}', Next: 'B', Assign: { how: 'big' } },
            { Condition: '{% $states.input.n > 5 %}', Next: 'B', Assign: { how: 'middle' }, Output: 'm' },
          ],
          Default: 'B',
          Assign: { how: 'small' },
        },
        { B: pass({ how: '{% $how %}', in: '{% $states.input %}' }) },
      ),
      { n: 7 },
      { how: 'middle', in: 'm' },
    ],
    [
      'Choice falls to Default with the state’s Assign',
      one(
        {
          Type: 'Choice',
          Choices: [{ Condition: '{% false %}', Next: 'B' }],
          Default: 'B',
          Assign: { how: 'none' },
        },
        { B: pass('{% $how %}') },
      ),
      {},
      'none',
    ],
    [
      'Parallel keeps the order of its branches and reads outer variables',
      one(
        { Type: 'Pass', Assign: { x: 1 }, Next: 'B' },
        {
          B: {
            Type: 'Parallel',
            Branches: [one(pass('{% $x %}')), one(pass('{% $states.input.a %}'))],
            End: true,
          },
        },
      ),
      { a: 'in' },
      [1, 'in'],
    ],
    [
      'Map with selector, item context and one at a time',
      one({
        Type: 'Map',
        Items: '{% $states.input.list %}',
        ItemSelector: {
          v: '{% $states.context.Map.Item.Value %}',
          i: '{% $states.context.Map.Item.Index %}',
        },
        MaxConcurrency: 1,
        ItemProcessor: one(pass('{% $states.input.v & $string($states.input.i) %}')),
        End: true,
      }),
      { list: ['a', 'b', 'c'] },
      ['a0', 'b1', 'c2'],
    ],
    [
      'Map of nothing',
      one({ Type: 'Map', ItemProcessor: one({ Type: 'Pass', End: true }), End: true }),
      [],
      [],
    ],
    [
      'a task has the whole result by default',
      one({ ...task('double'), Output: undefined }),
      4,
      { ExecutedVersion: '$LATEST', Payload: 8, StatusCode: 200 },
    ],
    [
      'a plain function ARN gives the payload',
      one({ Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:000000000000:function:double', End: true }),
      4,
      8,
    ],
    ['$partition', one(pass('{% $partition([1,2,3], 2) %}')), {}, [[1, 2], [3]]],
    ['$range', one(pass('{% $range(0, 10, 5) %}')), {}, [0, 5, 10]],
    ['$hash', one(pass("{% $hash('a', 'MD5') %}")), {}, '0cc175b9c0f1b6a831c399e269772661'],
    ['$random with a seed repeats', one(pass('{% $random(1) = $random(1) and $random(1) < 1 %}')), {}, true],
    ['$uuid', one(pass('{% $length($uuid()) %}')), {}, 36],
    ['$parse', one(pass('{% $parse(\'{"a":[1]}\') %}')), {}, { a: [1] }],
    [
      '$now is virtual',
      one(pass('{% [$now(), $fromMillis($millis())] %}')),
      {},
      ['2026-03-02T09:00:00.000Z', '2026-03-02T09:00:00.000Z'],
    ],
  ];
  test.each(table)('%s', async (_name, definition, input, output) => {
    expect(await result(definition, input, { double: n => n * 2 })).toEqual({ output });
  });
});

describe('errors', () => {
  const big = '{% $join($map([1..26215], function($i) { "0123456789" })) %}';
  const table: [string, object, string][] = [
    ['Fail', one({ Type: 'Fail', Error: 'Mine', Cause: "{% 'be' & 'cause' %}" }), 'Mine'],
    [
      'no choice',
      one({ Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'A' }] }),
      'States.NoChoiceMatched',
    ],
    ['undefined', one(pass('{% $states.input.nothing %}')), 'States.QueryEvaluationError'],
    [
      'a condition that is no boolean',
      one({ Type: 'Choice', Choices: [{ Condition: '{% 1 %}', Next: 'A' }] }),
      'States.QueryEvaluationError',
    ],
    ['$eval', one(pass("{% $eval('1') %}")), 'States.QueryEvaluationError'],
    ['a function threw', one(task('broken')), 'CardDeclined'],
    ['no such function', one(task('none')), 'TypeError'],
    ['an output beyond 256 KiB', one(pass(big)), 'States.DataLimitExceeded'],
    [
      '… which States.ALL does not catch',
      one({ ...task('big'), Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }] }, { B: pass('caught') }),
      'States.DataLimitExceeded',
    ],
    [
      'Items that are no array',
      one({ Type: 'Map', Items: '{% 1 %}', ItemProcessor: one(pass(1)), End: true }),
      'States.QueryEvaluationError',
    ],
    [
      'a branch',
      one({ Type: 'Parallel', Branches: [one(pass(1)), one({ Type: 'Fail', Error: 'Mine' })], End: true }),
      'Mine',
    ],
  ];
  test.each(table)('%s', async (_name, definition, error) => {
    const functions = { broken: failing('CardDeclined'), big: () => 'x'.repeat(262_200) };
    expect(await result(definition, {}, functions)).toMatchObject({ status: 'FAILED', error });
  });

  test('262,144 bytes pass, one more is refused', async () => {
    const whole = 'x'.repeat(262_142);
    expect(await result(one({ Type: 'Succeed' }), whole)).toEqual({ output: whole });
    await expect(result(one({ Type: 'Succeed' }), `${whole}x`)).rejects.toMatchObject({
      name: 'InvalidExecutionInput',
    });
    expect(await result(one(pass("{% $states.input & 'x' %}")), whole)).toMatchObject({
      error: 'States.DataLimitExceeded',
    });
    expect(await result(one(pass("{% 'ü' & $substring($states.input, 2) %}")), whole)).toEqual({
      output: `ü${whole.slice(2)}`,
    });
  });
});

describe('Retry and Catch', () => {
  test('retries at the intervals of the backoff, then gives up into Catch with Assign and Output', async () => {
    const at: number[] = [];
    const { test, ref } = await machine(
      one(
        {
          ...task('flaky', { End: undefined, Next: 'B' }),
          Retry: [
            {
              ErrorEquals: ['Flaky'],
              IntervalSeconds: 2,
              MaxAttempts: 3,
              BackoffRate: 3,
              MaxDelaySeconds: 10,
            },
          ],
          Catch: [
            { ErrorEquals: ['Other'], Next: 'A' },
            {
              ErrorEquals: ['States.ALL'],
              Next: 'B',
              Assign: { e: '{% $states.errorOutput.Error %}' },
              Output: { had: '{% $states.input.n %}' },
            },
          ],
        },
        { B: pass({ e: '{% $e %}', had: '{% $states.input.had %}' }) },
      ),
      {
        flaky() {
          at.push(test.cloud.clock.now());
          throw Object.assign(new Error('x'), { name: 'Flaky' });
        },
      },
    );
    const { executionArn } = await test.call('states', 'StartExecution', {
      stateMachineArn: ref,
      input: '{"n":1}',
    });
    await test.cloud.clock.advance(60_000);
    expect(at.map(time => time - at[0]!)).toEqual([0, 2000, 8000, 18000]);
    const end = await test.call('states', 'DescribeExecution', { executionArn });
    expect(JSON.parse(end.output)).toEqual({ e: 'Flaky', had: 1 });
  });

  test.each([
    ['States.TaskFailed covers a function’s own error', 'Mine', ['States.TaskFailed'], true],
    ['States.Timeout does not', 'Mine', ['States.Timeout'], false],
    ['the name itself', 'Mine', ['Other', 'Mine'], true],
  ])('%s', async (_name, error, ErrorEquals, caught) => {
    const definition = one(task('broken', { Catch: [{ ErrorEquals, Next: 'B' }] }), { B: pass('caught') });
    const end = await result(definition, {}, { broken: failing(error) });
    expect(end).toMatchObject(caught ? { output: 'caught' } : { error });
  });

  test('an expression’s failure in Output is caught too', async () => {
    const definition = one(
      task('ok', {
        Output: '{% $nothing %}',
        Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'B' }],
      }),
      {
        B: pass('caught'),
      },
    );
    expect(await result(definition, {}, { ok: () => 1 })).toEqual({ output: 'caught' });
  });

  test('a failing branch is retried as a whole Parallel and $states.context counts it', async () => {
    let runs = 0;
    const definition = one({
      Type: 'Parallel',
      Branches: [one(task('flaky')), one(pass(1))],
      Retry: [{ ErrorEquals: ['States.ALL'] }],
      Output: { r: '{% $states.result %}', retries: '{% $states.context.State.RetryCount %}' },
      End: true,
    });
    const flaky = () => {
      runs += 1;
      if (runs < 3) throw new Error('again');
      return 'ok';
    };
    expect(await result(definition, {}, { flaky }, 10_000)).toEqual({ output: { r: ['ok', 1], retries: 2 } });
  });
});

describe('time', () => {
  test('Wait by seconds and by timestamp, on the moved clock', async () => {
    const definition = one(
      { Type: 'Wait', Seconds: '{% $states.input.s %}', Next: 'B' },
      {
        B: { Type: 'Wait', Timestamp: '2026-03-02T12:00:00Z', Next: 'C' },
        C: pass('{% $now() %}'),
      },
    );
    expect(await result(definition, { s: 60 }, {}, 3 * 3_600_000)).toEqual({
      output: '2026-03-02T12:00:00.000Z',
    });
  });

  test('TimeoutSeconds of the machine', async () => {
    const end = await result(
      { TimeoutSeconds: 30, ...one({ Type: 'Wait', Seconds: 60, End: true }) },
      {},
      {},
      31_000,
    );
    expect(end).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' });
  });

  test('TimeoutSeconds of a task is caught as States.Timeout', async () => {
    const definition = one(
      {
        ...task('ask', { Resource: `${LAMBDA}.waitForTaskToken`, Output: undefined }),
        TimeoutSeconds: '{% $states.input.t %}',
        Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'B' }],
      },
      { B: pass('{% $states.input.Error %}') },
    );
    expect(await result(definition, { t: 10 }, { ask: () => null }, 10_000)).toEqual({
      output: 'States.Timeout',
    });
  });
});

describe('definitions refused at deploy', () => {
  const table: [string, object, RegExp][] = [
    [
      'JSONPath machine',
      { QueryLanguage: 'JSONPath', ...one({ Type: 'Pass', End: true }) },
      /QueryLanguage is JSONPath/,
    ],
    [
      'JSONPath state',
      one({ Type: 'Pass', End: true, QueryLanguage: 'JSONPath' }),
      /QueryLanguage is JSONPath/,
    ],
    ['JSONPath field', one({ Type: 'Pass', End: true, ResultPath: '$' }), /A\/ResultPath: not a field/],
    ['broken target', one({ Type: 'Pass', Next: 'Z' }), /no such state: Z/],
    ['neither Next nor End', one({ Type: 'Pass' }), /either Next or End/],
    ['broken expression', one(pass('{% 1 + %}')), /A\/Output: the JSONata expression does not parse/],
    [
      'unknown resource',
      one({ Type: 'Task', Resource: 'arn:aws:states:::glue:startJobRun', End: true }),
      /glue/,
    ],
    [
      'unknown SDK operation',
      one({ Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:eventbridge:putRule', End: true }),
      /no operation PutRule/,
    ],
    [
      'States.ALL not last',
      one({ ...task('f'), Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['X'] }] }),
      /alone and last/,
    ],
    [
      'distributed map',
      one({
        Type: 'Map',
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, ...one(pass(1)) },
        End: true,
      }),
      /INLINE maps only/,
    ],
    [
      'a variable of two scopes',
      one(
        { Type: 'Pass', Assign: { x: 1 }, Next: 'B' },
        {
          B: { Type: 'Parallel', Branches: [one({ Type: 'Pass', Assign: { x: 2 }, End: true })], End: true },
        },
      ),
      /outer scope/,
    ],
  ];
  test.each(table)('%s', async (_name, definition, message) => {
    await expect(machine(definition)).rejects.toThrow(message);
  });
  test('a token in an Express workflow', async () => {
    await expect(
      machine(one(task('f', { Resource: `${LAMBDA}.waitForTaskToken` })), {}, 'EXPRESS'),
    ).rejects.toThrow(/Standard/);
  });
});

describe('Express', () => {
  test('StartSyncExecution answers with the end, failed or not, and keeps a record', async () => {
    const definition = one(task('half', { Catch: [{ ErrorEquals: ['Odd'], Next: 'B' }] }), {
      B: { Type: 'Fail', Error: 'E', Cause: 'C' },
    });
    const half = (n: number) => (n % 2 ? failing('Odd')() : n / 2);
    const { test, ref } = await machine(definition, { half }, 'EXPRESS');
    const run = (input: string) =>
      test.call('states', 'StartSyncExecution', { stateMachineArn: ref, input, name: 'same' });
    expect(await run('4')).toMatchObject({ status: 'SUCCEEDED', output: '2', stateMachineArn: ref });
    expect(await run('3')).toMatchObject({ status: 'FAILED', error: 'E', cause: 'C' });
    expect(test.cloud.store.collection('states-express').count()).toBe(2);
    expect(test.cloud.store.collection('states-history').count()).toBe(0);
  });

  test('ends after five minutes', async () => {
    const { test, ref } = await machine(one({ Type: 'Wait', Seconds: 600, End: true }), {}, 'EXPRESS');
    const end = test.call('states', 'StartSyncExecution', { stateMachineArn: ref });
    await test.cloud.clock.advance(300_000);
    expect(await end).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' });
  });
});
