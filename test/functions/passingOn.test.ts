import { makeConfig } from '../core/makeCase.ts';
import { makeWorld } from './makeWorld.ts';
import { ADA, BO, CY, SUE, work, seeded, withAda, theCase } from './workspaceCase.ts';

describe('passing a case on', () => {
  test('to another queue: who had it is refused, the workflow offers it anew, its agents see it', async () => {
    const world = makeWorld();
    await seeded(world, withAda);
    expect(await work(world, ADA, { do: 'transfer', queue: 'billing', note: 'An invoice.' })).toMatchObject({
      ok: true,
      case: { state: 'waiting-for-agent', epoch: 3, queue: 'billing', offeredAs: 'contact' },
    });
    expect(world.sent.woken).toMatchObject([{ output: { outcome: 'offer-again' } }]);
    for (const epoch of [2, 3])
      expect(await work(world, ADA, { do: 'reply', key: 'key-00001', text: 'x' }, epoch)).toMatchObject({
        ok: false,
      });
    expect(world.sent.chat).toEqual([]);
    expect(await work(world, CY, { do: 'accept' }, 3)).toMatchObject({ ok: true });
  });

  test('to an agent with a skill, in the same queue too; a skill that nobody knows is refused', async () => {
    const skills = { names: ['german', 'gear-safety'], languages: {}, waitSeconds: 60 };
    const world = makeWorld({ config: makeConfig({ skills }) });
    await seeded(world, withAda);
    expect(await work(world, ADA, { do: 'transfer', queue: 'general', skills: ['latin'] })).toMatchObject({
      code: 'unknown-skill',
      message: 'There is no skill latin; there are german, gear-safety.',
    });
    expect(await work(world, ADA, { do: 'transfer', queue: 'general', skills: ['german'] })).toMatchObject({
      ok: true,
      case: { state: 'waiting-for-agent', queue: 'general', skills: ['german'] },
    });
  });

  test('while it waits in Connect its contact gets priority and skills at once, what an agent is in does not', async () => {
    const skills = { names: ['german'], languages: {}, waitSeconds: 60 };
    const world = makeWorld({ config: makeConfig({ skills }) });
    await seeded(world);
    await work(world, SUE, { do: 'transfer', queue: 'billing', priority: 2 });
    expect(world.sent.priorities).toEqual(['contact-1:2']);
    await work(world, SUE, { do: 'transfer', queue: 'billing', skills: ['german'], priority: 3 }, 3);
    expect(world.sent.asked).toMatchObject([{ contactId: 'contact-1', skills: ['german'], priority: 3 }]);
    await work(world, BO, { do: 'accept' }, 4);
    await work(world, BO, { do: 'transfer', queue: 'general' }, 4);
    expect(world.sent.asked).toHaveLength(1);
  });

  test('is refused for a queue that does not exist, and releases go back to their own', async () => {
    const world = makeWorld();
    await seeded(world, withAda);
    expect(await work(world, ADA, { do: 'transfer', queue: 'nowhere' })).toMatchObject({
      code: 'unknown-queue',
    });
    expect(await work(world, BO, { do: 'release' })).toMatchObject({ why: 'stale' });
    await work(world, ADA, { do: 'release', reason: 'no idea' });
    expect(await theCase(world)).toMatchObject({ state: 'waiting-for-agent', queue: 'general', epoch: 3 });
    expect((await theCase(world))!.agent).toBeUndefined();
  });

  test('a supervisor gives it to an agent who is there, and to nobody else', async () => {
    const world = makeWorld();
    await seeded(world, withAda);
    expect(await work(world, SUE, { do: 'assign', agent: 'bo' })).toMatchObject({ code: 'unknown-agent' });
    await world.presence.seen({ id: 'bo', name: 'Bo', queues: ['general'] });
    expect(await work(world, ADA, { do: 'assign', agent: 'bo' })).toMatchObject({ why: 'stale' });
    expect(await work(world, SUE, { do: 'assign', agent: 'bo' })).toMatchObject({
      case: { state: 'with-agent', epoch: 3, agent: { id: 'bo', name: 'Bo' } },
    });
    expect(await work(world, ADA, { do: 'reply', key: 'key-00001', text: 'x' })).toMatchObject({
      why: 'stale',
      current: { agent: { name: 'Bo' } },
    });
    expect(await work(world, BO, { do: 'reply', key: 'key-00001', text: 'Hello' }, 3)).toMatchObject({
      ok: true,
    });
  });

  test('what waits in Connect goes on to the agent it is given to, and back when they release it', async () => {
    const world = makeWorld();
    await seeded(world);
    await world.presence.seen({ id: 'bo', name: 'Bo', queues: ['general'] });
    expect(await work(world, SUE, { do: 'assign', agent: 'bo' })).toMatchObject({
      case: { state: 'with-agent', offeredAs: 'contact' },
    });
    expect(await work(world, BO, { do: 'release' }, 3)).toMatchObject({ case: { offeredAs: 'contact' } });
  });

  test('a supervisor raises it in its queue, in Connect too: its contact, or the task made for it', async () => {
    const world = makeWorld();
    await seeded(world);
    await world.store.moveContact('contact-1', 'contact-1b');
    await work(world, SUE, { do: 'priority', priority: 1 });
    expect((await theCase(world))!.priority).toBe(1);
    await world.store.note('C-TEST', { task: 'task-1' });
    await work(world, SUE, { do: 'priority', priority: 2 });
    expect(world.sent.priorities).toEqual(['contact-1b:1', 'task-1:2']);
  });
});
