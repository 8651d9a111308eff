import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Cloud, InvokeOutcome, Service } from '../../../local/core/contract.ts';
import {
  bootApp,
  makeAssembly,
  makeDirectory,
  makeFunction,
  makeRole,
  operatorClient,
  START,
} from './makeApp.ts';

const OPERATOR = { id: 'operator' };
type App = Awaited<ReturnType<typeof bootApp>>;
const call = (app: App, name: string, payload: unknown = {}) =>
  app.cloud.invoke({ principal: OPERATOR, functionArn: name, payload, type: 'request' });
const errorOf = (outcome: InvokeOutcome) => (outcome.status === 'error' ? outcome.payload : undefined);

describe('a function in its worker', () => {
  let app: App;
  beforeAll(async () => {
    app = await bootApp(
      makeAssembly(
        {
          Role: makeRole({ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '*' }),
          Echo: makeFunction('echo', {
            FunctionName: 'echo',
            Timeout: 7,
            Environment: { Variables: { COLOUR: 'green' } },
          }),
          Throws: makeFunction('throws', { FunctionName: 'throws' }),
          Sleeps: makeFunction('sleeps', { FunctionName: 'sleeps', Timeout: 1 }),
          Exits: makeFunction('exits', { FunctionName: 'exits' }),
          Meets: makeFunction('meets', { FunctionName: 'meets', Timeout: 20 }),
          Broken: makeFunction('broken', { FunctionName: 'broken' }),
          Eats: makeFunction('eats', { FunctionName: 'eats', MemorySize: 32, Timeout: 20 }),
        },
        {
          echo: `let calls = 0;
            console.log('loaded');
            export const handler = async (event, context) => {
              console.log(JSON.stringify({ message: 'hello', id: context.awsRequestId }));
              return { event, calls: ++calls, colour: process.env.COLOUR, region: process.env.AWS_REGION,
                name: context.functionName, remaining: context.getRemainingTimeInMillis(),
                now: Date.now(), made: new Date().toISOString(), isDate: new Date() instanceof Date,
                given: new Date(0).getTime(), leaked: process.env.HOME ?? null };
            };`,
          throws: `export const handler = async () => { class NotReady extends Error { name = 'NotReady' }; throw new NotReady('later'); };`,
          sleeps: `export const handler = () => new Promise(() => setInterval(() => {}, 1000));`,
          exits: `export const handler = async () => { process.exit(3); };`,
          meets: `export const handler = ({ me }) => new Promise(resolve => {
              const channel = new BroadcastChannel('meets');
              channel.onmessage = ({ data }) => {
                channel.postMessage(me);
                setImmediate(() => channel.close());
                resolve(data);
              };
              channel.postMessage(me);
            });`,
          broken: `throw new TypeError('no such luck'); export const handler = () => {};`,
          eats: `export const handler = async () => { const all = []; for (;;) all.push(new Array(1e5).fill(all.length)); };`,
        },
      ),
    );
  });
  afterAll(() => app.stop());

  test('gets event, environment, context and virtual time, and stays warm', async () => {
    const first = await call(app, 'echo', { a: 1 });
    expect(first).toMatchObject({
      status: 'ok',
      payload: {
        event: { a: 1 },
        calls: 1,
        colour: 'green',
        region: 'us-east-1',
        name: 'echo',
        now: Date.parse(START),
        made: START,
        isDate: true,
        given: 0,
        leaked: null,
      },
    });
    const { remaining } = (first as any).payload;
    expect(remaining).toBeGreaterThan(5000);
    expect(remaining).toBeLessThanOrEqual(7000);

    await app.cloud.clock.advance(3_600_000);
    expect(await call(app, 'echo')).toMatchObject({
      payload: { calls: 2, made: '2026-03-02T10:00:00.000Z' },
    });
    const lines = app.logs.tail('/aws/lambda/echo', 10).map(({ line }) => line);
    expect(lines[0]).toBe('loaded');
    expect(lines).toContainEqual(expect.stringMatching(/^\{"message":"hello","id":"[0-9a-f-]{36}"\}$/));
  });

  test.each([
    ['throws', { errorType: 'NotReady', errorMessage: 'later' }],
    [
      'sleeps',
      {
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringMatching(/^RequestId: .+ Error: Task timed out after 1.00 seconds$/),
      },
    ],
    ['exits', { errorType: 'Runtime.ExitError', errorMessage: expect.stringContaining('exit status 3') }],
    ['broken', { errorType: 'TypeError', errorMessage: 'no such luck' }],
    ['eats', { errorType: 'Runtime.ExitError', errorMessage: expect.stringContaining('memory limit 32 MB') }],
  ])('%s: fails in the words of Lambda', async (name, expected) => {
    expect(errorOf(await call(app, name))).toMatchObject(expected);
  });

  test('after its death the next invocation gets a new environment', async () => {
    await call(app, 'exits');
    expect(errorOf(await call(app, 'exits'))?.errorMessage).toContain('exit status 3');
  });

  test('runs invocations side by side in environments of their own', async () => {
    const outcomes = await Promise.all([1, 2, 3].map(n => call(app, 'echo', { n })));
    expect(outcomes.map(outcome => (outcome as any).payload.event.n)).toEqual([1, 2, 3]);
  });

  test('a call that is held up does not hold up the next: another environment is started', async () => {
    const [one, two] = await Promise.all([
      call(app, 'meets', { me: 'one' }),
      call(app, 'meets', { me: 'two' }),
    ]);
    expect(one).toEqual({ status: 'ok', payload: 'two' });
    expect(two).toEqual({ status: 'ok', payload: 'one' });
  });

  test('refuses events over the limit', async () => {
    await expect(call(app, 'echo', 'x'.repeat(6 * 1024 * 1024))).rejects.toMatchObject({
      name: 'RequestTooLargeException',
    });
  });

  test('answers the SDK', async () => {
    const client = new LambdaClient(operatorClient(app.cloud.urls.aws));
    const ok = await client.send(
      new InvokeCommand({ FunctionName: 'echo', Payload: JSON.stringify({ b: 2 }) }),
    );
    expect(JSON.parse(ok.Payload!.transformToString())).toMatchObject({ event: { b: 2 } });
    const failed = await client.send(new InvokeCommand({ FunctionName: 'throws' }));
    expect(failed.FunctionError).toBe('Unhandled');
    await expect(client.send(new InvokeCommand({ FunctionName: 'nobody' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Function not found: arn:aws:lambda:us-east-1:000000000000:function:nobody',
    });
  });
});

describe('who may invoke', () => {
  let app: App;
  beforeAll(async () => {
    app = await bootApp(
      makeAssembly(
        {
          Role: makeRole({ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '*' }),
          Other: makeRole({ Effect: 'Allow', Action: 's3:*', Resource: '*' }),
          Target: makeFunction('target', { FunctionName: 'target' }),
          Permission: {
            Type: 'AWS::Lambda::Permission',
            Properties: {
              FunctionName: { 'Fn::GetAtt': ['Target', 'Arn'] },
              Action: 'lambda:InvokeFunction',
              Principal: 'events.amazonaws.com',
              SourceArn: 'arn:aws:events:us-east-1:000000000000:rule/r*',
            },
          },
        },
        { target: `export const handler = async () => 'here';` },
      ),
    );
  });
  afterAll(() => app.stop());

  const role = (name: string) => `arn:aws:iam::000000000000:role/app-${name}`;
  test.each([
    ['a role with the permission', role('Role'), undefined, true],
    ['a role without', role('Other'), undefined, false],
    [
      'the service and source that the resource policy names',
      'service:events.amazonaws.com',
      'arn:aws:events:us-east-1:000000000000:rule/r1',
      true,
    ],
    ['another source', 'service:events.amazonaws.com', 'arn:aws:events:us-east-1:000000000000:rule/x', false],
    ['no source', 'service:events.amazonaws.com', undefined, false],
    ['another service', 'service:sns.amazonaws.com', 'arn:aws:events:us-east-1:000000000000:rule/r1', false],
  ])('%s', async (_who, id, sourceArn, allowed) => {
    const invocation = app.cloud.invoke({
      principal: { id },
      functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:target',
      payload: {},
      type: 'request',
      ...(sourceArn ? { sourceArn } : {}),
    });
    if (allowed) expect(await invocation).toEqual({ status: 'ok', payload: 'here' });
    else await expect(invocation).rejects.toMatchObject({ name: 'AccessDeniedException', status: 403 });
  });
});

describe('events (asynchronous invocations)', () => {
  /** Stands in for the queue room: keeps what it was sent. */
  function makeQueue(sent: any[]): Service {
    return {
      name: 'sqs',
      protocol: 'json-1.0',
      operations: {
        SendMessage: {
          resources: () => ['arn:aws:sqs:us-east-1:000000000000:dead'],
          run: input => void sent.push(input),
        },
      },
      resourceTypes: {},
    };
  }
  const source = `import { appendFileSync } from 'node:fs';
    export const handler = async event => {
      appendFileSync(process.env.TRIES, new Date().toISOString() + '\\n');
      if (event.fail) throw new Error('again');
    };`;
  const assembly = (tries: string, role: object, config: object = {}) =>
    makeAssembly(
      {
        Role: makeRole(role),
        Work: makeFunction('work', {
          FunctionName: 'work',
          Environment: { Variables: { TRIES: tries } },
          DeadLetterConfig: { TargetArn: 'arn:aws:sqs:us-east-1:000000000000:dead' },
        }),
        Config: {
          Type: 'AWS::Lambda::EventInvokeConfig',
          Properties: { FunctionName: { Ref: 'Work' }, ...config },
        },
      },
      { work: source },
    );
  const send = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' };
  const accept = (cloud: Cloud, payload: unknown) =>
    cloud.invoke({ principal: OPERATOR, functionArn: 'work', payload, type: 'event' });
  const { readFileSync, existsSync } = process.getBuiltinModule('node:fs');
  const triesIn = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []);

  test('is tried three times, after one and two minutes, then goes to destination and dead-letter queue', async () => {
    const sent: any[] = [];
    const tries = `${makeDirectory()}/tries`;
    const onFailure = {
      DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:us-east-1:000000000000:failed' } },
    };
    const app = await bootApp(assembly(tries, send, onFailure), { services: [makeQueue(sent)] });
    await accept(app.cloud, { fail: true });
    await app.cloud.clock.advance(59_000);
    expect(triesIn(tries)).toHaveLength(1);
    await app.cloud.clock.advance(10 * 60_000);
    expect(triesIn(tries)).toEqual([
      '2026-03-02T09:00:00.000Z',
      '2026-03-02T09:01:00.000Z',
      '2026-03-02T09:03:00.000Z',
    ]);
    expect(sent).toHaveLength(2);
    expect(sent[0].QueueUrl).toMatch(/\/failed$/);
    expect(JSON.parse(sent[0].MessageBody)).toMatchObject({
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
      requestPayload: { fail: true },
      responsePayload: { errorMessage: 'again' },
    });
    expect(sent[1]).toMatchObject({
      MessageBody: '{"fail":true}',
      MessageAttributes: { ErrorMessage: { StringValue: 'again' } },
    });
    expect(app.lambda.waitingEvents()).toBe(0);
    await app.stop();
  });

  test('without the permission to send, the loss is loud', async () => {
    const sent: any[] = [];
    const app = await bootApp(
      assembly(`${makeDirectory()}/tries`, { ...send, Action: 'sqs:Other' }, { MaximumRetryAttempts: 0 }),
      {
        services: [makeQueue(sent)],
      },
    );
    await accept(app.cloud, { fail: true });
    await app.cloud.activity.idle();
    expect(sent).toEqual([]);
    expect(app.lines).toContainEqual(
      expect.stringMatching(/so did its dead-letter target.*not authorized to perform: sqs:SendMessage/),
    );
    await app.stop();
  });

  test('survives a restart between two attempts, and time goes on from where it was', async () => {
    const stateDir = makeDirectory();
    const tries = `${makeDirectory()}/tries`;
    const sent: any[] = [];
    const app = assembly(tries, send);
    const first = await bootApp(app, { stateDir, services: [makeQueue(sent)] });
    await accept(first.cloud, { fail: true });
    await first.cloud.clock.advance(30_000);
    await first.stop();

    const second = await bootApp(app, { stateDir, services: [makeQueue(sent)] });
    expect(second.clock.now()).toBe(Date.parse(START) + 30_000);
    expect(second.lambda.waitingEvents()).toBe(1);
    await second.cloud.clock.advance(5 * 60_000);
    expect(triesIn(tries)).toEqual([
      '2026-03-02T09:00:00.000Z',
      '2026-03-02T09:01:00.000Z',
      '2026-03-02T09:03:00.000Z',
    ]);
    expect(sent).toHaveLength(1);
    await second.stop();
  });
});
