import { listCases } from '../../functions/read-cases/listCases.ts';
import { readCase } from '../../functions/read-cases/readCase.ts';
import { recordMessage } from '../../functions/record-message/recordMessage.ts';
import { makeCase } from '../core/makeCase.ts';
import { makeWorld } from './makeWorld.ts';
import { MINUTE, ADA, AGENTS, seeded, withAda } from './peopleCase.ts';

describe('reading cases', () => {
  test('pages through all of them, most pressing first, and shows no token', async () => {
    const world = makeWorld();
    for (let n = 0; n < 130; n++) {
      const dueAt = new Date(world.now().getTime() + n * MINUTE).toISOString();
      await world.store.create(
        makeCase({ caseId: `C-${n}`, dueAt, waiting: { for: 'agent', token: 'secret' } }),
      );
    }
    const seen = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await listCases({ cursor }, { id: 'sue', groups: ['supervisors'] }, world.store);
      for (const found of page.cases) seen.add(found.caseId);
      expect(JSON.stringify(page)).not.toContain('secret');
      cursor = page.cursor;
    } while (cursor);
    expect(seen.size).toBe(130);
  });

  test.each<[string, number, number]>([
    ['what was said to people and delivered after the case was closed is kept', 1, 1],
    ["what was said to the AI before is the turn's own", -1, 0],
    ['what was said once it was closed is no part of it', 3, 0],
  ])('%s', async (_what, minute, kept) => {
    const world = makeWorld();
    const begin = world.now().getTime();
    const opened = await seeded(world);
    const moved = await world.store.transition('escalate', opened, 'ai');
    world.advance(MINUTE);
    const taken = await world.store.transition('accept', moved.ok ? moved.case : opened, 'agent:ada');
    world.advance(MINUTE);
    await world.store.transition('resolve', taken.ok ? taken.case : opened, 'agent:ada');
    world.advance(2 * MINUTE);
    const at = new Date(begin + minute * MINUTE).toISOString();
    await recordMessage(
      { id: 'm1', contactId: 'contact-1', at, role: 'CUSTOMER', name: 'Jo', text: 'Thank you' },
      world,
    );
    expect(await world.store.turns('C-TEST')).toHaveLength(kept);
  });

  test('tells the whole story of one', async () => {
    const world = makeWorld();
    const { caseId } = await seeded(world, withAda());
    await world.store.event({ caseId, owner: 'provider', epoch: 2 }, 'escalate', 'ai');
    const at = new Date(world.now().getTime() + MINUTE).toISOString();
    await recordMessage(
      { id: 'm1', contactId: 'contact-1', at, role: 'CUSTOMER', name: 'Jo', text: 'Still there?' },
      world,
    );
    await recordMessage(
      { id: 'm1', contactId: 'contact-1', at, role: 'CUSTOMER', name: 'Jo', text: 'Still there?' },
      world,
    );
    const who = { ...ADA, groups: AGENTS };
    const read = await readCase('C-TEST', who, world);
    expect(read).toMatchObject({ ok: true, file: { turns: [{ customer: 'Still there?' }] } });
    expect(await readCase('C-NONE', who, world)).toEqual({ ok: false, why: 'no-such-case' });
  });
});
