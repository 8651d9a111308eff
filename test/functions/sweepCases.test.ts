import { sweepCases } from '../../functions/sweep-cases/sweepCases.ts';
import type { Reply } from '../../layers/core/domain/case.ts';
import { makeWorld, type World } from './makeWorld.ts';
import { MINUTE, OVERDUE, said, seeded, waiting, withClient } from './peopleCase.ts';

describe('the sweeper', () => {
  const overdue = (world: World) => new Date(world.now().getTime() - 10 * MINUTE).toISOString();
  const sweep = (world: World) => sweepCases({ ...world, escalationArn: 'arn' });

  test.each<[string, Reply | undefined, string]>([
    ['nothing was said', undefined, 'customer-silent'],
    ['the AI answered by mail', said({ by: 'ai' }), 'resolved-by-ai'],
    ["an agent sent the AI's draft by mail", said({ by: 'agent', draft: 'edited' }), 'resolved-by-ai'],
    ['an agent answered by mail and gave it back', said({ by: 'agent' }), 'resolved-by-agent'],
    ['only who has it was said by mail', said({ by: 'house' }), 'customer-silent'],
    ['the AI answered in a chat', said({ by: 'ai', via: 'bot' }), 'customer-silent'],
  ])('silence after %s', async (_, reply, closedAs) => {
    const world = makeWorld();
    const { caseId, contactId, channel } = await seeded(world, { contactOpen: false, dueAt: OVERDUE });
    const at = world.now().toISOString();
    if (reply)
      await world.store.addTurn({ turnId: 't', caseId, contactId, channel, at, customer: 'x', reply });
    await sweep(world);
    expect(await world.store.get(caseId)).toMatchObject({ state: 'closed', closedAs });
  });

  test('starts a workflow anew for a case with people that has lost its own', async () => {
    const world = makeWorld();
    await seeded(world, waiting({ dueAt: overdue(world), execution: 'C-TEST-2' }));
    expect(await sweep(world)).toMatchObject({ restarted: 1 });
    expect(world.sent.started).toEqual([expect.stringMatching(/^C-TEST-2-\d+$/)]);
    expect(await sweep(world)).toMatchObject({ restarted: 0 });
  });

  test('leaves a case alone whose workflow runs', async () => {
    const world = makeWorld();
    world.running.add('C-TEST-2');
    await seeded(world, waiting({ dueAt: overdue(world), execution: 'C-TEST-2' }));
    expect(await sweep(world)).toMatchObject({ restarted: 0, left: 1 });
  });

  test('wakes a workflow that missed what the agent decided', async () => {
    const world = makeWorld();
    await seeded(world, withClient({ dueAt: overdue(world), waiting: { for: 'agent', token: 'old' } }));
    expect(await sweep(world)).toMatchObject({ woken: 1 });
    expect(world.sent.woken).toEqual([{ token: 'old', output: { outcome: 'hand-off' } }]);
  });

  test('looks at the others when one can not be helped, and says so', async () => {
    const world = makeWorld();
    await seeded(world, { caseId: 'C-A', dueAt: overdue(world) });
    await seeded(world, waiting({ caseId: 'C-B', contactId: 'contact-2', dueAt: overdue(world) }));
    const contacts = {
      ...world.contacts,
      hasEnded: async () => {
        throw new Error('denied');
      },
    };
    await expect(sweepCases({ ...world, contacts, escalationArn: 'arn' })).rejects.toThrow('denied');
    expect(world.sent.started).toEqual([expect.stringMatching(/^C-B-/)]);
  });

  test('closes what the customer left, announces a closed case again, and gives up after a day', async () => {
    const world = makeWorld();
    world.endedChats.add('contact-1');
    await seeded(world, { dueAt: overdue(world) });
    expect(await sweep(world)).toMatchObject({ closed: 1 });

    const closed = makeWorld();
    await seeded(closed, {
      state: 'closed',
      owner: 'nobody',
      closedAs: 'resolved-by-agent',
      closedAt: overdue(closed),
      dueAt: overdue(closed),
    });
    expect(await sweep(closed)).toMatchObject({ announced: 1 });
    expect(closed.sent.closed).toEqual(['C-TEST']);
    closed.advance(25 * 60 * MINUTE);
    expect(await sweep(closed)).toMatchObject({ 'given-up': 1 });
    expect(await sweep(closed)).toMatchObject({ 'given-up': 0 });
  });

  test('does not touch what is not due', async () => {
    const world = makeWorld();
    await seeded(world, waiting({ dueAt: new Date(world.now().getTime() + MINUTE).toISOString() }));
    expect(Object.values(await sweep(world)).every(count => count === 0)).toBe(true);
  });
});
