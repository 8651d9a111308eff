import { followContact } from '../../functions/follow-contact/followContact.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import { makeWorld, type World } from './makeWorld.ts';
import { seeded, waiting, withAda, withClient, work } from './peopleCase.ts';

describe('a contact that ends', () => {
  const end = (world: World, more: object = {}) =>
    followContact(
      {
        contactId: 'contact-1',
        currentId: 'contact-1',
        kind: 'DISCONNECTED',
        at: world.now().toISOString(),
        ...more,
      },
      world,
    );

  test('while waiting: a task goes to the agents when the customer can be written to', async () => {
    const world = makeWorld();
    await seeded(world, waiting());
    await end(world);
    await end(world);
    expect(world.sent.tasks).toEqual(['task-C-TEST-2']);
    expect(await world.store.get('C-TEST')).toMatchObject({
      state: 'waiting-for-agent',
      offeredAs: 'task',
      contactOpen: false,
    });
  });

  test('while waiting and nobody to write to: abandoned, and the workflow is told', async () => {
    const world = makeWorld();
    await seeded(world, waiting({ customer: { identity: 'none', attributes: {} } }));
    await end(world);
    expect(await world.store.get('C-TEST')).toMatchObject({ state: 'closed', closedAs: 'abandoned' });
    expect(world.sent.woken).toEqual([{ token: 'token-1', output: { outcome: 'abandoned' } }]);
  });

  test('by going to another queue: nobody has left, unless the customer did', async () => {
    const world = makeWorld();
    await seeded(world, waiting());
    await world.store.leaveQueue('contact-1', 'contact-1');
    await end(world, { why: 'CONTACT_FLOW_DISCONNECT' });
    expect(await world.store.get('C-TEST')).toMatchObject({ contactOpen: true, offeredAs: 'contact' });
    await end(world, { why: 'CUSTOMER_DISCONNECT' });
    expect(await world.store.get('C-TEST')).toMatchObject({ contactOpen: false, offeredAs: 'task' });
  });

  test.each([
    [{ citations: [{ id: 'a', title: 'A' }] }, 'resolved-by-ai'],
    [{}, 'abandoned'],
  ])('with the AI, after %o: %s', async (sources, closedAs) => {
    const world = makeWorld();
    await seeded(world);
    const reply = { text: 'x', by: 'ai' as const, at: '', via: 'bot' as const, ...sources };
    await world.store.addTurn({
      turnId: 't',
      caseId: 'C-TEST',
      contactId: 'contact-1',
      channel: 'chat',
      at: '1',
      reply,
    });
    await end(world);
    expect(await world.store.get('C-TEST')).toMatchObject({ state: 'closed', closedAs });
  });

  test('with an agent or the client: the case stays theirs', async () => {
    for (const state of [withAda(), withClient()]) {
      const world = makeWorld();
      await seeded(world, state);
      await end(world);
      expect(await world.store.get('C-TEST')).toMatchObject({ state: state.state, contactOpen: false });
    }
  });

  test.each([
    ['the agent left', { why: 'AGENT_DISCONNECT' }],
    ['the chat went on in another contact of the chain', { currentId: 'contact-0' }],
  ])('%s: the customer is still there', async (_, news) => {
    const world = makeWorld();
    await seeded(world, withClient());
    await world.store.moveContact('contact-1', 'contact-1b');
    await end(world, news);
    expect((await world.store.get('C-TEST'))!.contactOpen).toBe(true);
  });

  test('the last contact of the chain ended: the customer has left', async () => {
    const world = makeWorld();
    await seeded(world, withClient());
    await world.store.moveContact('contact-1', 'contact-1b');
    await end(world, { currentId: 'contact-1b' });
    expect((await world.store.get('C-TEST'))!.contactOpen).toBe(false);
  });

  test('an older contact of the case changes nothing', async () => {
    const world = makeWorld();
    await seeded(world, waiting({ contactId: 'contact-2' }));
    await world.store.saveContact({ contactId: 'contact-1', caseId: 'C-TEST', channel: 'chat' });
    await end(world);
    expect(await world.store.get('C-TEST')).toMatchObject({ state: 'waiting-for-agent', contactOpen: true });
  });
});

test.each<[string, Partial<Case>, boolean]>([
  ['its workflow runs', { execution: 'C-TEST-2' }, false],
  ['its turn broke off and none was started yet', {}, true],
])(
  'a case that is handed off is due at once where it lacks its workflow: %s',
  async (_what, more, atOnce) => {
    const world = makeWorld();
    await seeded(world, withAda(more));
    const handedOff = await work(world, { do: 'hand-off', ask: 'May we?' });
    expect(handedOff).toMatchObject({ ok: true, case: { state: 'with-client' } });
    expect(handedOff.ok && handedOff.case.dueAt === world.now().toISOString()).toBe(atOnce);
  },
);
