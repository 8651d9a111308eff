import { createStates } from '../../../local/states/index.ts';
import { testCloud, type Functions, type TestCloud } from './testCloud.ts';

const MACHINE = 'AWS::StepFunctions::StateMachine';
const ARN = 'arn:aws:states:us-east-1:000000000000:stateMachine:test-Thing';
const emitted: any[] = [];
const events = () => ({
  name: 'events',
  protocol: 'json-1.1' as const,
  resourceTypes: {},
  operations: {
    PutEvents: {
      resources: () => ['*'],
      run({ Entries }: any) {
        emitted.push(...Entries.map((entry: any) => JSON.parse(entry.Detail)));
        return { FailedEntryCount: 0, Entries: [] };
      },
    },
  },
});
const lambda = (name: string, more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: name, Payload: { token: '{% $states.context.Task.Token %}' } },
  Output: '{% $states.result %}',
  End: true,
  ...more,
});
const plain = (name: string, Next: string) =>
  lambda(name, {
    Arguments: { FunctionName: name },
    Output: '{% $states.result.Payload %}',
    End: undefined,
    Next,
  });
const waiting = (more: object = {}) =>
  lambda('ask', { Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', ...more });

async function start(definition: object, functions: Functions) {
  const test = testCloud([createStates(), events()], functions);
  await deploy(test, definition);
  const { executionArn } = await test.call('states', 'StartExecution', {
    stateMachineArn: ARN,
    name: 'one',
    input: '{"n":1}',
  });
  await test.cloud.activity.idle();
  const describe = (on = test) => on.call('states', 'DescribeExecution', { executionArn });
  return { test, executionArn, describe };
}

function deploy(test: TestCloud, definition: object) {
  return test.deploy(MACHINE, {
    RoleArn: 'arn:aws:iam::000000000000:role/machine',
    Definition: { QueryLanguage: 'JSONata', ...definition },
  });
}

/** Kills the cloud, boots a new one over the same store and lets it go on. */
async function killed(test: TestCloud, definition: object): Promise<TestCloud> {
  const next = test.reopen([createStates(), events()]);
  await deploy(next, definition);
  await next.resume();
  await next.cloud.activity.idle();
  return next;
}

function asking() {
  const tokens: string[] = [];
  return { tokens, ask: ({ token }: any) => void tokens.push(token) };
}

describe('task tokens', () => {
  test('success gives the output; answering again is TaskTimedOut', async () => {
    const { tokens, ask } = asking();
    const { test, describe } = await start({ StartAt: 'A', States: { A: waiting() } }, { ask });
    await test.call('states', 'SendTaskSuccess', { taskToken: tokens[0], output: '{"ok":true}' });
    await test.cloud.activity.idle();
    expect(await describe()).toMatchObject({ status: 'SUCCEEDED', output: '{"ok":true}' });
    const again = test.call('states', 'SendTaskSuccess', { taskToken: tokens[0], output: '1' });
    await expect(again).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  test('an answer before the function has returned counts', async () => {
    let answer = async (_token: string) => {};
    const test = testCloud([createStates(), events()], { ask: ({ token }) => answer(token) });
    answer = async taskToken => {
      await test.call('states', 'SendTaskSuccess', { taskToken, output: '7' });
      throw new Error('after the answer');
    };
    await deploy(test, { StartAt: 'A', States: { A: waiting() } });
    const { executionArn } = await test.call('states', 'StartExecution', { stateMachineArn: ARN });
    await test.cloud.activity.idle();
    const end = await test.call('states', 'DescribeExecution', { executionArn });
    expect(end).toMatchObject({ status: 'SUCCEEDED', output: '7' });
  });

  test('failure is caught by its name', async () => {
    const { tokens, ask } = asking();
    const States = {
      A: waiting({ Catch: [{ ErrorEquals: ['Refused'], Next: 'B' }] }),
      B: { Type: 'Pass', Output: '{% $states.input.Cause %}', End: true },
    };
    const { test, describe } = await start({ StartAt: 'A', States }, { ask });
    await test.call('states', 'SendTaskFailure', { taskToken: tokens[0], error: 'Refused', cause: 'why' });
    await test.cloud.activity.idle();
    expect(await describe()).toMatchObject({ status: 'SUCCEEDED', output: '"why"' });
  });

  test('heartbeats hold off the heartbeat time-out', async () => {
    const { tokens, ask } = asking();
    const { test, describe } = await start(
      { StartAt: 'A', States: { A: waiting({ HeartbeatSeconds: 10 }) } },
      { ask },
    );
    await test.cloud.clock.advance(9_000);
    await test.call('states', 'SendTaskHeartbeat', { taskToken: tokens[0] });
    await test.cloud.clock.advance(9_000);
    expect((await describe()).status).toBe('RUNNING');
    await test.cloud.clock.advance(1_000);
    expect(await describe()).toMatchObject({ status: 'FAILED', error: 'States.HeartbeatTimeout' });
  });

  test.each([
    ['InvalidToken', 'nonsense', '1'],
    ['TaskDoesNotExist', Buffer.from('{"machine":"m","execution":"e","id":"i"}').toString('base64url'), '1'],
    ['InvalidOutput', 'real', '{'],
    ['InvalidOutput', 'real', JSON.stringify('x'.repeat(262_144))],
  ])('%s', async (name, token, output) => {
    const { tokens, ask } = asking();
    const { test } = await start({ StartAt: 'A', States: { A: waiting() } }, { ask });
    const taskToken = token === 'real' ? tokens[0] : token;
    await expect(test.call('states', 'SendTaskSuccess', { taskToken, output })).rejects.toMatchObject({
      name,
    });
  });
});

describe('resume after a kill', () => {
  test('journalled results are kept, the waiting token still answers, variables live on', async () => {
    let runs = 0;
    const { tokens, ask } = asking();
    const definition = {
      StartAt: 'A',
      States: {
        A: { ...plain('count', 'B'), Assign: { first: '{% $states.result.Payload %}' } },
        B: waiting({ End: undefined, Next: 'C' }),
        C: { Type: 'Pass', Output: ['{% $first %}', '{% $states.input %}'], End: true },
      },
    };
    const { test, describe } = await start(definition, { ask, count: () => ++runs });
    const next = await killed(test, definition);
    expect(tokens).toHaveLength(1);
    await next.call('states', 'SendTaskSuccess', { taskToken: tokens[0], output: '"yes"' });
    await next.cloud.activity.idle();
    expect(JSON.parse((await describe(next)).output)).toEqual([1, 'yes']);
    expect(runs).toBe(1);
  });

  test('an answer given just before the kill is not lost', async () => {
    const { tokens, ask } = asking();
    const definition = { StartAt: 'A', States: { A: waiting() } };
    const { test, describe } = await start(definition, { ask });
    const service = test.cloud.service('states');
    await service.stop?.();
    await test.call('states', 'SendTaskSuccess', { taskToken: tokens[0], output: '5' });
    const next = await killed(test, definition);
    expect(await describe(next)).toMatchObject({ status: 'SUCCEEDED', output: '5' });
    expect(tokens).toHaveLength(1);
  });

  test('a task cut off in the middle runs again', async () => {
    let runs = 0;
    const definition = { StartAt: 'A', States: { A: plain('slow', 'B'), B: { Type: 'Succeed' } } };
    const slow = () => (++runs === 1 ? new Promise(() => {}) : 'done');
    const test = testCloud([createStates(), events()], { slow });
    await deploy(test, definition);
    const { executionArn } = await test.call('states', 'StartExecution', {
      stateMachineArn: ARN,
      input: '{}',
    });
    await new Promise(resolve => setImmediate(resolve));
    expect(runs).toBe(1);
    const next = await killed(test, definition);
    const end = await next.call('states', 'DescribeExecution', { executionArn });
    expect([runs, end.status, end.output]).toEqual([2, 'SUCCEEDED', '"done"']);
  });

  test('timers keep their due time, also of retries and inside branches', async () => {
    let runs = 0;
    const flaky = () => {
      runs += 1;
      if (runs === 1) throw new Error('first');
      return runs;
    };
    const definition = {
      StartAt: 'P',
      States: {
        P: {
          Type: 'Parallel',
          Branches: [
            {
              StartAt: 'W',
              States: { W: { Type: 'Wait', Seconds: 100, Output: '{% $now() %}', End: true } },
            },
            {
              StartAt: 'T',
              States: {
                T: lambda('flaky', {
                  Arguments: { FunctionName: 'flaky' },
                  Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 60 }],
                }),
              },
            },
            { StartAt: 'D', States: { D: { Type: 'Pass', Output: 'done before', End: true } } },
          ],
          End: true,
        },
      },
    };
    const { test, describe } = await start(definition, { flaky });
    await test.cloud.clock.advance(50_000);
    const next = await killed(test, definition);
    expect(runs).toBe(1);
    await next.cloud.clock.advance(50_000);
    const [waited, retried, done] = JSON.parse((await describe(next)).output);
    expect([waited, retried.Payload, done]).toEqual(['2026-03-02T09:01:40.000Z', 2, 'done before']);
  });

  test('goes on with the definition it started with', async () => {
    const first = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 10, Output: 'old', End: true } } };
    const { test, describe } = await start(first, {});
    const next = await killed(test, {
      StartAt: 'X',
      States: { X: { Type: 'Pass', Output: 'new', End: true } },
    });
    await next.cloud.clock.advance(10_000);
    expect((await describe(next)).output).toBe('"old"');
  });
});

describe('executions', () => {
  const sleeping = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 60, End: true } } };

  test('a name is idempotent while it runs with the same input, taken for 90 days after', async () => {
    const { test, executionArn } = await start(sleeping, {});
    const again = (input: string) =>
      test.call('states', 'StartExecution', { stateMachineArn: ARN, name: 'one', input });
    expect((await again('{"n":1}')).executionArn).toBe(executionArn);
    await expect(again('{"n":2}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    await test.cloud.clock.advance(60_000);
    await expect(again('{"n":1}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    await test.cloud.clock.advance(90 * 24 * 3_600_000);
    expect((await again('{"n":2}')).executionArn).toBe(executionArn);
  });

  test('StopExecution aborts, and failures are told on the bus', async () => {
    const { test, executionArn, describe } = await start(sleeping, {});
    emitted.length = 0;
    await test.call('states', 'StopExecution', { executionArn, error: 'Enough', cause: 'c' });
    await test.cloud.activity.idle();
    expect(await describe()).toMatchObject({ status: 'ABORTED', error: 'Enough' });
    expect(emitted).toMatchObject([{ status: 'ABORTED', executionArn, error: 'Enough', name: 'one' }]);
    expect(test.cloud.store.collection('states-frames').count()).toBe(0);
  });

  test('lists newest first, by status, in pages', async () => {
    const { test } = await start(sleeping, {});
    for (const name of ['two', 'three']) {
      await test.cloud.clock.advance(30_000);
      await test.call('states', 'StartExecution', { stateMachineArn: ARN, name });
    }
    const list = (input: object) => test.call('states', 'ListExecutions', { stateMachineArn: ARN, ...input });
    const names = ({ executions }: any) => executions.map((one: any) => one.name);
    expect(names(await list({}))).toEqual(['three', 'two', 'one']);
    expect(names(await list({ statusFilter: 'SUCCEEDED' }))).toEqual(['one']);
    const page = await list({ maxResults: 2 });
    expect([names(page), names(await list({ maxResults: 2, nextToken: page.nextToken }))]).toEqual([
      ['three', 'two'],
      ['one'],
    ]);
  });

  test('history tells the story, in pages and backwards', async () => {
    const States = { A: plain('ok', 'B'), B: { Type: 'Succeed' } };
    const { test, executionArn } = await start({ StartAt: 'A', States }, { ok: () => 1 });
    const history = (input: object) => test.call('states', 'GetExecutionHistory', { executionArn, ...input });
    const types = ({ events }: any) => events.map((event: any) => event.type);
    const all = await history({});
    expect(types(all)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'SucceedStateEntered',
      'SucceedStateExited',
      'ExecutionSucceeded',
    ]);
    expect(all.events.map((event: any) => event.id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const page = await history({ maxResults: 4, reverseOrder: true });
    expect(types(page)[0]).toBe('ExecutionSucceeded');
    expect(
      types(await history({ maxResults: 9, reverseOrder: true, nextToken: page.nextToken })),
    ).toHaveLength(5);
  });

  test('an execution that goes round for ever ends at 25,000 events', async () => {
    const States = { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } };
    const { test, executionArn, describe } = await start({ StartAt: 'A', States }, {});
    await test.cloud.activity.idle();
    expect(await describe()).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    const {
      events: [last],
    } = await test.call('states', 'GetExecutionHistory', { executionArn, reverseOrder: true, maxResults: 1 });
    expect(last).toMatchObject({ id: 25_000, type: 'ExecutionFailed' });
  });
});
