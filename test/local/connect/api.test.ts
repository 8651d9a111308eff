import { action, deployCenter, deployFlow, end, flow, go, say, startChat, stay } from './center.ts';
import type { CenterIds } from './center.ts';
import { openCloud } from './cloud.ts';
import type { TestCloud } from './cloud.ts';

let world: TestCloud;
let ids: CenterIds;
let main: string;
const TOPIC = 'arn:aws:sns:us-east-1:000000000000:chat-stream';

beforeEach(async () => {
  world = openCloud();
  ids = await deployCenter(world);
  const deployed = await deployFlow(
    world,
    ids,
    'main',
    flow(
      action(
        'bot',
        'ConnectParticipantWithLexBot',
        { LexV2Bot: { AliasArn: ids.alias }, LexTimeoutSeconds: { Text: '604800' } },
        go('end', { NoMatchingCondition: 'end', NoMatchingError: 'failed' }),
      ),
      say('failed', 'failed', 'end'),
      end(),
    ),
  );
  main = deployed.ref;
  world.functions['take-turn'] = event => stay(`Echo ${event.inputTranscript.length}`);
});
afterEach(() => world.kill());

const start = (more: any = {}) => ({
  InstanceId: ids.instanceId,
  ContactFlowId: main,
  ParticipantDetails: { DisplayName: 'Mia' },
  ...more,
});

const WRONG_STARTS: [string, any, string][] = [
  ['attributes beyond 32 KB', { Attributes: { a: 'x'.repeat(32_768) } }, 'InvalidParameterException'],
  ['a number as attribute', { Attributes: { a: 1 } }, 'InvalidParameterException'],
  ['no display name', { ParticipantDetails: {} }, 'InvalidParameterException'],
  ['59 minutes', { ChatDurationInMinutes: 59 }, 'InvalidParameterException'],
  ['10,081 minutes', { ChatDurationInMinutes: 10_081 }, 'InvalidParameterException'],
  ['without text/plain', { SupportedMessagingContentTypes: ['text/markdown'] }, 'InvalidParameterException'],
  [
    'a first message too long',
    { InitialMessage: { ContentType: 'text/plain', Content: 'x'.repeat(1_025) } },
    'InvalidParameterException',
  ],
  ['an unknown flow', { ContactFlowId: 'none' }, 'ResourceNotFoundException'],
  ['an unknown instance', { InstanceId: 'none' }, 'ResourceNotFoundException'],
  ['an unknown earlier chat', { PersistentChat: { SourceContactId: 'none' } }, 'ResourceNotFoundException'],
];
test.each(WRONG_STARTS)('StartChatContact refuses %s', async (_name, more, error) => {
  await expect(world.api('StartChatContact', start(more))).rejects.toMatchObject({ name: error });
  expect(world.connect.contacts()).toEqual([]);
});

test('the same client token gives the same chat', async () => {
  const first = await world.api('StartChatContact', start({ ClientToken: 't' }));
  expect(await world.api('StartChatContact', start({ ClientToken: 't' }))).toEqual(first);
  expect((await world.api('StartChatContact', start({ ClientToken: 'u' }))).ContactId).not.toBe(
    first.ContactId,
  );
});

const WRONG_MESSAGES: [string, any][] = [
  ['1,025 characters', { Content: 'x'.repeat(1_025) }],
  ['nothing', { Content: '' }],
  ['an unknown type', { Content: 'x', ContentType: 'text/html' }],
  ['a type the chat was started without', { Content: '{}', ContentType: 'application/json' }],
];
test.each(WRONG_MESSAGES)('SendMessage refuses %s', async (_name, body) => {
  const chat = await startChat(world, ids, main);
  await expect(chat.send('', { ...body })).rejects.toMatchObject({
    name: 'ValidationException',
    status: 400,
  });
});

test('SendMessage takes 1,024 characters of text and 12,000 of JSON, once for a client token', async () => {
  const chat = await startChat(world, ids, main, {
    SupportedMessagingContentTypes: ['text/plain', 'application/json'],
  });
  const first = await chat.send('x'.repeat(1_024), { ClientToken: 't' });
  expect(await chat.send('x'.repeat(1_024), { ClientToken: 't' })).toEqual(first);
  expect(world.invocations).toHaveLength(1);
  // Lex itself takes 1,024 characters: longer JSON reaches its error branch.
  await chat.send(`"${'x'.repeat(11_998)}"`, { ContentType: 'application/json' });
  expect(chat.lines()).toContain('SYSTEM: failed');
});

test('a participant token opens the first connection within 5 minutes, and more later', async () => {
  const late = await world.api('StartChatContact', start());
  const early = await world.api('StartChatContact', start());
  const connect = (token: string) =>
    world.post('connection', token, { Type: ['CONNECTION_CREDENTIALS'], ConnectParticipant: true });
  await connect(early.ParticipantToken);
  await world.advance(301);
  await expect(connect(late.ParticipantToken)).rejects.toMatchObject({
    name: 'AccessDeniedException',
    status: 403,
  });
  expect(world.connect.contact(late.ContactId)).toMatchObject({ state: 'ended' });
  const { ConnectionCredentials } = await connect(early.ParticipantToken);
  await world.post('message', ConnectionCredentials.ConnectionToken, {
    ContentType: 'text/plain',
    Content: 'hi',
  });
  await world.advance(25 * 3600);
  expect(world.connect.contact(early.ContactId)).toMatchObject({
    state: 'ended',
    disconnectReason: 'EXPIRED',
  });
  await expect(connect(early.ParticipantToken)).rejects.toMatchObject({ name: 'AccessDeniedException' });
});

test('a wrong bearer and an unknown path are refused', async () => {
  await expect(world.post('message', 'nobody', {})).rejects.toMatchObject({ name: 'AccessDeniedException' });
  await expect(world.post('nothing', 'nobody', {})).rejects.toMatchObject({
    name: 'UnknownOperationException',
  });
});

test('attributes: read, laid over, limited, changed after the end', async () => {
  const chat = await startChat(world, ids, main, { Attributes: { a: '1' } });
  const key = { InstanceId: ids.instanceId, InitialContactId: chat.contactId };
  await world.api('UpdateContactAttributes', { ...key, Attributes: { b: '2' } });
  await expect(
    world.api('UpdateContactAttributes', { ...key, Attributes: { c: 'x'.repeat(33_000) } }),
  ).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await world.api('StopContact', { InstanceId: ids.instanceId, ContactId: chat.contactId });
  await world.api('UpdateContactAttributes', { ...key, Attributes: { a: '3' } });
  expect(await world.api('GetContactAttributes', key)).toEqual({ Attributes: { a: '3', b: '2' } });
  await world.idle();
  expect(world.events.filter(({ eventType }) => eventType === 'CONTACT_DATA_UPDATED')).toHaveLength(2);
  await expect(
    world.api('StopContact', { InstanceId: ids.instanceId, ContactId: chat.contactId }),
  ).rejects.toMatchObject({ name: 'ContactNotFoundException', status: 410 });
});

test('a stream gets what is said, with the attributes to filter by, until it is stopped', async () => {
  const chat = await startChat(world, ids, main);
  const contact = { InstanceId: ids.instanceId, ContactId: chat.contactId };
  const streaming = {
    ...contact,
    ChatStreamingConfiguration: { StreamingEndpointArn: TOPIC },
    ClientToken: 's',
  };
  const { StreamingId } = await world.api('StartContactStreaming', streaming);
  expect(await world.api('StartContactStreaming', streaming)).toEqual({ StreamingId });
  await chat.send('hello');
  await world.post('event', chat.connectionToken, {
    ContentType: 'application/vnd.amazonaws.connect.event.typing',
  });
  await world.idle();
  expect(
    world.published.map(({ TopicArn, Message }) => [
      TopicArn,
      JSON.parse(Message).Content ?? JSON.parse(Message).ContentType,
    ]),
  ).toEqual([
    [TOPIC, 'hello'],
    [TOPIC, 'Echo 5'],
    [TOPIC, 'application/vnd.amazonaws.connect.event.typing'],
  ]);
  expect(JSON.parse(world.published[0].Message)).toEqual({
    AbsoluteTime: expect.stringMatching(/Z$/),
    Content: 'hello',
    ContentType: 'text/plain',
    Id: expect.any(String),
    Type: 'MESSAGE',
    ParticipantId: chat.participantId,
    DisplayName: 'Mia',
    ParticipantRole: 'CUSTOMER',
    InitialContactId: chat.contactId,
    ContactId: chat.contactId,
    InstanceId: ids.instanceId,
  });
  expect(world.published[0].MessageAttributes).toMatchObject({
    ParticipantRole: { DataType: 'String', StringValue: 'CUSTOMER' },
    MessageVisibility: { StringValue: 'ALL' },
    ContentType: { StringValue: 'text/plain' },
  });
  await world.api('StopContactStreaming', { ...contact, StreamingId });
  await chat.send('unheard');
  expect(world.published).toHaveLength(3);
});

test('one custom participant speaks in the chat, and the bot does not answer it', async () => {
  const chat = await startChat(world, ids, main);
  const add = () =>
    world.api('CreateParticipant', {
      InstanceId: ids.instanceId,
      ContactId: chat.contactId,
      ParticipantDetails: { ParticipantRole: 'CUSTOM_BOT', DisplayName: 'Team' },
    });
  const { ParticipantCredentials } = await add();
  await expect(add()).rejects.toMatchObject({ name: 'ServiceQuotaExceededException' });
  const { ConnectionCredentials } = await world.post('connection', ParticipantCredentials.ParticipantToken, {
    Type: ['CONNECTION_CREDENTIALS'],
    ConnectParticipant: true,
  });
  await world.post('message', ConnectionCredentials.ConnectionToken, {
    ContentType: 'text/plain',
    Content: 'from the team',
  });
  await world.idle();
  expect(chat.lines()).toEqual(['CUSTOMER joined', 'CUSTOM_BOT joined', 'CUSTOM_BOT: from the team']);
});

describe('GetTranscript', () => {
  const contents = (answer: any) => answer.Transcript.map(({ Content }: any) => Content);
  test('pages backward from the end, each page in order, and forward from a place', async () => {
    const chat = await startChat(world, ids, main);
    for (const text of ['a', 'bb', 'ccc']) await chat.send(text);
    const read = (body: any) => world.post('transcript', chat.connectionToken, body);
    const last = await read({ MaxResults: 2 });
    expect(contents(last)).toEqual(['ccc', 'Echo 3']);
    const before = await read({ MaxResults: 3, NextToken: last.NextToken });
    expect(contents(before)).toEqual(['Echo 1', 'bb', 'Echo 2']);
    expect(contents(await read({ MaxResults: 100, NextToken: before.NextToken }))).toEqual([undefined, 'a']);
    expect(contents(await read({ MaxResults: 2, SortOrder: 'DESCENDING' }))).toEqual(['Echo 3', 'ccc']);
    const place = before.Transcript[1].Id;
    expect(contents(await read({ ScanDirection: 'FORWARD', StartPosition: { Id: place } }))).toEqual([
      'bb',
      'Echo 2',
      'ccc',
      'Echo 3',
    ]);
    await expect(read({ MaxResults: 101 })).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test('receipts stand at their message', async () => {
    const chat = await startChat(world, ids, main);
    const { Id } = await chat.send('a');
    await world.post('event', chat.connectionToken, {
      ContentType: 'application/vnd.amazonaws.connect.event.message.read',
      Content: JSON.stringify({ messageId: Id }),
    });
    const { Transcript } = await world.post('transcript', chat.connectionToken, {});
    expect(Transcript.find((item: any) => item.Id === Id).MessageMetadata).toMatchObject({
      MessageId: Id,
      Receipts: [{ ReadTimestamp: expect.any(String), RecipientParticipantId: chat.participantId }],
    });
  });

  test('a chat that goes on from an earlier one shows it', async () => {
    const before = await startChat(world, ids, main);
    await before.send('a');
    await world.post('disconnect', before.connectionToken);
    const chat = await startChat(world, ids, main, {
      PersistentChat: { SourceContactId: before.contactId, RehydrationType: 'ENTIRE_PAST_SESSION' },
    });
    const read = await world.post('transcript', chat.connectionToken, {});
    expect(contents(read)).toContain('Echo 1');
    expect(read.InitialContactId).toBe(chat.contactId);
  });
});

test('the console pages through contacts, newest first', async () => {
  const made = [];
  for (let n = 0; n < 3; n++) made.push((await world.api('StartChatContact', start())).ContactId);
  const page = world.connect.contacts({ limit: 2 });
  expect(page.map(({ contactId }) => contactId)).toEqual([made[2], made[1]]);
  expect(world.connect.contacts({ limit: 2, after: made[1] }).map(({ contactId }) => contactId)).toEqual([
    made[0],
  ]);
  await world.idle();
  expect(world.connect.contact(made[0])).toMatchObject({
    state: 'flow',
    channel: 'CHAT',
    customer: 'Mia',
    flow: { name: 'main', action: 'bot', waitsFor: 'customer message' },
  });
});

describe('Lex', () => {
  const ask = (text: string, more: any = {}) =>
    world.cloud.call({ id: 'operator' }, 'lex', 'RecognizeText', {
      botId: ids.alias.split('/')[1],
      botAliasId: ids.alias.split('/')[2],
      localeId: 'en_US',
      sessionId: 's1',
      text,
      ...more,
    });

  test('RecognizeText keeps session attributes until the session is idle too long', async () => {
    world.functions['take-turn'] = event =>
      stay('ok', { count: String(Number(event.sessionState.sessionAttributes.count ?? 0) + 1) });
    await ask('one');
    expect((await ask('two')).sessionState.sessionAttributes.count).toBe('2');
    await world.advance(3_601);
    expect((await ask('three')).sessionState.sessionAttributes.count).toBe('1');
  });

  test('a sample utterance is its intent with a dialog code hook first; Delegate goes on to fulfilment', async () => {
    const sources: string[] = [];
    world.functions['take-turn'] = event => {
      sources.push(`${event.invocationSource} ${event.sessionState.intent.name}`);
      return event.invocationSource === 'DialogCodeHook'
        ? { sessionState: { dialogAction: { type: 'Delegate' } } }
        : stay('ok');
    };
    await ask('Hello, bot!');
    expect(sources).toEqual(['DialogCodeHook CatchAll', 'FulfillmentCodeHook CatchAll']);
  });

  test('the last event can be delivered twice', async () => {
    await ask('hello');
    await expect(world.lex.redeliver('s1')).resolves.toMatchObject({ status: 'ok' });
    expect(world.invocations).toHaveLength(2);
    expect(world.invocations[1]).toEqual({ ...world.invocations[0], timeoutMs: undefined });
  });

  const WRONG: [string, () => any, string][] = [
    [
      'six messages',
      () => ({
        ...stay('a'),
        messages: Array.from({ length: 6 }, () => ({ contentType: 'PlainText', content: 'x' })),
      }),
      'DependencyFailedException',
    ],
    ['25 KB', () => stay('x'.repeat(26_000)), 'DependencyFailedException'],
    ['no dialog action', () => ({ sessionState: {} }), 'DependencyFailedException'],
    ['ElicitIntent without a message', () => ({ ...stay('a'), messages: [] }), 'DependencyFailedException'],
    ['a session attribute that is no text', () => stay('a', { n: 1 as any }), 'DependencyFailedException'],
  ];
  test.each(WRONG)('an answer with %s is refused', async (_name, answer, error) => {
    world.functions['take-turn'] = answer;
    await expect(ask('hello')).rejects.toMatchObject({ name: error });
  });

  test('1,025 characters, an unknown locale and a busy session are refused', async () => {
    await expect(ask('x'.repeat(1_025))).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(ask('x', { localeId: 'de_DE' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    const [first, second] = await Promise.allSettled([ask('a'), ask('b')]);
    expect([first.status, second.status]).toEqual(['fulfilled', 'rejected']);
  });

  test('a version stays what it was when the bot changes', async () => {
    await world.deploy('Bot', 'AWS::Lex::Bot', {
      Name: 'changed',
      BotLocales: [
        {
          LocaleId: 'en_US',
          Intents: [
            {
              Name: 'Other',
              SampleUtterances: [{ Utterance: 'hello bot' }],
              FulfillmentCodeHook: { Enabled: true },
            },
            { Name: 'FallbackIntent', ParentIntentSignature: 'AMAZON.FallbackIntent' },
          ],
        },
      ],
    });
    expect((await ask('hello bot')).interpretations[0].intent.name).toBe('CatchAll');
  });
});
