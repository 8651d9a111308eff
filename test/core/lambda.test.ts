import type { Context } from 'aws-lambda';
import { jest } from '@jest/globals';
import { idsOf } from '../../layers/core/platform/idsOf.ts';
import { metrics } from '../../layers/core/platform/telemetry.ts';
import { tracing } from '../../layers/core/platform/tracing.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { readConfig, setting } from '../../layers/core/platform/config.ts';
import { body, demand, http, HttpError, person } from '../../layers/core/platform/http.ts';
import * as v from 'valibot';

const context = {
  functionName: 'f',
  awsRequestId: 'r',
  invokedFunctionArn: 'arn',
  memoryLimitInMB: '128',
} as Context;

test('every function is wrapped and gives its own result', async () => {
  const handler = lambda(async (event: { n: number }) => event.n + 1);
  expect(await handler({ n: 1 }, context)).toBe(2);
});

test('an error of a function goes through', async () => {
  const handler = lambda(async () => {
    throw new Error('no table');
  });
  await expect(handler({}, context)).rejects.toThrow('no table');
});

test('a wrong environment names everything that is wrong', () => {
  const Config = v.object({ TABLE_NAME: setting, BUS_NAME: setting });
  expect(() => readConfig(Config, { TABLE_NAME: '' })).toThrow(/TABLE_NAME: must not be empty.*BUS_NAME/);
});

describe('http', () => {
  const event = (overrides: object = {}) =>
    ({ routeKey: 'POST /x', body: '{"n":1}', requestContext: {}, ...overrides }) as never;
  const answer = async (overrides: object) =>
    http({
      'POST /x': async given => body(v.strictObject({ n: v.number() }), given),
      'GET /who': async given => {
        demand(person(given), 'agents');
        return person(given);
      },
      'GET /broken': async () => {
        throw new Error('secret detail');
      },
      'GET /gone': async () => {
        throw new HttpError(409, 'stale', 'Moved on.', { epoch: 3 });
      },
    })(event(overrides));

  test.each([
    ['a good body', {}, 200, { n: 1 }],
    ['base64', { body: Buffer.from('{"n":2}').toString('base64'), isBase64Encoded: true }, 200, { n: 2 }],
    ['no JSON', { body: 'n=1' }, 400, { error: 'not-json' }],
    [
      'a wrong member',
      { body: '{"n":"1"}' },
      400,
      { error: 'wrong-body', message: expect.stringContaining('n:') },
    ],
    [
      'an unknown member',
      { body: '{"n":1,"admin":true}' },
      400,
      { error: 'wrong-body', message: expect.stringContaining('admin') },
    ],
    ['an unknown route', { routeKey: 'GET /nowhere' }, 404, { error: 'no-such-route' }],
    ['no sign-in', { routeKey: 'GET /who' }, 401, { error: 'not-signed-in' }],
    ['a refusal with more', { routeKey: 'GET /gone' }, 409, { error: 'stale', epoch: 3 }],
  ])('%s', async (_, overrides, status, expected) => {
    const { statusCode, body: text } = await answer(overrides);
    expect(statusCode).toBe(status);
    expect(JSON.parse(text)).toMatchObject(expected);
  });

  test('an unexpected error shows nothing of itself', async () => {
    const reply = await answer({ routeKey: 'GET /broken' });
    expect(reply.statusCode).toBe(500);
    expect(reply.body).not.toContain('secret');
  });

  test.each([
    ['[agents supervisors]', 200],
    ['[reviewers]', 403],
    ['', 403],
  ])('groups as API Gateway gives them: %s', async (groups, status) => {
    const claims = { sub: 'u1', name: 'Ada', 'cognito:groups': groups };
    const reply = await answer({ routeKey: 'GET /who', requestContext: { authorizer: { jwt: { claims } } } });
    expect(reply.statusCode).toBe(status);
  });
});

describe('what an invocation is about', () => {
  test.each<[string, unknown, object]>([
    [
      'a step of a workflow',
      { caseId: 'C-1A2B', turnId: 'turn-1', contactId: 'contact-1', text: 'Hello' },
      { caseId: 'C-1A2B', turnId: 'turn-1', contactId: 'contact-1' },
    ],
    ['a step that has the case', { case: { caseId: 'C-1A2B' } }, { caseId: 'C-1A2B' }],
    [
      'Lex',
      { sessionState: { sessionAttributes: { caseId: '', contactId: 'contact-1' } } },
      { contactId: 'contact-1' },
    ],
    [
      'a flow',
      { Details: { ContactData: { ContactId: 'contact-1', Attributes: { caseId: 'C-1A2B' } } } },
      { caseId: 'C-1A2B', contactId: 'contact-1' },
    ],
    ['HTTP', { pathParameters: { caseId: 'C-1A2B', token: 'h.C-1.secret' } }, { caseId: 'C-1A2B' }],
    ['words in the place of an id', { caseId: 'I lost my ring', contactId: 'jo@mail.example' }, {}],
    ['nothing', undefined, {}],
    ['what only looks like it', Object.create({ caseId: 'C-1A2B' }), {}],
  ])('%s', (_, event, ids) => expect(idsOf(event)).toEqual(ids));

  test('stands beside what is counted, and is no dimension; the next invocation forgets it', async () => {
    const written: any[] = [];
    const spy = jest
      .spyOn((metrics as unknown as { console: Console }).console, 'log')
      .mockImplementation((line: unknown) => void written.push(JSON.parse(String(line))));
    try {
      const count = lambda(async () => void metrics.addMetric('Counted', 'Count', 1));
      await count({ caseId: 'C-1A2B' }, context);
      await count({}, context);
    } finally {
      spy.mockRestore();
    }
    const [first, second] = written.filter(line => line.Counted);
    expect(first.caseId).toBe('C-1A2B');
    expect(JSON.stringify(first._aws.CloudWatchMetrics[0].Dimensions)).not.toContain('caseId');
    expect(second.caseId).toBeUndefined();
  });
});

describe('traces', () => {
  const address = process.env.AWS_XRAY_DAEMON_ADDRESS;
  afterEach(() => {
    if (address === undefined) delete process.env.AWS_XRAY_DAEMON_ADDRESS;
    else process.env.AWS_XRAY_DAEMON_ADDRESS = address;
  });
  const done: string[] = [];
  class Tracer {
    putAnnotation = (name: string, value: string) => void done.push(`${name}=${value}`);
  }
  const library = async () => ({
    Tracer,
    captureLambdaHandler: (_: unknown, { captureResponse }: { captureResponse: boolean }) => ({
      before: () => void done.push(`begins, replies kept: ${captureResponse}`),
      after: () => void done.push('ends'),
      onError: () => void done.push('fails'),
    }),
  });

  test('nothing is loaded where nothing is traced', () => {
    delete process.env.AWS_XRAY_DAEMON_ADDRESS;
    expect(tracing(() => Promise.reject(new Error('loaded')))).toEqual([]);
  });

  test('are found by case and contact, and keep no replies', async () => {
    process.env.AWS_XRAY_DAEMON_ADDRESS = '127.0.0.1:2000';
    const [middleware] = tracing(library);
    const request = { event: { caseId: 'C-1A2B', contactId: 'contact-1', text: 'Hello' } } as never;
    await middleware!.before!(request);
    await middleware!.after!(request);
    await middleware!.onError!(request);
    expect(done).toEqual([
      'begins, replies kept: false',
      'caseId=C-1A2B',
      'contactId=contact-1',
      'ends',
      'fails',
    ]);
  });
});
