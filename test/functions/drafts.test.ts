import { lapseDraft } from '../../functions/lapse-draft/lapseDraft.ts';
import { offerCase } from '../../functions/offer-case/offerCase.ts';
import { summariseCase } from '../../functions/summarise-case/summariseCase.ts';
import { makeWorld } from './makeWorld.ts';
import { ADA, BO, work, seeded, DRAFT, drafted, theCase, corrections } from './workspaceCase.ts';

describe('a draft that waits for approval', () => {
  test('is sent as it is, with its sources, and the AI has the case again', async () => {
    const world = makeWorld();
    await seeded(world, drafted(world));
    const sent = await work(world, ADA, { do: 'send-draft', key: 'key-00001' });
    expect(sent).toMatchObject({ ok: true, case: { state: 'with-ai', epoch: 3 } });
    expect(world.sent.chat).toMatchObject([{ text: 'Size 42 fits.', name: 'Ada' }]);
    const said = (await world.store.turns('C-TEST')).find(({ reply }) => reply)!.reply;
    expect(said).toMatchObject({ by: 'agent', draft: 'as-is', citations: [{ title: 'Sizes' }] });
    expect(world.sent.woken.at(-1)!.output).toMatchObject({ outcome: 'sent' });
    expect(await corrections(world)).toEqual([]);
    expect((await theCase(world))!.draft).toBeUndefined();
  });

  test('is edited, and the difference kept once', async () => {
    const world = makeWorld();
    await seeded(world, drafted(world));
    const edit = { do: 'send-draft', key: 'key-00001', text: 'Size 43 fits.', reason: 'runs small' } as const;
    await work(world, ADA, { ...edit, then: 'keep' });
    expect(await theCase(world)).toMatchObject({ state: 'with-agent', agent: { id: 'ada' } });
    expect(await corrections(world)).toMatchObject([
      {
        kind: 'draft-edited',
        question: 'Which size fits me?',
        topic: 'sizing',
        before: 'Size 42 fits.',
        after: 'Size 43 fits.',
        reason: 'runs small',
        by: 'agent:ada',
      },
    ]);
  });

  test('is refused with why; the case is then the agent’s, and a colleague can do nothing', async () => {
    const world = makeWorld();
    await seeded(world, drafted(world));
    await work(world, ADA, { do: 'reject-draft', reason: 'wrong table' });
    expect(await theCase(world)).toMatchObject({ state: 'with-agent', epoch: 2, agent: { id: 'ada' } });
    expect(world.sent.chat).toEqual([]);
    expect(await corrections(world)).toMatchObject([{ kind: 'draft-rejected', reason: 'wrong table' }]);
    expect(world.sent.woken).toMatchObject([{ output: { outcome: 'taken' } }]);
    for (const what of ['send-draft', 'reply', 'accept'] as const)
      expect(await work(world, BO, { do: what, key: 'key-00002', text: 'x' })).toMatchObject({
        ok: false,
        why: 'stale',
        current: { agent: { name: 'Ada' } },
      });
  });

  test('lapses once: the case goes the normal way and the customer is told, once', async () => {
    const world = makeWorld();
    await seeded(world, drafted(world));
    expect(
      await summariseCase(
        { caseId: 'C-TEST', execution: 'e' },
        { ...world, release: world.release as never },
      ),
    ).toMatchObject({ approvalSeconds: 120 });
    await lapseDraft({ caseId: 'C-TEST' }, world.work);
    await lapseDraft({ caseId: 'C-TEST' }, world.work);
    expect(await theCase(world)).toMatchObject({ state: 'waiting-for-agent', epoch: 2, draft: DRAFT });
    expect(world.sent.chat).toMatchObject([{ text: expect.stringContaining('a colleague will answer') }]);
    // Who sends it now has the case: it was not their turn any more to send it for the AI.
    await work(world, ADA, { do: 'accept' });
    await work(world, ADA, { do: 'send-draft', key: 'key-00001' });
    expect(await theCase(world)).toMatchObject({ state: 'with-agent' });
  });

  test('that was taken in time does not lapse', async () => {
    const world = makeWorld();
    await seeded(world, drafted(world));
    await work(world, ADA, { do: 'reject-draft', reason: 'no' });
    expect(await lapseDraft({ caseId: 'C-TEST' }, world.work)).toMatchObject({ owner: 'provider' });
    expect(await theCase(world)).toMatchObject({ state: 'with-agent' });
    expect(world.sent.chat).toEqual([]);
  });

  test('is put before the agents as a task', async () => {
    const world = makeWorld();
    await seeded(world, drafted(world));
    await offerCase({ caseId: 'C-TEST', taskToken: 'new', waitsFor: 'approval' }, world.work);
    expect(world.sent.tasks).toEqual(['task-C-TEST-2']);
    expect((await theCase(world))!.waiting).toEqual({ for: 'approval', token: 'new' });
  });
});
