import {
  ConnectClient,
  CreateParticipantCommand,
  DescribeContactCommand,
  GetContactAttributesCommand,
  ListQueuesCommand,
  StartChatContactCommand,
  StartTaskContactCommand,
  StopContactCommand,
  UpdateContactRoutingDataCommand,
} from '@aws-sdk/client-connect';
import {
  ConnectParticipantClient,
  CreateParticipantConnectionCommand,
  GetTranscriptCommand,
  SendMessageCommand,
} from '@aws-sdk/client-connectparticipant';
import { LexRuntimeV2Client, RecognizeTextCommand } from '@aws-sdk/client-lex-runtime-v2';
import { createContacts } from '../../../layers/core/connect/contacts.ts';
import { OPERATOR_KEY, createCredentials } from '../../../local/core/credentials.ts';
import { openGateway } from '../../../local/core/gateway/gateway.ts';
import type { TrackedActivity } from '../../../local/core/activity.ts';
import { action, deployCenter, deployFlow, end, flow, go, stay } from './center.ts';
import type { CenterIds } from './center.ts';
import { openCloud } from './cloud.ts';

const world = openCloud();
const credentials = createCredentials();
let stopGateway: () => unknown;
let ids: CenterIds;
let main: string;
let client: {
  region: string;
  endpoint: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
};

beforeAll(async () => {
  ids = await deployCenter(world);
  const bot = action(
    'bot',
    'ConnectParticipantWithLexBot',
    { LexV2Bot: { AliasArn: ids.alias } },
    go('end', { NoMatchingCondition: 'end', NoMatchingError: 'end' }),
  );
  main = (await deployFlow(world, ids, 'main', flow(bot, end()))).ref;
  world.functions['take-turn'] = event => stay(`Echo ${event.inputTranscript}`);
  const gateway = await openGateway({
    cloud: world.cloud,
    services: [world.connect, world.lex, world.participant],
    credentials,
    activity: world.cloud.activity as TrackedActivity,
    port: 0,
  });
  stopGateway = gateway.stop;
  world.cloud.urls.aws = gateway.url;
  client = { region: 'us-east-1', endpoint: gateway.url, credentials: OPERATOR_KEY };
});
afterAll(async () => {
  await stopGateway();
  await world.kill();
});

/** The unmodified SDK over the gateway's own wire. */
test('the SDK starts, talks in, reads and stops a chat', async () => {
  const connect = new ConnectClient(client);
  const participant = new ConnectParticipantClient(client);
  const InstanceId = ids.instanceId;
  const chat = await connect.send(
    new StartChatContactCommand({
      InstanceId,
      ContactFlowId: main.split('/').at(-1),
      ParticipantDetails: { DisplayName: 'Mia' },
      Attributes: { tier: 'gold' },
    }),
  );
  const { ConnectionCredentials, Websocket } = await participant.send(
    new CreateParticipantConnectionCommand({
      Type: ['WEBSOCKET', 'CONNECTION_CREDENTIALS'],
      ParticipantToken: chat.ParticipantToken,
    }),
  );
  expect(Websocket?.Url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/participant\/websocket\?token=/);
  const { ConnectionToken } = ConnectionCredentials!;
  await world.idle();
  await participant.send(
    new SendMessageCommand({ ConnectionToken, ContentType: 'text/plain', Content: 'hello' }),
  );
  await world.idle();
  const { Transcript } = await participant.send(new GetTranscriptCommand({ ConnectionToken }));
  expect(Transcript?.map(({ Content }) => Content)).toEqual([undefined, 'hello', 'Echo hello']);

  const { Contact } = await connect.send(
    new DescribeContactCommand({ InstanceId, ContactId: chat.ContactId }),
  );
  expect(Contact).toMatchObject({
    Channel: 'CHAT',
    InitiationMethod: 'API',
    InitiationTimestamp: expect.any(Date),
  });
  const read = await connect.send(
    new GetContactAttributesCommand({ InstanceId, InitialContactId: chat.ContactId }),
  );
  expect(read.Attributes).toEqual({ tier: 'gold' });
  await connect.send(
    new UpdateContactRoutingDataCommand({ InstanceId, ContactId: chat.ContactId, QueuePriority: 2 }),
  );
  const added = await connect.send(
    new CreateParticipantCommand({
      InstanceId,
      ContactId: chat.ContactId,
      ParticipantDetails: { ParticipantRole: 'CUSTOM_BOT', DisplayName: 'Team' },
    }),
  );
  expect(added.ParticipantCredentials?.ParticipantToken).toEqual(expect.any(String));
  await connect.send(new StopContactCommand({ InstanceId, ContactId: chat.ContactId }));
  await expect(
    participant.send(new SendMessageCommand({ ConnectionToken, ContentType: 'text/plain', Content: 'late' })),
  ).rejects.toMatchObject({ name: 'AccessDeniedException', $metadata: { httpStatusCode: 403 } });
  await expect(
    connect.send(new StopContactCommand({ InstanceId, ContactId: chat.ContactId })),
  ).rejects.toMatchObject({ name: 'ContactNotFoundException' });
});

test("skills are asked in Connect's own words; a refusal is told, not thrown", async () => {
  await world.deploy('Skills', 'AWS::Connect::PredefinedAttribute', {
    InstanceArn: ids.instanceArn,
    Name: 'shop-skills',
    Values: { StringList: ['german', 'tents'] },
  });
  const center = async () => ({
    instanceArn: ids.instanceArn,
    instanceId: ids.instanceId,
    flows: { main },
    queues: {},
  });
  const connect = new ConnectClient(client);
  const { ContactId } = await connect.send(
    new StartChatContactCommand({
      InstanceId: ids.instanceId,
      ContactFlowId: main,
      ParticipantDetails: { DisplayName: 'Ada' },
    }),
  );
  const { askForSkills } = createContacts(center, connect);
  const asking = { contactId: ContactId!, attribute: 'shop-skills', waitSeconds: 60, priority: 2 };
  expect(await askForSkills({ ...asking, skills: ['german', 'tents'] })).toBe(true);
  expect(world.connect.contact(ContactId!)).toMatchObject({
    priority: 2,
    criteria: [{ conditions: [{ value: 'german', level: 1 }, { value: 'tents' }], seconds: 60 }],
  });
  expect(await askForSkills({ ...asking, skills: ['welsh'] })).toBe(false);
});

test('a task that nobody has accepted is withdrawn; an accepted one, and what is gone, are let be', async () => {
  const connect = new ConnectClient(client);
  const InstanceId = ids.instanceId;
  const center = async () => ({
    instanceArn: ids.instanceArn,
    instanceId: InstanceId,
    flows: {},
    queues: {},
  });
  const { withdraw } = createContacts(center, connect);
  const queueing = flow(
    action('t', 'UpdateContactTargetQueue', { QueueId: ids.queue }, go('q', { NoMatchingError: 'end' })),
    action('q', 'TransferContactToQueue', {}, go('end', { QueueAtCapacity: 'end', NoMatchingError: 'end' })),
    end(),
  );
  const toQueue = (await deployFlow(world, ids, 'toQueue', queueing)).ref;
  const start = async () => {
    const task = new StartTaskContactCommand({ InstanceId, ContactFlowId: toQueue, Name: 'Case' });
    const { ContactId } = await connect.send(task);
    await world.idle();
    return ContactId!;
  };
  const queued = await start();
  await withdraw(queued);
  await world.idle();
  expect(world.connect.contact(queued)).toMatchObject({ state: 'ended', disconnectReason: 'API' });
  await withdraw(queued);
  await withdraw('11111111-2222-4333-8444-555555555555');

  const accepted = await start();
  world.connect.agents.signIn('ann');
  expect(world.connect.agents.offers('ann')).toMatchObject([{ contactId: accepted }]);
  world.connect.agents.accept(accepted);
  await world.idle();
  await withdraw(accepted);
  expect(world.connect.contact(accepted)).toMatchObject({ state: 'agent' });
});

test('our contacts bring a mail before agents, at an address that the instance has', async () => {
  await world.deploy('Emails', 'AWS::Connect::InstanceStorageConfig', {
    InstanceArn: ids.instanceArn,
    ResourceType: 'EMAIL_MESSAGES',
    StorageType: 'S3',
  });
  await world.deploy('Address', 'AWS::Connect::EmailAddress', {
    InstanceArn: ids.instanceArn,
    EmailAddress: 'cases@shop.email.connect.aws',
  });
  const wait = flow(
    action(
      'wait',
      'Wait',
      { TimeLimitSeconds: '60' },
      go('end', { NoMatchingError: 'end' }, { WaitCompleted: 'end' }),
    ),
    end(),
  );
  const { ref } = await deployFlow(world, ids, 'mails', wait);
  const contacts = createContacts(
    async () => ({
      instanceId: ids.instanceId,
      instanceArn: ids.instanceArn,
      flows: { mails: ref },
      queues: {},
      botAliasArn: ids.alias,
    }),
    new ConnectClient(client),
  );
  const mail = {
    key: 'mail-1',
    flow: 'mails',
    to: 'cases@shop.email.connect.aws',
    from: { address: 'mara@mail.example', name: 'Mara' },
    subject: 'Broken tent',
    text: 'My new tent arrived with a broken pole.',
    description: 'For people',
    attributes: { caseId: 'C-1' },
  };
  const started = await contacts.startEmail(mail);
  expect(await contacts.startEmail(mail)).toEqual(started);
  await world.idle();
  const { contactId } = started as { contactId: string };
  expect(world.connect.contact(contactId)).toMatchObject({ channel: 'EMAIL', attributes: { caseId: 'C-1' } });
  expect(await contacts.startEmail({ ...mail, key: 'mail-2', to: 'nobody@shop.email.connect.aws' })).toBe(
    false,
  );
  expect(await contacts.startEmail({ ...mail, key: 'mail-3', text: '' })).toBe(false);
});

test('the SDK schedules a task, lists queues and asks the bot', async () => {
  const connect = new ConnectClient(client);
  const InstanceId = ids.instanceId;
  const { ContactId } = await connect.send(
    new StartTaskContactCommand({
      InstanceId,
      ContactFlowId: main,
      Name: 'Later',
      ScheduledTime: new Date(world.cloud.clock.now() + 3_600_000),
      References: { case: { Type: 'URL', Value: 'https://example.com/7' } },
    }),
  );
  expect(world.connect.contact(ContactId!)).toMatchObject({ channel: 'TASK', state: 'scheduled' });
  const { QueueSummaryList } = await connect.send(
    new ListQueuesCommand({ InstanceId, QueueTypes: ['STANDARD'] }),
  );
  expect(QueueSummaryList?.map(({ Name }) => Name)).toEqual(['general', 'urgent']);
  const [, botId, botAliasId] = ids.alias.split('/');
  const { messages, sessionState } = await new LexRuntimeV2Client(client).send(
    new RecognizeTextCommand({ botId, botAliasId, localeId: 'en_US', sessionId: 's1', text: 'hi' }),
  );
  expect(messages).toEqual([{ contentType: 'PlainText', content: 'Echo hi' }]);
  expect(sessionState).toMatchObject({
    dialogAction: { type: 'ElicitIntent' },
    sessionAttributes: { outcome: 'continue' },
  });
});
