import { action, deployCenter, deployFlow, end, flow, go, say, startChat, stop } from './center.ts';
import type { CenterIds } from './center.ts';
import { openCloud } from './cloud.ts';
import type { TestCloud } from './cloud.ts';

let world: TestCloud;
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
  startChat(world, ids, flowArn, { Attributes: { priority } });
const state = (contactId: string) => world.connect.contact(contactId)!.state;
const offers = (username: string) => world.connect.agents.offers(username).map(({ contactId }) => contactId);

beforeEach(async () => {
  world = openCloud();
  ids = await deployCenter(world);
  toQueue = (await deployFlow(world, ids, 'toQueue', queueing(ids.queue))).ref;
  toUrgent = (await deployFlow(world, ids, 'toUrgent', queueing(ids.urgent))).ref;
});
afterEach(() => world.kill());

test('lower priority numbers come first, then the longest wait; two chats fit one agent', async () => {
  const old = await wait('5');
  await world.advance(10);
  const urgent = await wait('1');
  await world.advance(10);
  const young = await wait('5');
  world.connect.agents.signIn('ann');
  expect(new Set(offers('ann'))).toEqual(new Set([urgent.contactId, old.contactId]));
  world.connect.agents.accept(urgent.contactId);
  world.connect.agents.accept(old.contactId);
  await world.idle();
  expect(offers('ann')).toEqual([]);
  world.connect.agents.complete(urgent.contactId);
  await world.idle();
  expect(offers('ann')).toEqual([young.contactId]);
});

test('the API moves a waiting contact ahead', async () => {
  world.connect.agents.signIn('ann');
  const served = await wait('5');
  const other = await wait('5');
  for (const { contactId } of [served, other]) world.connect.agents.accept(contactId);
  const first = await wait('5');
  const second = await wait('5');
  const key = { InstanceId: ids.instanceId, ContactId: second.contactId };
  await world.api('UpdateContactRoutingData', { ...key, QueueTimeAdjustmentSeconds: 600 });
  await expect(world.api('UpdateContactRoutingData', key)).rejects.toMatchObject({
    name: 'InvalidParameterException',
  });
  world.connect.agents.complete(served.contactId);
  expect(offers('ann')).toEqual([second.contactId]);
  expect(state(first.contactId)).toBe('queued');
});

test('an offer rings 20 seconds; missed, it goes to the next agent and the first gets no more', async () => {
  world.connect.agents.signIn('ann');
  const chat = await wait('5');
  await world.advance(5);
  world.connect.agents.signIn('bob');
  expect(offers('ann')).toEqual([chat.contactId]);
  await world.advance(16);
  expect(offers('ann')).toEqual([]);
  expect(offers('bob')).toEqual([chat.contactId]);
  expect(world.connect.agents.list()).toMatchObject([
    { username: 'ann', state: 'Missed' },
    { username: 'bob', state: 'Available' },
  ]);
  expect(() => world.connect.agents.accept('nothing')).toThrow(/no contact nothing/);
});

test('the agent idle longest is asked first', async () => {
  world.connect.agents.signIn('zoe');
  await world.advance(10);
  world.connect.agents.signIn('ann');
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
  await world.deploy('Eve', 'AWS::Connect::User', {
    InstanceArn: ids.instanceArn,
    Username: 'eve',
    IdentityInfo: { FirstName: 'Eve' },
    RoutingProfileArn: ids.profile,
    PhoneConfig: { PhoneType: 'SOFT_PHONE', AfterContactWorkTimeLimit: 30 },
    SecurityProfileArns: [],
  });
  world.connect.agents.setState('eve', 'Available');
  const chat = await wait('5');
  world.connect.agents.accept(chat.contactId);
  await world.idle();
  expect(chat.lines()).toContain('AGENT joined');
  expect(world.connect.transcript(chat.contactId).at(-1)).toMatchObject({ DisplayName: 'Eve' });
  world.connect.agents.leave(chat.contactId);
  await world.advance(29);
  expect(state(chat.contactId)).toBe('after-contact-work');
  await world.advance(2);
  expect(state(chat.contactId)).toBe('ended');
  expect(world.events.at(-1)).toMatchObject({
    eventType: 'COMPLETED',
    agentInfo: { afterContactWorkDuration: 30 },
  });
});

test('a transfer by quick connect makes a new contact in the other queue', async () => {
  const transferFlow = await deployFlow(
    world,
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
  await world.deploy('Quick', 'AWS::Connect::QuickConnect', {
    InstanceArn: ids.instanceArn,
    Name: 'urgent please',
    QuickConnectConfig: {
      QuickConnectType: 'QUEUE',
      QueueConfig: { QueueArn: ids.urgent, ContactFlowArn: transferFlow.ref },
    },
  });
  world.connect.agents.signIn('ann');
  const chat = await wait('5');
  world.connect.agents.accept(chat.contactId);
  await world.idle();
  const next = world.connect.agents.transfer(chat.contactId, 'urgent please');
  await world.idle();
  expect(world.connect.contact(next)).toMatchObject({
    state: 'queued',
    queue: 'urgent',
    previousContactId: chat.contactId,
  });
  await chat.send('still here');
  expect(chat.lines().slice(-3)).toEqual(['AGENT left', 'transfer.succeeded', 'CUSTOMER: still here']);
  const described = await world.api('DescribeContact', { InstanceId: ids.instanceId, ContactId: next });
  expect(described.Contact).toMatchObject({
    InitialContactId: chat.contactId,
    InitiationMethod: 'QUEUE_TRANSFER',
    Channel: 'CHAT',
  });
  const metrics = await world.api('GetCurrentMetricData', {
    InstanceId: ids.instanceId,
    Filters: { Queues: [ids.urgent], Channels: ['CHAT'] },
    CurrentMetrics: [{ Name: 'CONTACTS_IN_QUEUE', Unit: 'COUNT' }],
  });
  expect(metrics.MetricResults[0].Collections[0].Value).toBe(1);
});

test('a task is offered like a chat and ends with its agent', async () => {
  const { ContactId } = await world.api('StartTaskContact', {
    InstanceId: ids.instanceId,
    ContactFlowId: toQueue,
    Name: 'Call back',
    Attributes: { priority: '3' },
    References: { case: { Type: 'URL', Value: 'https://example.com/case/7' } },
  });
  await world.idle();
  world.connect.agents.signIn('ann');
  expect(world.connect.agents.offers('ann')).toMatchObject([
    { contactId: ContactId, channel: 'TASK', name: 'Call back' },
  ]);
  world.connect.agents.accept(ContactId);
  await world.idle();
  world.connect.agents.complete(ContactId);
  await world.idle();
  expect(world.connect.contact(ContactId)).toMatchObject({
    state: 'ended',
    disconnectReason: 'AGENT_DISCONNECT',
  });
  expect(world.connect.agents.list()[0]!.contacts).toEqual({});
});

test('a routing profile may wait before it takes a queue', async () => {
  const late = await world.deploy('Late', 'AWS::Connect::RoutingProfile', {
    InstanceArn: ids.instanceArn,
    Name: 'late',
    MediaConcurrencies: [{ Channel: 'CHAT', Concurrency: 1 }],
    QueueConfigs: [{ Priority: 1, Delay: 60, QueueReference: { Channel: 'CHAT', QueueArn: ids.queue } }],
  });
  world.connect.agents.signIn('ann', late.ref);
  const chat = await wait('5');
  await world.advance(59);
  expect(offers('ann')).toEqual([]);
  await world.advance(2);
  expect(offers('ann')).toEqual([chat.contactId]);
});

test('a profile says what may ring beside a contact', async () => {
  const channel = (Channel: string, BehaviorType: string) => ({
    Channel,
    Concurrency: 2,
    CrossChannelBehavior: { BehaviorType },
  });
  const deploy = (chat: string, task: string) =>
    world.deploy(`Beside${chat.length}`, 'AWS::Connect::RoutingProfile', {
      InstanceArn: ids.instanceArn,
      Name: `beside ${chat}`,
      MediaConcurrencies: [channel('CHAT', chat), channel('TASK', task)],
      QueueConfigs: ['CHAT', 'TASK'].map(Channel => ({
        Priority: 1,
        Delay: 0,
        QueueReference: { Channel, QueueArn: ids.queue },
      })),
    });
  await expect(deploy('ROUTE_NOTHING', 'ROUTE_ANY_CHANNEL')).rejects.toThrow('BehaviorType must be one of');
  const { ref } = await deploy('ROUTE_CURRENT_CHANNEL_ONLY', 'ROUTE_ANY_CHANNEL');
  const task = async () =>
    (await world.api('StartTaskContact', {
      InstanceId: ids.instanceId,
      ContactFlowId: toQueue,
      Name: 'Call back',
      Attributes: { priority: '5' },
    })) as { ContactId: string };
  const first = await task();
  await world.idle();
  world.connect.agents.signIn('ann', ref);
  const chat = await wait('5');
  expect(new Set(offers('ann'))).toEqual(new Set([first.ContactId, chat.contactId]));
  world.connect.agents.accept(first.ContactId);
  world.connect.agents.accept(chat.contactId);
  await task();
  const other = await wait('5');
  await world.idle();
  expect(offers('ann')).toEqual([other.contactId]);
});

test('each agent who leaves starts the after-agent flow anew', async () => {
  const again = await deployFlow(
    world,
    ids,
    'again',
    flow(
      say('left', 'Agent left.', 't'),
      action('t', 'UpdateContactTargetQueue', { QueueId: ids.queue }, go('q', { NoMatchingError: 'end' })),
      action(
        'q',
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
    'hooked',
    flow(
      action(
        'h',
        'UpdateContactEventHooks',
        { EventHooks: { CustomerRemaining: again.ref } },
        go('t', { NoMatchingError: 'end' }),
      ),
      action('t', 'UpdateContactTargetQueue', { QueueId: ids.queue }, go('q', { NoMatchingError: 'end' })),
      action(
        'q',
        'TransferContactToQueue',
        {},
        go('end', { QueueAtCapacity: 'end', NoMatchingError: 'end' }),
      ),
      end(),
    ),
  );
  const chat = await wait('5', ref);
  world.connect.agents.signIn('ann');
  for (let round = 0; round < 2; round++) {
    await world.idle();
    const [contactId] = offers('ann');
    world.connect.agents.accept(contactId!);
    await world.idle();
    world.connect.agents.complete(contactId!);
    await world.idle();
  }
  expect(chat.lines().filter(line => line === 'SYSTEM: Agent left.')).toHaveLength(2);
  expect(world.connect.contacts()).toMatchObject([
    { state: 'queued' },
    { state: 'ended' },
    { state: 'ended' },
  ]);
});

describe('from queue to queue', () => {
  /** Chats wait in the first queue; after a minute each its flow takes them where their attributes say. */
  async function moving(Parameters: object): Promise<string> {
    const again = { QueueAtCapacity: 'refused', NoMatchingError: 'refused' };
    const inQueue = await deployFlow(
      world,
      ids,
      'inQueue',
      flow(
        action(
          'w',
          'Wait',
          { TimeLimitSeconds: '60' },
          go('m', { NoMatchingError: 'stop' }, { WaitCompleted: 'm' }),
        ),
        action('m', 'DequeueContactAndTransferToQueue', Parameters, go('stop', again)),
        say('refused', 'stays', 'w'),
        stop(),
      ),
      'CUSTOMER_QUEUE',
    );
    const hook = { EventHooks: { CustomerQueue: inQueue.ref } };
    const { ref } = await deployFlow(
      world,
      ids,
      'moved',
      flow(
        action('h', 'UpdateContactEventHooks', hook, go('t', { NoMatchingError: 'end' })),
        action('t', 'UpdateContactTargetQueue', { QueueId: ids.queue }, go('q', { NoMatchingError: 'end' })),
        action(
          'q',
          'TransferContactToQueue',
          {},
          go('end', { QueueAtCapacity: 'end', NoMatchingError: 'end' }),
        ),
        end(),
      ),
    );
    return ref;
  }
  const newest = () => world.connect.contacts()[0]!;

  test('a new contact of the chain waits there; a full queue and one that is not there keep it where it is', async () => {
    const flowArn = await moving({ QueueId: '$.Attributes.to' });
    const first = await startChat(world, ids, flowArn, { Attributes: { to: ids.urgent, priority: '3' } });
    await world.advance(61);
    expect(newest()).toMatchObject({
      state: 'queued',
      queue: 'urgent',
      previousContactId: first.contactId,
      initialContactId: first.contactId,
    });
    const described = await world.api('DescribeContact', {
      InstanceId: ids.instanceId,
      ContactId: newest().contactId,
    });
    expect(described.Contact).toMatchObject({ InitiationMethod: 'QUEUE_TRANSFER' });
    expect(state(first.contactId)).toBe('ended');
    for (const to of [ids.urgent, `${ids.queue}-gone`]) {
      const other = await startChat(world, ids, flowArn, { Attributes: { to } });
      await world.advance(61);
      expect(other.lines()).toContain('SYSTEM: stays');
      expect(world.connect.contact(other.contactId)).toMatchObject({ state: 'queued', queue: 'general' });
    }
  });

  test('an agent’s own queue rings at that agent alone; what rings already is not taken away', async () => {
    const { arn } = world.connect.agents.signIn('ann');
    world.connect.agents.setState('ann', 'Offline');
    world.connect.agents.signIn('bob');
    const chat = await startChat(world, ids, await moving({ AgentId: '$.Attributes.to' }), {
      Attributes: { to: arn },
    });
    await world.advance(50);
    world.connect.agents.setState('bob', 'Available');
    await world.advance(11);
    expect(offers('bob')).toEqual([chat.contactId]);
    expect(chat.lines()).toContain('SYSTEM: stays');
    await world.advance(60);
    world.connect.agents.setState('bob', 'Available');
    await world.idle();
    expect(offers('bob')).toEqual([]);
    world.connect.agents.setState('ann', 'Available');
    await world.idle();
    expect(offers('ann')).toEqual([newest().contactId]);
    expect(newest().contactId).not.toBe(chat.contactId);
  });

  test('goes eleven times at most', async () => {
    const flowArn = await moving({ QueueId: '$.Attributes.to' });
    await startChat(world, ids, flowArn, { Attributes: { to: ids.queue } });
    await world.advance(61 * 13);
    expect(world.connect.contacts()).toHaveLength(12);
  });
});

describe('routing criteria', () => {
  const skill = (Value: string, more: object = {}) => ({
    AttributeCondition: {
      Name: 'shop-skills',
      Value,
      ProficiencyLevel: 1,
      ComparisonOperator: 'NumberGreaterOrEqualTo',
      ...more,
    },
  });
  const has = (value: string) => ({ name: 'shop-skills', value, level: 3 });
  const ask = (contactId: string, ...Steps: unknown[]) =>
    world.api('UpdateContactRoutingData', {
      InstanceId: ids.instanceId,
      ContactId: contactId,
      QueuePriority: 5,
      RoutingCriteria: { Steps },
    });

  beforeEach(() =>
    world.deploy('Skills', 'AWS::Connect::PredefinedAttribute', {
      InstanceArn: ids.instanceArn,
      Name: 'shop-skills',
      Values: { StringList: ['german', 'tents'] },
    }),
  );

  test('only who has all skills gets the contact, until the step is over', async () => {
    const chat = await wait('5');
    const both = { AndExpression: [skill('german'), skill('tents')] };
    await ask(chat.contactId, { Expression: both, Expiry: { DurationInSeconds: 60 } });
    world.connect.agents.signIn('ann', undefined, [has('german')]);
    await world.idle();
    expect(offers('ann')).toEqual([]);
    world.connect.agents.signIn('bob', undefined, [has('german'), has('tents')]);
    expect(offers('bob')).toEqual([chat.contactId]);
    world.connect.agents.reject(chat.contactId);
    world.connect.agents.setState('bob', 'Offline');
    expect(offers('ann')).toEqual([]);
    await world.advance(61);
    expect(offers('ann')).toEqual([chat.contactId]);
  });

  test('a step without an end never widens; an agent of no template has every skill', async () => {
    const chat = await wait('5');
    await ask(chat.contactId, { Expression: skill('german', { ProficiencyLevel: 4 }) });
    world.connect.agents.signIn('ann', undefined, [has('german')]);
    await world.advance(7_200);
    expect(offers('ann')).toEqual([]);
    world.connect.agents.signIn('bob');
    expect(offers('bob')).toEqual([chat.contactId]);
  });

  test.each<[string, object, string]>([
    ['an attribute nobody defined', { Expression: skill('welsh') }, 'no predefined attribute'],
    ['an expression that is not played', { Expression: { OrExpression: [skill('german')] } }, 'OrExpression'],
    [
      'a level out of range',
      { Expression: skill('german', { ProficiencyLevel: 9 }) },
      'ProficiencyLevel must be 1 to 5',
    ],
    [
      'a step of no time',
      { Expression: skill('german'), Expiry: { DurationInSeconds: 0 } },
      'DurationInSeconds',
    ],
  ])('%s is refused', async (_, step, message) => {
    const chat = await wait('5');
    await expect(ask(chat.contactId, step)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining(message),
    });
  });
});
