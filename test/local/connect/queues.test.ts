import { action, deployCenter, deployFlow, end, flow, go, say, startChat } from './center.ts';
import type { CenterIds } from './center.ts';
import { openCloud } from './cloud.ts';
import type { TestCloud } from './cloud.ts';

let test_: TestCloud;
let ids: CenterIds;
let toQueue: string;
let toUrgent: string;

const queueing = (queue: string, priority = '$.Attributes.priority') =>
  flow(
    action('p', 'UpdateContactRoutingBehavior', { QueuePriority: priority }, go('t')),
    action('t', 'UpdateContactTargetQueue', { QueueId: queue }, go('q', { NoMatchingError: 'end' })),
    action(
      'q',
      'TransferContactToQueue',
      {},
      go('full', { QueueAtCapacity: 'full', NoMatchingError: 'end' }),
    ),
    say('full', 'full', 'end'),
    end(),
  );
const wait = (priority: string, flowArn = toQueue) =>
  startChat(test_, ids, flowArn, { Attributes: { priority } });
const state = (contactId: string) => test_.connect.contact(contactId)!.state;
const offers = (username: string) => test_.connect.agents.offers(username).map(({ contactId }) => contactId);

beforeEach(async () => {
  test_ = openCloud();
  ids = await deployCenter(test_);
  toQueue = (await deployFlow(test_, ids, 'toQueue', queueing(ids.queue))).ref;
  toUrgent = (await deployFlow(test_, ids, 'toUrgent', queueing(ids.urgent))).ref;
});
afterEach(() => test_.kill());

test('lower priority numbers come first, then the longest wait; two chats fit one agent', async () => {
  const old = await wait('5');
  await test_.advance(10);
  const urgent = await wait('1');
  await test_.advance(10);
  const young = await wait('5');
  test_.connect.agents.signIn('ann');
  expect(new Set(offers('ann'))).toEqual(new Set([urgent.contactId, old.contactId]));
  test_.connect.agents.accept(urgent.contactId);
  test_.connect.agents.accept(old.contactId);
  await test_.idle();
  expect(offers('ann')).toEqual([]);
  test_.connect.agents.complete(urgent.contactId);
  await test_.idle();
  expect(offers('ann')).toEqual([young.contactId]);
});

test('the API moves a waiting contact ahead', async () => {
  test_.connect.agents.signIn('ann');
  const served = await wait('5');
  const other = await wait('5');
  for (const { contactId } of [served, other]) test_.connect.agents.accept(contactId);
  const first = await wait('5');
  const second = await wait('5');
  const key = { InstanceId: ids.instanceId, ContactId: second.contactId };
  await test_.api('UpdateContactRoutingData', { ...key, QueueTimeAdjustmentSeconds: 600 });
  await expect(test_.api('UpdateContactRoutingData', key)).rejects.toMatchObject({
    name: 'InvalidParameterException',
  });
  test_.connect.agents.complete(served.contactId);
  expect(offers('ann')).toEqual([second.contactId]);
  expect(state(first.contactId)).toBe('queued');
});

test('an offer rings 20 seconds; missed, it goes to the next agent and the first gets no more', async () => {
  test_.connect.agents.signIn('ann');
  const chat = await wait('5');
  await test_.advance(5);
  test_.connect.agents.signIn('bob');
  expect(offers('ann')).toEqual([chat.contactId]);
  await test_.advance(16);
  expect(offers('ann')).toEqual([]);
  expect(offers('bob')).toEqual([chat.contactId]);
  expect(test_.connect.agents.list()).toMatchObject([
    { username: 'ann', state: 'Missed' },
    { username: 'bob', state: 'Available' },
  ]);
  expect(() => test_.connect.agents.accept('nothing')).toThrow(/no contact nothing/);
});

test('the agent idle longest is asked first', async () => {
  test_.connect.agents.signIn('zoe');
  await test_.advance(10);
  test_.connect.agents.signIn('ann');
  const chat = await wait('5');
  expect(offers('zoe')).toEqual([chat.contactId]);
});

test('a full queue takes the QueueAtCapacity branch', async () => {
  const first = await wait('5', toUrgent);
  const second = await wait('5', toUrgent);
  expect(state(first.contactId)).toBe('queued');
  expect(second.lines()).toContain('SYSTEM: full');
});

test('after-contact work holds the slot until it is completed or its time is over', async () => {
  await test_.deploy('Eve', 'AWS::Connect::User', {
    InstanceArn: ids.instanceArn,
    Username: 'eve',
    IdentityInfo: { FirstName: 'Eve' },
    RoutingProfileArn: ids.profile,
    PhoneConfig: { PhoneType: 'SOFT_PHONE', AfterContactWorkTimeLimit: 30 },
    SecurityProfileArns: [],
  });
  test_.connect.agents.setState('eve', 'Available');
  const chat = await wait('5');
  test_.connect.agents.accept(chat.contactId);
  await test_.idle();
  expect(chat.lines()).toContain('AGENT joined');
  expect(test_.connect.transcript(chat.contactId).at(-1)).toMatchObject({ DisplayName: 'Eve' });
  test_.connect.agents.leave(chat.contactId);
  await test_.advance(29);
  expect(state(chat.contactId)).toBe('after-contact-work');
  await test_.advance(2);
  expect(state(chat.contactId)).toBe('ended');
  expect(test_.events.at(-1)).toMatchObject({
    eventType: 'COMPLETED',
    agentInfo: { afterContactWorkDuration: 30 },
  });
});

test('a transfer by quick connect makes a new contact in the other queue', async () => {
  const transferFlow = await deployFlow(
    test_,
    ids,
    'transfer',
    flow(
      action(
        'q',
        'TransferContactToQueue',
        {},
        go('end', { QueueAtCapacity: 'end', NoMatchingError: 'end' }),
      ),
      end(),
    ),
    'QUEUE_TRANSFER',
  );
  await test_.deploy('Quick', 'AWS::Connect::QuickConnect', {
    InstanceArn: ids.instanceArn,
    Name: 'urgent please',
    QuickConnectConfig: {
      QuickConnectType: 'QUEUE',
      QueueConfig: { QueueArn: ids.urgent, ContactFlowArn: transferFlow.ref },
    },
  });
  test_.connect.agents.signIn('ann');
  const chat = await wait('5');
  test_.connect.agents.accept(chat.contactId);
  await test_.idle();
  const next = test_.connect.agents.transfer(chat.contactId, 'urgent please');
  await test_.idle();
  expect(test_.connect.contact(next)).toMatchObject({
    state: 'queued',
    queue: 'urgent',
    previousContactId: chat.contactId,
  });
  await chat.send('still here');
  expect(chat.lines().slice(-3)).toEqual(['AGENT left', 'transfer.succeeded', 'CUSTOMER: still here']);
  const described = await test_.api('DescribeContact', { InstanceId: ids.instanceId, ContactId: next });
  expect(described.Contact).toMatchObject({
    InitialContactId: chat.contactId,
    InitiationMethod: 'QUEUE_TRANSFER',
    Channel: 'CHAT',
  });
  const metrics = await test_.api('GetCurrentMetricData', {
    InstanceId: ids.instanceId,
    Filters: { Queues: [ids.urgent], Channels: ['CHAT'] },
    CurrentMetrics: [{ Name: 'CONTACTS_IN_QUEUE', Unit: 'COUNT' }],
  });
  expect(metrics.MetricResults[0].Collections[0].Value).toBe(1);
});

test('a task is offered like a chat and ends with its agent', async () => {
  const { ContactId } = await test_.api('StartTaskContact', {
    InstanceId: ids.instanceId,
    ContactFlowId: toQueue,
    Name: 'Call back',
    Attributes: { priority: '3' },
    References: { case: { Type: 'URL', Value: 'https://example.com/case/7' } },
  });
  await test_.idle();
  test_.connect.agents.signIn('ann');
  expect(test_.connect.agents.offers('ann')).toMatchObject([
    { contactId: ContactId, channel: 'TASK', name: 'Call back' },
  ]);
  test_.connect.agents.accept(ContactId);
  await test_.idle();
  test_.connect.agents.complete(ContactId);
  await test_.idle();
  expect(test_.connect.contact(ContactId)).toMatchObject({
    state: 'ended',
    disconnectReason: 'AGENT_DISCONNECT',
  });
  expect(test_.connect.agents.list()[0]!.contacts).toEqual({});
});

test('a routing profile may wait before it takes a queue', async () => {
  const late = await test_.deploy('Late', 'AWS::Connect::RoutingProfile', {
    InstanceArn: ids.instanceArn,
    Name: 'late',
    MediaConcurrencies: [{ Channel: 'CHAT', Concurrency: 1 }],
    QueueConfigs: [{ Priority: 1, Delay: 60, QueueReference: { Channel: 'CHAT', QueueArn: ids.queue } }],
  });
  test_.connect.agents.signIn('ann', late.ref);
  const chat = await wait('5');
  await test_.advance(59);
  expect(offers('ann')).toEqual([]);
  await test_.advance(2);
  expect(offers('ann')).toEqual([chat.contactId]);
});
