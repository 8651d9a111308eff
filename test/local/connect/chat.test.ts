import {
  action,
  deployCenter,
  deployFlow,
  end,
  flow,
  go,
  leaveBot,
  linesOf,
  say,
  startChat,
  stay,
  stop,
} from './center.ts';
import type { CenterIds } from './center.ts';
import { openCloud } from './cloud.ts';
import type { TestCloud } from './cloud.ts';

let world: TestCloud;
let ids: CenterIds;
let main: string;

const bot = (alias: string, next: string, idle = 'idle') =>
  action(
    'bot',
    'ConnectParticipantWithLexBot',
    {
      Text: 'How can I help?',
      LexV2Bot: { AliasArn: alias },
      LexSessionAttributes: { contactId: '$.ContactId', caseId: '$.Attributes.caseId' },
      LexTimeoutSeconds: { Text: '600' },
    },
    go(next, { InputTimeLimitExceeded: idle, NoMatchingCondition: next, NoMatchingError: 'failed' }),
  );

beforeEach(async () => {
  world = openCloud();
  ids = await deployCenter(world);
  const queueFlow = await deployFlow(
    world,
    ids,
    'queue',
    flow(say('q', 'You are in the queue.', 'stop'), stop()),
    'CUSTOMER_QUEUE',
  );
  const whisper = await deployFlow(
    world,
    ids,
    'whisper',
    flow(say('w', 'Case $.Attributes.caseId.', 'stop'), stop()),
    'AGENT_WHISPER',
  );
  const after = await deployFlow(
    world,
    ids,
    'after',
    flow(
      say('bye', 'Your agent has left.', 'wait'),
      action(
        'wait',
        'Wait',
        { TimeLimitSeconds: '60' },
        go('end', { NoMatchingError: 'end' }, { WaitCompleted: 'end' }),
      ),
      end(),
    ),
  );
  const hook = (id: string, name: string, arn: string, next: string) =>
    action(
      id,
      'UpdateContactEventHooks',
      { EventHooks: { [name]: arn } },
      go(next, { NoMatchingError: next }),
    );
  const deployed = await deployFlow(
    world,
    ids,
    'main',
    flow(
      hook('h1', 'CustomerQueue', queueFlow.ref, 'h2'),
      hook('h2', 'AgentWhisper', whisper.ref, 'h3'),
      hook('h3', 'CustomerRemaining', after.ref, 'bot'),
      bot(ids.alias, 'outcome'),
      action(
        'outcome',
        'Compare',
        { ComparisonValue: '$.Lex.SessionAttributes.outcome' },
        go('end', { NoMatchingCondition: 'end' }, { escalate: 'route' }),
      ),
      action(
        'route',
        'InvokeLambdaFunction',
        {
          LambdaFunctionARN: 'arn:aws:lambda:us-east-1:000000000000:function:route',
          InvocationTimeLimitSeconds: '8',
          LambdaInvocationAttributes: { step: 'queue' },
        },
        go('target', { NoMatchingError: 'failed' }),
      ),
      action(
        'target',
        'UpdateContactTargetQueue',
        { QueueId: '$.External.queue' },
        go('transfer', { NoMatchingError: 'failed' }),
      ),
      action(
        'transfer',
        'TransferContactToQueue',
        {},
        go('failed', { QueueAtCapacity: 'failed', NoMatchingError: 'failed' }),
      ),
      say('idle', 'Still there?', 'end'),
      say('failed', 'Something went wrong.', 'end'),
      end(),
    ),
  );
  main = deployed.ref;
  world.functions.route = () => ({ queue: ids.queue, message: 'Connecting you.' });
  world.functions['take-turn'] = event =>
    event.inputTranscript.includes('person')
      ? leaveBot(event, 'escalate', 'I am connecting you to a person.')
      : stay(`Echo ${event.inputTranscript}`, { turn: '1' });
});
afterEach(() => world.kill());

test('a chat goes from the bot over the queue to an agent, on to the after-agent flow and ends', async () => {
  const chat = await startChat(world, ids, main, { Attributes: { caseId: 'C-7' } });
  await chat.send('where is my parcel');
  await chat.send('I want a person');
  expect(world.connect.contact(chat.contactId)).toMatchObject({ state: 'queued', queue: 'general' });

  world.connect.agents.signIn('ann');
  await world.idle();
  expect(world.connect.agents.offers('ann')).toMatchObject([{ contactId: chat.contactId, channel: 'CHAT' }]);
  world.connect.agents.accept(chat.contactId);
  await world.idle();
  expect(world.connect.contact(chat.contactId)).toMatchObject({ state: 'agent', agent: 'ann' });
  world.connect.agents.sendMessage(chat.contactId, 'Hello Mia');
  await chat.send('Hi Ann');

  world.connect.agents.leave(chat.contactId);
  await world.idle();
  const [after] = world.connect.contacts({ limit: 1 });
  expect(after).toMatchObject({
    state: 'flow',
    initialContactId: chat.contactId,
    previousContactId: chat.contactId,
  });
  await world.advance(61);
  world.connect.agents.complete(chat.contactId);
  await world.idle();

  expect(chat.lines()).toEqual([
    'SYSTEM: How can I help?',
    'CUSTOMER joined',
    'CUSTOMER: where is my parcel',
    'BOT: Echo where is my parcel',
    'CUSTOMER: I want a person',
    'BOT: I am connecting you to a person.',
    'SYSTEM: You are in the queue.',
    'SYSTEM: Case C-7.',
    'AGENT joined',
    'AGENT: Hello Mia',
    'CUSTOMER: Hi Ann',
    'AGENT left',
    'SYSTEM: Your agent has left.',
    'chat.ended',
  ]);
  const seen = world.events.map(
    ({ eventType, contactId }) => `${eventType} ${contactId === chat.contactId ? 1 : 2}`,
  );
  expect(seen).toEqual([
    'INITIATED 1',
    'CONNECTED_TO_SYSTEM 1',
    'QUEUED 1',
    'CONNECTED_TO_AGENT 1',
    'DISCONNECTED 1',
    'INITIATED 2',
    'DISCONNECTED 2',
    'COMPLETED 2',
    'COMPLETED 1',
  ]);
  expect(world.events[4]).toMatchObject({
    disconnectReason: 'AGENT_DISCONNECT',
    channel: 'CHAT',
    instanceArn: ids.instanceArn,
    queueInfo: { queueArn: ids.queue, queueType: 'STANDARD' },
    agentInfo: { agentArn: expect.stringContaining(`${ids.instanceArn}/agent/`) },
  });
  expect(world.events[6].disconnectReason).toBe('CONTACT_FLOW_DISCONNECT');
  expect(world.logs).toEqual([]);
});

test('the customer sees no agent whisper', async () => {
  const chat = await startChat(world, ids, main, { Attributes: { caseId: 'C-7' } });
  await chat.send('a person please');
  world.connect.agents.signIn('ann');
  world.connect.agents.accept(chat.contactId);
  await world.idle();
  const { Transcript } = await world.post('transcript', chat.connectionToken, {});
  const contents = Transcript.map(({ Content }: any) => Content);
  expect(contents).toContain('You are in the queue.');
  expect(contents).not.toContain('Case C-7.');
});

test('Lex and flow functions get the documented events', async () => {
  const chat = await startChat(world, ids, main, { Attributes: { caseId: 'C-7' } });
  await chat.send('hello');
  await chat.send('a person');
  const [first, second, route] = world.invocations;
  expect(first).toMatchObject({
    name: 'take-turn',
    principal: 'service:lexv2.amazonaws.com',
    sourceArn: ids.alias,
    timeoutMs: 30_000,
    payload: {
      messageVersion: '1.0',
      invocationSource: 'FulfillmentCodeHook',
      inputMode: 'Text',
      inputTranscript: 'hello',
      bot: { name: 'catch-all', localeId: 'en_US', version: '1', aliasName: 'live' },
      interpretations: [{ intent: { name: 'FallbackIntent', state: 'ReadyForFulfillment' } }],
      sessionState: {
        sessionAttributes: { contactId: chat.contactId, caseId: 'C-7' },
        intent: { name: 'FallbackIntent' },
      },
    },
  });
  expect(first!.payload.sessionId).not.toBe(chat.contactId);
  expect(second!.payload.sessionState.sessionAttributes).toMatchObject({ turn: '1', outcome: 'continue' });
  expect(route).toMatchObject({
    name: 'route',
    principal: 'service:connect.amazonaws.com',
    sourceArn: ids.instanceArn,
    payload: {
      Name: 'ContactFlowEvent',
      Details: {
        ContactData: {
          Attributes: { caseId: 'C-7' },
          Channel: 'CHAT',
          ContactId: chat.contactId,
          InitialContactId: chat.contactId,
          InstanceARN: ids.instanceArn,
        },
        Parameters: { step: 'queue' },
      },
    },
  });
});

test('a silent customer is asked and let go when the time limit of the bot is over', async () => {
  const chat = await startChat(world, ids, main);
  await world.advance(599);
  expect(chat.lines()).toEqual(['SYSTEM: How can I help?', 'CUSTOMER joined']);
  await chat.send('one moment'); // begins the limit anew
  await world.advance(599);
  expect(world.connect.contact(chat.contactId)?.state).toBe('flow');
  await world.advance(2);
  expect(chat.lines().slice(-2)).toEqual(['SYSTEM: Still there?', 'chat.ended']);
});

test('two messages at once are answered one after the other', async () => {
  const chat = await startChat(world, ids, main);
  await Promise.all([chat.send('one'), chat.send('two')]);
  expect(chat.lines().filter(line => line.startsWith('BOT'))).toEqual(['BOT: Echo one', 'BOT: Echo two']);
});

test('a broken code hook leads to the error branch', async () => {
  world.functions['take-turn'] = () => ({ messages: [] });
  const chat = await startChat(world, ids, main);
  await chat.send('hello');
  expect(chat.lines().slice(-2)).toEqual(['SYSTEM: Something went wrong.', 'chat.ended']);
  expect(world.logs.join()).toContain('DependencyFailedException');
});

test('the customer leaves: the chat is over for the agent too, who finishes after-contact work', async () => {
  const chat = await startChat(world, ids, main);
  await chat.send('a person');
  world.connect.agents.signIn('ann');
  world.connect.agents.accept(chat.contactId);
  await world.idle();
  await world.post('disconnect', chat.connectionToken);
  expect(world.connect.contact(chat.contactId)).toMatchObject({
    state: 'after-contact-work',
    disconnectReason: 'CUSTOMER_DISCONNECT',
  });
  expect(linesOf(world, chat.contactId).slice(-2)).toEqual(['CUSTOMER left', 'chat.ended']);
  await expect(chat.send('anyone?')).rejects.toMatchObject({ name: 'AccessDeniedException', status: 403 });
  world.connect.agents.complete(chat.contactId);
  expect(world.connect.contact(chat.contactId)?.state).toBe('ended');
  expect(world.connect.agents.list()[0]!.contacts).toEqual({});
});
