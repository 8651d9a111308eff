import { offerCase } from '../../functions/offer-case/offerCase.ts';
import { raiseCase } from '../../functions/raise-case/raiseCase.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import { makeConfig } from '../core/makeCase.ts';
import { makeWorld } from './makeWorld.ts';
import { MINUTE, seeded, waiting, withAda, withClient } from './peopleCase.ts';

describe('offering a case', () => {
  test('a live contact waits in the queue, any other case becomes one task', async () => {
    const live = makeWorld();
    await seeded(live, waiting({ waiting: undefined }));
    await offerCase({ caseId: 'C-TEST', taskToken: 'token-9' }, live.work);
    expect(live.sent.tasks).toEqual([]);
    expect((await live.store.get('C-TEST'))!.waiting).toEqual({ for: 'agent', token: 'token-9' });

    const gone = makeWorld();
    await seeded(gone, waiting({ offeredAs: 'task' }));
    await offerCase({ caseId: 'C-TEST', taskToken: 'a' }, gone.work);
    await offerCase({ caseId: 'C-TEST', taskToken: 'b' }, gone.work);
    expect(gone.sent.tasks).toEqual(['task-C-TEST-2']);
  });

  const mailed: Partial<Case> = {
    ...waiting({ offeredAs: 'task' }),
    channel: 'email',
    customer: { name: 'Jo', email: 'jo@mail.example', identity: 'claimed', attributes: {} },
  };
  const mailTurn = {
    turnId: 'mail-1',
    caseId: 'C-TEST',
    contactId: 'mail:1',
    channel: 'email' as const,
    at: '2026-03-02T08:00:00.000Z',
    customer: 'The pole is broken.',
  };

  test.each([
    ['a client with e-mail in Connect', true, true, 1, 0],
    ['one whose e-mail is refused', true, false, 1, 1],
    ['one without', false, true, 0, 1],
  ])('a case that came by mail, of %s', async (_who, has, taken, emails, tasks) => {
    const mail = { from: 'help@shop.example', domain: 'shop.example' };
    const agents = { address: 'cases@test-shop-1.email.connect.aws' };
    const world = makeWorld({ config: makeConfig({ mail: { ...mail, ...(has && { agents }) } }) });
    world.online.email = taken;
    await seeded(world, mailed);
    await world.store.addTurn(mailTurn);
    for (const taskToken of ['a', 'b']) await offerCase({ caseId: 'C-TEST', taskToken }, world.work);
    expect(world.sent.tasks).toHaveLength(tasks);
    expect(world.sent.emails).toHaveLength(emails);
    if (has)
      expect(world.sent.emails[0]).toMatchObject({
        to: agents.address,
        from: { address: 'jo@mail.example', name: 'Jo' },
        text: 'The pole is broken.',
      });
    const kinds = (await world.store.events('C-TEST')).map(({ kind }) => kind);
    expect(kinds).toContain(has && taken ? 'email-created' : 'task-created');
    expect((await world.store.get('C-TEST'))!.task).toBe('task-C-TEST-2');
  });

  test.each([
    [1, '(1 file came with it: see the workspace.)'],
    [2, '(2 files came with it: see the workspace.)'],
  ])(
    'the e-mail in Connect says that %d came with it; pictures within the text are not counted',
    async (many, line) => {
      const mail = { from: 'help@shop.example', domain: 'shop.example' };
      const agents = { address: 'cases@test-shop-1.email.connect.aws' };
      const world = makeWorld({ config: makeConfig({ mail: { ...mail, agents } }) });
      const file = (id: string) => ({ id, name: `${id}.pdf`, type: 'application/pdf', size: 9 });
      const files = Array.from({ length: many }, (_, n) => file(`file-${n}`));
      const came = {
        id: '1',
        subject: 'Pole',
        authenticated: true,
        files: [{ ...file('logo'), inline: true }, ...files],
      };
      await seeded(world, mailed);
      await world.store.addTurn({ ...mailTurn, mail: came });
      await offerCase({ caseId: 'C-TEST', taskToken: 'a' }, world.work);
      expect(world.sent.emails).toMatchObject([{ text: `The pole is broken.\n\n${line}` }]);
    },
  );

  test('an agent who was quicker than the workflow is not waited for', async () => {
    const world = makeWorld();
    await seeded(world, withClient());
    await offerCase({ caseId: 'C-TEST', taskToken: 'late' }, world.work);
    expect(world.sent.woken).toEqual([
      { token: 'late', output: expect.objectContaining({ outcome: 'hand-off' }) },
    ]);
  });

  test('a missed deadline raises the case, tells operations once, and waits longer each time', async () => {
    const world = makeWorld();
    await seeded(world, waiting({ dueAt: world.now().toISOString() }));
    await world.store.moveContact('contact-1', 'contact-2');
    const deps = { ...world, missed: () => {} };
    const first = await raiseCase({ caseId: 'C-TEST', times: 1 }, deps);
    expect(first.agentSeconds).toBe(900);
    expect((await world.store.get('C-TEST'))!.priority).toBe(1);
    expect(world.sent.priorities).toEqual(['contact-2:1']);
    world.advance(15 * MINUTE);
    expect((await raiseCase({ caseId: 'C-TEST', times: 2 }, deps)).agentSeconds).toBe(1800);
    expect(world.sent.notified).toHaveLength(2);
  });

  test('an agent who is at work is left alone', async () => {
    const world = makeWorld();
    await seeded(world, withAda({ dueAt: new Date(world.now().getTime() + 20 * MINUTE).toISOString() }));
    const { agentSeconds } = await raiseCase({ caseId: 'C-TEST', times: 1 }, { ...world, missed: () => {} });
    expect(agentSeconds).toBe(1200);
    expect(world.sent.notified).toEqual([]);
  });
});
