import { followContact } from '../../functions/follow-contact/followContact.ts';
import { recordMessage } from '../../functions/record-message/recordMessage.ts';
import type { AgentWork } from '../../functions/work-case/workCase.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import { openCase } from '../../layers/core/turns/openCase.ts';
import { makeWorld, type World } from './makeWorld.ts';
import { ADA, BO, seeded, waiting, withAda, withClient, type Work, work } from './peopleCase.ts';

describe('an agent', () => {
  test('accepts once; a colleague is refused and told who has it', async () => {
    const world = makeWorld();
    await seeded(world, waiting());
    expect(await work(world, { do: 'accept' })).toMatchObject({
      ok: true,
      case: { state: 'with-agent', agent: ADA },
    });
    expect(await work(world, { do: 'accept' })).toMatchObject({ ok: true });
    expect(await work(world, { do: 'accept' }, 2, BO)).toMatchObject({
      ok: false,
      why: 'stale',
      current: { agent: ADA },
    });
  });

  test('answers in the chat, once per key, through one participant', async () => {
    const world = makeWorld();
    await seeded(world, withAda());
    const reply = { do: 'reply', key: 'key-00001', text: 'I can help.' } as const;
    await work(world, reply);
    await work(world, reply);
    await work(world, { ...reply, key: 'key-00002', text: 'Done.' });
    expect(world.sent.chat.map(({ text }) => text)).toEqual(['I can help.', 'Done.']);
    expect((await world.store.getContact('contact-1'))!.connectionToken).toBe('connection-contact-1');
  });

  test('answers in the contact the chat goes on in, by the connection it has', async () => {
    const world = makeWorld();
    await seeded(world, withAda());
    await work(world, { do: 'reply', key: 'key-00001', text: 'One.' });
    await world.store.moveContact('contact-1', 'contact-1b');
    await work(world, { do: 'reply', key: 'key-00002', text: 'Two.' });
    expect(world.sent.chat.map(({ contactId }) => contactId)).toEqual(['contact-1', 'contact-1b']);
    expect((await world.store.getContact('contact-1'))!.connectionToken).toBe('connection-contact-1');
  });

  test('answers by e-mail when the customer has left, and is told when there is no way', async () => {
    const world = makeWorld();
    world.endedChats.add('contact-1');
    await seeded(world, withAda());
    await work(world, { do: 'reply', key: 'key-00001', text: 'I can help.' });
    expect(world.sent.mails).toEqual([
      expect.objectContaining({ to: 'jo@mail.example', text: expect.stringContaining('I can help.') }),
    ]);
    expect((await world.store.get('C-TEST'))!.contactOpen).toBe(false);

    const nowhere = makeWorld();
    await seeded(nowhere, withAda({ contactOpen: false, customer: { identity: 'none', attributes: {} } }));
    expect(await work(nowhere, { do: 'reply', key: 'key-00001', text: 'Hello?' })).toMatchObject({
      ok: false,
      why: 'unreachable',
    });
    expect(await work(nowhere, { do: 'resolve', how: 'x', text: 'Bye' })).toMatchObject({
      ok: false,
      why: 'unreachable',
    });
    expect((await nowhere.store.get('C-TEST'))!.state).toBe('with-agent');
  });

  test.each<[string, Work, Partial<Case>, string]>([
    [
      'resolves',
      { do: 'resolve', how: 'refunded', text: 'All done.' },
      { state: 'closed', closedAs: 'resolved-by-agent' },
      'resolved',
    ],
    [
      'hands off',
      { do: 'hand-off', ask: 'May we?' },
      { state: 'with-client', ask: 'May we?', epoch: 3 },
      'hand-off',
    ],
    ['gives back', { do: 'back-to-ai', note: 'simple' }, { state: 'with-ai', epoch: 3 }, 'back-to-ai'],
  ])('%s: the case moves and the workflow is told', async (_, what, expected, outcome) => {
    const world = makeWorld();
    await seeded(world, withAda());
    expect(await work(world, what)).toMatchObject({ ok: true, case: expected });
    expect(world.sent.woken).toEqual([{ token: 'token-1', output: expect.objectContaining({ outcome }) }]);
  });

  test.each<[string, number, typeof ADA, Partial<Case>]>([
    ['an old epoch', 1, ADA, withAda()],
    ['a colleague', 2, BO, withAda()],
    ['a case that is with the client', 3, ADA, withClient({ agent: ADA })],
    ['a case nobody accepted', 2, ADA, waiting()],
  ])('%s may not speak', async (_, epoch, agent, state) => {
    const world = makeWorld();
    await seeded(world, state);
    for (const what of [
      { do: 'reply', key: 'key-00001', text: 'x' },
      { do: 'resolve', how: 'x' },
    ] as AgentWork[]) {
      expect(await work(world, what, epoch, agent)).toMatchObject({ ok: false, why: 'stale' });
    }
    expect(world.sent.chat).toEqual([]);
    expect(world.sent.mails).toEqual([]);
  });
});

describe('how long a customer is without a person’s words', () => {
  const MINUTE = 60_000;
  const needed = async (changes: Partial<Case> = {}) => {
    const world = makeWorld();
    const seed = await seeded(world, changes);
    world.advance(MINUTE);
    await world.store.transition('escalate', seed, 'ai', { queue: 'general' });
    world.advance(10 * MINUTE);
    return world;
  };
  const inPanel = (world: World, id: string) =>
    recordMessage(
      {
        id,
        contactId: 'contact-1',
        at: world.now().toISOString(),
        role: 'AGENT',
        name: 'Ada',
        text: 'Hello, Jo.',
      },
      world,
    );
  const onLine = (world: World) =>
    followContact(
      {
        contactId: 'contact-1',
        currentId: 'contact-1',
        kind: 'CONNECTED_TO_AGENT',
        at: world.now().toISOString(),
      },
      world,
    );

  test('is measured once, from the hand-over to people until an agent’s first answer', async () => {
    const world = await needed();
    await work(world, { do: 'accept' });
    // Having the case, being connected and a note are no words.
    await onLine(world);
    await work(world, { do: 'note', key: 'key-00000', text: 'Looking at it.' });
    expect(world.measured).toEqual([]);
    world.advance(5 * MINUTE);
    const reply = { do: 'reply', key: 'key-00001', text: 'I can help.' } as const;
    await work(world, reply);
    await work(world, reply);
    world.advance(MINUTE);
    await work(world, { ...reply, key: 'key-00002' });
    await inPanel(world, 'm1');
    expect(world.measured).toEqual([{ channel: 'chat', values: { PersonSeconds: 15 * 60 } }]);
  });

  test('goes on where the words reach nobody', async () => {
    const world = await needed({ contactOpen: false, customer: { identity: 'none', attributes: {} } });
    await work(world, { do: 'accept' });
    expect(await work(world, { do: 'reply', key: 'key-00001', text: 'Hello?' })).toMatchObject({ ok: false });
    expect(world.measured).toEqual([]);
  });

  test('ends with what an agent writes in Connect’s panel, delivered twice', async () => {
    const world = await needed();
    await work(world, { do: 'accept' });
    await inPanel(world, 'm1');
    await inPanel(world, 'm1');
    await inPanel(world, 'm2');
    await work(world, { do: 'reply', key: 'key-00001', text: 'I can help.' });
    expect(world.measured).toEqual([{ channel: 'chat', values: { PersonSeconds: 10 * 60 } }]);
  });

  test('ends on the phone when an agent is on the line', async () => {
    const world = await needed({ channel: 'voice' });
    await onLine(world);
    world.advance(MINUTE);
    await onLine(world);
    expect(world.measured).toEqual([{ channel: 'voice', values: { PersonSeconds: 10 * 60 } }]);
  });

  test('begins anew with a case that was done and is opened again', async () => {
    const world = await needed();
    await work(world, { do: 'accept' });
    await work(world, { do: 'reply', key: 'key-00001', text: 'I can help.' });
    await work(world, { do: 'resolve', how: 'Explained.' });
    world.advance(60 * MINUTE);
    const { case: again } = await openCase(
      {
        turnId: 't2',
        contactId: 'contact-1',
        channel: 'chat',
        text: 'It broke again',
        customer: { identity: 'none', attributes: {} },
      },
      world,
    );
    expect(again).toMatchObject({ state: 'with-ai' });
    expect(again.neededAt ?? again.firstWords).toBeUndefined();
    const moved = await world.store.transition('escalate', again, 'ai', { queue: 'general' });
    world.advance(2 * MINUTE);
    await work(world, { do: 'accept' }, moved.ok ? moved.case.epoch : 0);
    await inPanel(world, 'm9');
    expect(world.measured.map(({ values }) => values)).toEqual([
      { PersonSeconds: 600 },
      { PersonSeconds: 120 },
    ]);
  });
});
