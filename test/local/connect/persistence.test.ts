import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { action, deployCenter, deployFlow, end, flow, go, say, startChat, stay, stop } from './center.ts';
import { openCloud } from './cloud.ts';
import type { TestCloud } from './cloud.ts';

const folder = mkdtempSync(join(tmpdir(), 'connect-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function boot(file: string, resume = true) {
  const world = openCloud(join(folder, file));
  const ids = await deployCenter(world, { resume });
  const hook = (arn: string) =>
    action(
      'hook',
      'UpdateContactEventHooks',
      { EventHooks: { CustomerQueue: arn } },
      go('bot', { NoMatchingError: 'bot' }),
    );
  const queue = await deployFlow(
    world,
    ids,
    'queue',
    flow(
      action(
        'q',
        'Wait',
        { TimeLimitSeconds: '300' },
        go('late', { NoMatchingError: 'late' }, { WaitCompleted: 'late' }),
      ),
      say('late', 'Nobody yet.', 'stop'),
      stop(),
    ),
    'CUSTOMER_QUEUE',
  );
  const main = await deployFlow(
    world,
    ids,
    'main',
    flow(
      hook(queue.ref),
      action(
        'bot',
        'ConnectParticipantWithLexBot',
        { Text: 'Hello', LexV2Bot: { AliasArn: ids.alias }, LexTimeoutSeconds: { Text: '600' } },
        go('target', {
          InputTimeLimitExceeded: 'idle',
          NoMatchingCondition: 'target',
          NoMatchingError: 'idle',
        }),
      ),
      say('idle', 'Idle.', 'end'),
      action(
        'target',
        'UpdateContactTargetQueue',
        { QueueId: ids.queue },
        go('transfer', { NoMatchingError: 'end' }),
      ),
      action(
        'transfer',
        'TransferContactToQueue',
        {},
        go('end', { QueueAtCapacity: 'end', NoMatchingError: 'end' }),
      ),
      end(),
    ),
  );
  world.functions['take-turn'] = event =>
    event.inputTranscript === 'person'
      ? {
          sessionState: {
            dialogAction: { type: 'Close' },
            intent: { name: 'FallbackIntent', state: 'Fulfilled' },
          },
          messages: [],
        }
      : stay(`Echo ${event.inputTranscript}`);
  return { world, ids, main: main.ref };
}
async function reboot(before: TestCloud, file: string) {
  await before.kill();
  const { world } = await boot(file, false);
  world.resume();
  await world.idle();
  return world;
}

test('a bot turn cut off by a kill is made again, and the chat goes on with the same token', async () => {
  const { world, ids, main } = await boot('bot.db');
  const chat = await startChat(world, ids, main);
  let cut = () => {};
  const reached = new Promise<void>(resolve => (cut = resolve));
  world.functions['take-turn'] = () => {
    cut();
    return new Promise(() => {});
  };
  await world.post('message', chat.connectionToken, { ContentType: 'text/plain', Content: 'slow' });
  await reached;
  const again = await reboot(world, 'bot.db');
  const lines = () =>
    again.connect
      .transcript(chat.contactId)
      .map(({ Content }) => Content)
      .filter(Boolean);
  expect(lines()).toEqual(['Hello', 'slow', 'Echo slow']);
  await again.post('message', chat.connectionToken, { ContentType: 'text/plain', Content: 'more' });
  await again.idle();
  expect(lines().at(-1)).toBe('Echo more');
  await again.advance(601);
  expect(again.connect.contact(chat.contactId)).toMatchObject({ state: 'ended' });
  expect(lines().at(-1)).toBe('Idle.');
  await again.kill();
});

test('ids stay, and queue, timers, offers and agents go on after a restart', async () => {
  const { world, ids, main } = await boot('queue.db');
  const chat = await startChat(world, ids, main);
  await chat.send('person');
  const second = await startChat(world, ids, main);
  await second.send('person');
  world.connect.agents.signIn('ann');
  await world.idle();
  world.connect.agents.accept(chat.contactId);
  await world.idle();
  world.connect.agents.reject(second.contactId);

  const again = await reboot(world, 'queue.db');
  expect(again.connect.contact(chat.contactId)).toMatchObject({ state: 'agent', agent: 'ann' });
  expect(again.connect.agents.list()).toMatchObject([
    { username: 'ann', state: 'Missed', contacts: { [chat.contactId]: 'CHAT' } },
  ]);
  expect(again.connect.contact(second.contactId)).toMatchObject({
    state: 'queued',
    flow: { purpose: 'customer-queue' },
  });
  await again.advance(301);
  expect(again.connect.transcript(second.contactId).at(-1)!.Content).toBe('Nobody yet.');
  again.connect.agents.setState('ann', 'Available');
  await again.idle();
  expect(again.connect.agents.offers('ann')).toMatchObject([{ contactId: second.contactId }]);
  await again.kill();
});

test('a client token gives the same chat after a restart', async () => {
  const { world, ids, main } = await boot('token.db');
  const input = {
    InstanceId: ids.instanceId,
    ContactFlowId: main,
    ParticipantDetails: { DisplayName: 'Mia' },
    ClientToken: 'once',
  };
  const first = await world.api('StartChatContact', input);
  await world.idle();
  const again = await reboot(world, 'token.db');
  expect(await again.api('StartChatContact', input)).toEqual(first);
  expect(again.connect.contacts()).toHaveLength(1);
  await again.kill();
});
