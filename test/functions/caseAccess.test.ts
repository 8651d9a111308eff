import { aboutMe } from '../../functions/read-cases/aboutMe.ts';
import { listCases } from '../../functions/read-cases/listCases.ts';
import { readCase } from '../../functions/read-cases/readCase.ts';
import { makeCase, makeConfig } from '../core/makeCase.ts';
import { makeWorld } from './makeWorld.ts';
import { MINUTE, ADA, BO, CY, SUE, REY, work, seeded, drafted } from './workspaceCase.ts';

describe('who may see a case', () => {
  test.each([
    ['an agent of its queue', ADA, true],
    ['an agent of another queue', CY, false],
    ['who has it, whatever the queue', { ...CY, id: 'holder' }, true],
    ['a reviewer', REY, true],
    ['a supervisor', SUE, true],
    ['who has no role', { id: 'x', name: 'X', groups: ['queue:general'] }, false],
  ])('%s: %#', async (_, who, may) => {
    const world = makeWorld();
    await seeded(world, { agent: { id: 'holder', name: 'Holder' }, dueAt: world.now().toISOString() });
    expect((await readCase('C-TEST', who, world)).ok).toBe(may);
    expect((await listCases({}, who, world.store)).cases).toHaveLength(may ? 1 : 0);
    if (!may)
      expect(await work(world, who, { do: 'note', key: 'key-00001', text: 'x' })).toMatchObject({
        why: 'not-yours',
      });
  });

  test('a case that never went to people is for nobody but those who see all', async () => {
    const world = makeWorld();
    await seeded(world, { state: 'with-ai', owner: 'ai', epoch: 1, queue: undefined });
    expect(await readCase('C-TEST', BO, world)).toEqual({ ok: false, why: 'not-yours' });
    expect((await readCase('C-TEST', SUE, world)).ok).toBe(true);
  });

  test('a reviewer reads and does nothing', async () => {
    const world = makeWorld();
    await seeded(world);
    expect(await work(world, REY, { do: 'accept' })).toMatchObject({ ok: false, why: 'stale' });
    const read = await readCase('C-TEST', REY, world);
    expect(read).toMatchObject({ ok: true, file: { may: [] } });
  });
});

describe('reading a case', () => {
  test('is written down, one line a person in five minutes, and refused when it cannot be', async () => {
    const world = makeWorld();
    await seeded(world);
    await readCase('C-TEST', ADA, world);
    await readCase('C-TEST', ADA, world);
    await readCase('C-TEST', SUE, world);
    world.advance(6 * MINUTE);
    await readCase('C-TEST', ADA, world);
    await readCase('C-TEST', CY, world);
    const reads = await world.audit.ofCase('C-TEST');
    expect(reads.map(({ by }) => by.name).sort()).toEqual(['Ada', 'Ada', 'Sue']);
    const today = await world.audit.ofDay(world.now().toISOString().slice(0, 10));
    expect(today.items[0]).toEqual({
      at: world.now().toISOString(),
      caseId: 'C-TEST',
      by: { id: 'ada', name: 'Ada' },
      way: 'workspace',
    });
    const audit = { ...world.audit, read: () => Promise.reject(new Error('no table')) };
    await expect(readCase('C-TEST', ADA, { ...world, audit })).rejects.toThrow('no table');
  });

  test('tells what a person needs, and of the past only when the customer is verified', async () => {
    const world = makeWorld();
    const customer = { identity: 'verified' as const, customerId: 'K-1', attributes: {} };
    await seeded(world, { ...drafted(world), customer, reason: { code: 'boundary-draft', text: 'Why.' } });
    await world.store.create(makeCase({ caseId: 'C-OLD', customer, topic: 'returns', state: 'closed' }));
    await world.store.create(
      makeCase({ caseId: 'C-LIAR', customer: { ...customer, identity: 'claimed' }, contactId: 'c-2' }),
    );
    const read = await readCase('C-TEST', ADA, world);
    expect(read).toMatchObject({
      ok: true,
      file: {
        story: { why: 'Why.', what: expect.stringContaining('Which size') },
        deadline: { state: 'at-risk', secondsLeft: 120 },
        draft: {
          text: 'Size 42 fits.',
          question: 'Which size fits me?',
          sources: [{ title: 'Sizes' }],
          approveBy: expect.any(String),
        },
        // Only the AI had it: an agent knows that it was, no more.
        earlier: [{ caseId: 'C-OLD', topicTitle: 'Returns', mayOpen: false }],
        may: expect.arrayContaining(['accept', 'send-draft', 'reject-draft']),
      },
    });
    expect(await readCase('C-TEST', SUE, world)).toMatchObject({
      file: { earlier: [{ caseId: 'C-OLD', mayOpen: true }] },
    });
    // The summary was made before they proved who they are.
    const told = { who: 'Jo, not verified', what: 'A size.', why: 'Why.', tried: [] };
    await world.store.note('C-TEST', { story: told });
    expect(await readCase('C-TEST', SUE, world)).toMatchObject({
      file: { story: { ...told, who: expect.stringMatching(/, verified$/) } },
    });
    expect(await readCase('C-LIAR', SUE, world)).toMatchObject({ ok: true, file: { earlier: [] } });
    expect(JSON.stringify(read)).not.toContain('token-1');
  });

  test('says who one is and what the client has', () => {
    const world = makeWorld({
      config: makeConfig({
        checklist: [{ id: 'looked-up', text: 'Looked up' }],
        wrapUpCodes: [{ id: 'solved', title: 'Solved' }],
      }),
    });
    expect(aboutMe(ADA, world.release)).toMatchObject({
      roles: ['agents'],
      queues: [
        { id: 'general', mine: true },
        { id: 'billing', mine: false },
      ],
      checklist: [{ id: 'looked-up', text: 'Looked up' }],
      wrapUpCodes: [{ id: 'solved', title: 'Solved' }],
    });
  });
});
