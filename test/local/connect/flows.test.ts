import { action, deployCenter, deployFlow, end, flow, go, linesOf, say, startChat } from './center.ts';
import type { CenterIds } from './center.ts';
import { FUNCTION, openCloud } from './cloud.ts';
import type { TestCloud } from './cloud.ts';

let world: TestCloud;
let ids: CenterIds;
let route: (event: any) => unknown;
beforeAll(async () => {
  world = openCloud();
  ids = await deployCenter(world);
  world.functions.route = event => route(event);
  await deployFlow(world, ids, 'second', flow(say('s', 'second flow', 'end'), end()));
});
afterAll(() => world.kill());

const second = () => [...world.connect.center.flows.values()].find(({ name }) => name === 'second')!.arn;
const lambda = (parameters: any = {}) =>
  action(
    'a',
    'InvokeLambdaFunction',
    { LambdaFunctionARN: `${FUNCTION}route`, ...parameters },
    go('ok', { NoMatchingError: 'error' }),
  );
const wired = (type: string, parameters: any, errors = ['NoMatchingError']) =>
  action('a', type, parameters, go('ok', Object.fromEntries(errors.map(name => [name, 'error']))));

interface Case {
  name: string;
  /** The actions before `ok`/`error`, which say what they are called. */
  actions: () => any[];
  /** What `ok` says. */
  ok?: string;
  heard: string[];
  start?: any;
  reply?: (event: any) => unknown;
  /** Seconds to let pass. */
  pass?: number;
  send?: string[];
}

const CASES: Case[] = [
  {
    name: 'MessageParticipant with embedded references',
    actions: () => [say('a', 'Hi $.Attributes.name, you are on $.Channel.', 'ok')],
    start: { Attributes: { name: 'Mia' } },
    heard: ['Hi Mia, you are on CHAT.', 'ok'],
  },
  {
    name: 'a reference to nothing is empty',
    actions: () => [say('a', '[$.Attributes.nobody]', 'ok')],
    heard: ['[]', 'ok'],
  },
  {
    name: 'UpdateContactAttributes',
    actions: () => [
      wired('UpdateContactAttributes', {
        Attributes: { tier: '$.Attributes.given' },
        TargetContact: 'Current',
      }),
    ],
    start: { Attributes: { given: 'gold' } },
    ok: '$.Attributes.tier',
    heard: ['gold'],
  },
  {
    name: 'UpdateContactAttributes beyond 32 KB',
    actions: () => [wired('UpdateContactAttributes', { Attributes: { more: '$.Attributes.given' } })],
    start: { Attributes: { given: 'x'.repeat(20_000) } },
    heard: ['error'],
  },
  {
    name: 'UpdateContactAttributes of no related contact',
    actions: () => [wired('UpdateContactAttributes', { Attributes: { a: 'b' }, TargetContact: 'Related' })],
    heard: ['error'],
  },
  {
    name: 'UpdateFlowAttributes',
    actions: () => [action('a', 'UpdateFlowAttributes', { FlowAttributes: { n: { Value: '7' } } }, go('ok'))],
    ok: '$.FlowAttributes.n',
    heard: ['7'],
  },
  {
    name: 'UpdateContactData',
    actions: () => [wired('UpdateContactData', { LanguageCode: 'en-US', Name: 'Case $.Attributes.id' })],
    start: { Attributes: { id: '9' } },
    ok: '$.Name $.LanguageCode',
    heard: ['Case 9 en-US'],
  },
  {
    name: 'UpdateContactData with a wrong language',
    actions: () => [wired('UpdateContactData', { LanguageCode: 'English' })],
    heard: ['error'],
  },
  {
    name: 'Compare equals',
    actions: () => [
      action(
        'a',
        'Compare',
        { ComparisonValue: '$.Attributes.tier' },
        go('error', { NoMatchingCondition: 'error' }, { gold: 'ok' }),
      ),
    ],
    start: { Attributes: { tier: 'gold' } },
    heard: ['ok'],
  },
  {
    name: 'Compare with no match',
    actions: () => [
      action(
        'a',
        'Compare',
        { ComparisonValue: '$.Attributes.tier' },
        go('ok', { NoMatchingCondition: 'error' }, { gold: 'ok' }),
      ),
    ],
    heard: ['error'],
  },
  {
    name: 'Compare numbers',
    actions: () => [
      action(
        'a',
        'Compare',
        { ComparisonValue: '$.Attributes.n' },
        go('error', { NoMatchingCondition: 'error' }, { '9': 'ok' }, 'NumberGreaterThan'),
      ),
    ],
    start: { Attributes: { n: '10' } },
    heard: ['ok'],
  },
  {
    name: 'Loop',
    actions: () => [
      action('a', 'Loop', { LoopCount: '2' }, go('ok', {}, { ContinueLooping: 'round', DoneLooping: 'ok' })),
      say('round', 'round', 'a'),
    ],
    heard: ['round', 'round', 'ok'],
  },
  {
    name: 'Wait completes',
    actions: () => [
      action(
        'a',
        'Wait',
        { TimeLimitSeconds: '90' },
        go('error', { NoMatchingError: 'error' }, { WaitCompleted: 'ok' }),
      ),
    ],
    pass: 91,
    heard: ['ok'],
  },
  {
    name: 'Wait not over yet',
    actions: () => [
      action(
        'a',
        'Wait',
        { TimeLimitSeconds: '90' },
        go('error', { NoMatchingError: 'error' }, { WaitCompleted: 'ok' }),
      ),
    ],
    pass: 89,
    heard: [],
  },
  {
    name: 'Wait ends when the customer returns',
    actions: () => [
      action(
        'a',
        'Wait',
        { TimeLimitSeconds: '90', Events: ['CustomerReturned'] },
        go('error', { NoMatchingError: 'error' }, { WaitCompleted: 'error', CustomerReturned: 'ok' }),
      ),
    ],
    send: ['back'],
    heard: ['ok'],
  },
  {
    name: 'Wait is not ended by messages unless asked',
    actions: () => [
      action(
        'a',
        'Wait',
        { TimeLimitSeconds: '90' },
        go('error', { NoMatchingError: 'error' }, { WaitCompleted: 'ok' }),
      ),
    ],
    send: ['back'],
    heard: [],
  },
  {
    name: 'InvokeLambdaFunction',
    actions: () => [lambda()],
    reply: () => ({ text: 'from function', n: 3 }),
    ok: '$.External.text $.External.n',
    heard: ['from function 3'],
  },
  {
    name: 'a function that throws',
    actions: () => [lambda()],
    reply: () => {
      throw new Error('no');
    },
    heard: ['error'],
  },
  {
    name: 'a nested reply is no string map',
    actions: () => [lambda()],
    reply: () => ({ a: { b: 'c' } }),
    heard: ['error'],
  },
  {
    name: 'a nested reply as JSON',
    actions: () => [lambda({ ResponseValidation: { ResponseType: 'JSON' } })],
    reply: () => ({ a: { b: 'c' } }),
    ok: '$.External.a.b',
    heard: ['c'],
  },
  {
    name: 'a reply beyond 32 KB',
    actions: () => [lambda()],
    reply: () => ({ a: 'x'.repeat(33_000) }),
    heard: ['error'],
  },
  { name: 'a reply that is no object', actions: () => [lambda()], reply: () => 'text', heard: ['error'] },
  {
    name: 'CheckHoursOfOperation',
    actions: () => [
      action(
        'a',
        'CheckHoursOfOperation',
        { HoursOfOperationId: ids.hours },
        go('error', { NoMatchingError: 'error' }, { True: 'ok', False: 'error' }),
      ),
    ],
    heard: ['ok'],
  },
  {
    name: 'CheckHoursOfOperation without hours',
    actions: () => [
      action(
        'a',
        'CheckHoursOfOperation',
        {},
        go('ok', { NoMatchingError: 'error' }, { True: 'ok', False: 'ok' }),
      ),
    ],
    heard: ['error'],
  },
  {
    name: 'CheckMetricData',
    actions: () => [
      action(
        'a',
        'CheckMetricData',
        { MetricType: 'NumberOfAgentsAvailable', QueueId: ids.queue },
        go(
          'ok',
          { NoMatchingCondition: 'error', NoMatchingError: 'error' },
          { '0': 'ok' },
          'NumberGreaterThan',
        ),
      ),
    ],
    heard: ['error'],
  },
  {
    name: 'UpdateContactTargetQueue of an unknown queue',
    actions: () => [wired('UpdateContactTargetQueue', { QueueId: '$.Attributes.q' })],
    start: { Attributes: { q: 'nowhere' } },
    heard: ['error'],
  },
  {
    name: 'TransferContactToQueue without a target',
    actions: () => [wired('TransferContactToQueue', {}, ['QueueAtCapacity', 'NoMatchingError'])],
    heard: ['error'],
  },
  {
    name: 'TransferToFlow',
    actions: () => [wired('TransferToFlow', { ContactFlowId: second() })],
    heard: ['second flow'],
  },
  {
    name: 'UpdateContactCallbackNumber',
    actions: () => [
      action(
        'a',
        'UpdateContactCallbackNumber',
        { CallbackNumber: '$.Attributes.phone' },
        go('ok', { InvalidCallbackNumber: 'error', CallbackNumberNotDialable: 'ok' }),
      ),
    ],
    start: { Attributes: { phone: 'none' } },
    heard: ['error'],
  },
  {
    name: 'settings without effect on chat',
    actions: () => [
      action('a', 'UpdateFlowLoggingBehavior', { FlowLoggingBehavior: 'Enabled' }, go('b')),
      action(
        'b',
        'UpdateContactRecordingBehavior',
        { RecordingBehavior: { RecordedParticipants: ['Agent'] } },
        go('c'),
      ),
      action(
        'c',
        'UpdateContactTextToSpeechVoice',
        { TextToSpeechVoice: 'Joanna' },
        go('d', { NoMatchingError: 'error' }),
      ),
      action('d', 'UpdateContactRoutingBehavior', { QueuePriority: '2' }, go('ok')),
    ],
    heard: ['ok'],
  },
  {
    name: 'CreateTask',
    actions: () => [
      wired('CreateTask', {
        ContactFlowId: second(),
        Name: 'Call $.Attributes.name',
        Attributes: { case: '7' },
      }),
    ],
    start: { Attributes: { name: 'Mia' } },
    heard: ['ok'],
  },
  {
    name: 'the message of the start, given to the next block',
    actions: () => [say('a', 'You wrote: $.Media.InitialMessage', 'ok')],
    start: { InitialMessage: { ContentType: 'text/plain', Content: 'hi' } },
    heard: ['You wrote: hi', 'ok'],
  },
];

test.each(CASES)('$name', async ({ name, actions, ok = 'ok', heard, start, reply, pass, send }) => {
  route = reply ?? (() => ({}));
  const { ref } = await deployFlow(
    world,
    ids,
    name.replace(/\W/g, ''),
    flow(...actions(), say('ok', ok, 'end'), say('error', 'error', 'end'), end()),
  );
  const chat = await startChat(world, ids, ref, start);
  for (const text of send ?? []) await chat.send(text);
  if (pass) await world.advance(pass);
  const lines = chat
    .lines()
    .filter(line => line.startsWith('SYSTEM: '))
    .map(line => line.slice('SYSTEM: '.length));
  expect(lines).toEqual(heard);
});

test('a throttled function is called again', async () => {
  let calls = 0;
  const { AwsError } = await import('../../../local/core/contract.ts');
  route = () => {
    calls += 1;
    if (calls < 3) throw new AwsError('TooManyRequestsException', 'Rate exceeded', 429);
    return { text: 'third time' };
  };
  const { ref } = await deployFlow(
    world,
    ids,
    'throttled',
    flow(lambda(), say('ok', '$.External.text', 'end'), say('error', 'error', 'end'), end()),
  );
  const chat = await startChat(world, ids, ref);
  expect(chat.lines()).toContain('SYSTEM: third time');
});

test('a flow that goes in circles ends the contact and says so', async () => {
  const { ref } = await deployFlow(
    world,
    ids,
    'circle',
    flow(action('a', 'UpdateFlowLoggingBehavior', { FlowLoggingBehavior: 'Enabled' }, go('a'))),
  );
  const { ContactId } = await world.api('StartChatContact', {
    InstanceId: ids.instanceId,
    ContactFlowId: ref,
    ParticipantDetails: { DisplayName: 'Mia' },
  });
  await world.idle();
  expect(world.connect.contact(ContactId)).toMatchObject({
    state: 'ended',
    disconnectReason: 'CONTACT_FLOW_DISCONNECT',
  });
  expect(world.logs.join()).toContain('without a wait');
});

test('a task of a flow runs its own flow, related to its contact', async () => {
  const { ref: taskFlow } = await deployFlow(
    world,
    ids,
    'taskFlow',
    flow(
      action('a', 'UpdateContactTargetQueue', { QueueId: ids.queue }, go('b', { NoMatchingError: 'end' })),
      action(
        'b',
        'TransferContactToQueue',
        {},
        go('end', { QueueAtCapacity: 'end', NoMatchingError: 'end' }),
      ),
      end(),
    ),
  );
  const { ref } = await deployFlow(
    world,
    ids,
    'maker',
    flow(
      wired('CreateTask', { ContactFlowId: taskFlow, Name: 'Later', DelaySeconds: '120' }),
      say('ok', '$.Task.ContactId', 'end'),
      say('error', 'error', 'end'),
      end(),
    ),
  );
  const chat = await startChat(world, ids, ref);
  const taskId = linesOf(world, chat.contactId)[0]!.slice('SYSTEM: '.length);
  expect(world.connect.contact(taskId)).toMatchObject({
    channel: 'TASK',
    state: 'scheduled',
    relatedContactId: chat.contactId,
  });
  await world.advance(121);
  expect(world.connect.contact(taskId)).toMatchObject({ state: 'queued', name: 'Later' });
});

test.each([
  ['2026-03-02T07:59:00Z', 'error'], // 08:59 in Vienna
  ['2026-03-02T08:00:00Z', 'ok'],
  ['2026-03-02T15:59:00Z', 'ok'],
  ['2026-03-02T16:00:00Z', 'error'],
  ['2026-03-07T10:00:00Z', 'error'], // a Saturday
  ['2026-06-01T07:30:00Z', 'ok'], // summer time
])('hours at %s: %s', async (at, expected) => {
  const { isOpen } = await import('../../../local/connect/queues/hours.ts');
  const hours = world.connect.center.hours.get(ids.hours)!;
  expect(isOpen(hours, Date.parse(at))).toBe(expected === 'ok');
});
