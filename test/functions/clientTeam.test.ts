import { answerHandoff, readHandoff } from '../../functions/answer-handoff/answerHandoff.ts';
import { closeCase } from '../../functions/close-case/closeCase.ts';
import { deliverAnswer } from '../../functions/deliver-answer/deliverAnswer.ts';
import { handOffCase } from '../../functions/hand-off-case/handOffCase.ts';
import { remindClient } from '../../functions/remind-client/remindClient.ts';
import { returnCase } from '../../functions/return-case/returnCase.ts';
import { summariseCase } from '../../functions/summarise-case/summariseCase.ts';
import { makeWorld, type World } from './makeWorld.ts';
import { MINUTE, seeded, withClient, tokenOf } from './peopleCase.ts';

describe("the client's team", () => {
  test('gets one mail and one notification with the story, the ask and a link', async () => {
    const world = makeWorld();
    await seeded(world, withClient());
    await world.store.addTurn({
      turnId: 't',
      caseId: 'C-TEST',
      contactId: 'contact-1',
      channel: 'chat',
      at: '1',
      customer: 'My <b>tent</b> broke',
    });
    await summariseCase({ caseId: 'C-TEST', execution: 'C-TEST-2' }, world);
    await handOffCase({ caseId: 'C-TEST', taskToken: 'x', reminded: 0 }, world);
    await handOffCase({ caseId: 'C-TEST', taskToken: 'y', reminded: 0 }, world);
    expect(world.sent.notified).toHaveLength(1);
    const [mail] = world.sent.mails;
    expect(world.sent.mails).toHaveLength(1);
    expect(mail!.to).toBe('kim@shop.example');
    expect(mail!.text).toContain('May we refund?');
    expect(mail!.text).toContain('My <b>tent</b> broke');
    expect(mail!.html).toContain('My &lt;b&gt;tent&lt;/b&gt; broke');
    expect(mail!.text).toMatch(/https:\/\/help\.shop\.example\/reply\/h\.C-TEST\.3-0\./);
  });

  test('is reminded, then the next contact is asked, then nobody is left', async () => {
    const world = makeWorld();
    await seeded(world, withClient());
    const again = [];
    for (const reminded of [1, 2, 3])
      again.push((await remindClient({ caseId: 'C-TEST', reminded }, world)).again);
    expect(again).toEqual([true, true, false]);
    expect(world.sent.mails.map(({ to }) => to)).toEqual(['kim@shop.example', 'lee@shop.example']);
  });

  test('answers once by its link; the answer reaches the customer; the case is closed', async () => {
    const world = makeWorld();
    await seeded(world, withClient());
    const token = await tokenOf(world);
    expect(await readHandoff(token, undefined, world)).toMatchObject({
      ok: true,
      view: { ask: 'May we refund?' },
    });
    expect(await world.audit.ofCase('C-TEST')).toMatchObject([
      { by: { name: 'Kim' }, way: 'hand-over link' },
    ]);
    expect(
      await answerHandoff(token, { kind: 'answer', text: 'Yes, refund it.' }, undefined, world),
    ).toMatchObject({
      ok: true,
    });
    expect(await answerHandoff(token, { kind: 'answer', text: 'No!' }, undefined, world)).toEqual({
      ok: false,
      why: 'used',
    });
    expect(world.sent.woken).toEqual([{ token: 'token-2', output: { outcome: 'answer' } }]);

    const deps = { ...world, mails: async () => world.customerMails };
    expect(await deliverAnswer({ caseId: 'C-TEST' }, deps)).toEqual({ delivered: true });
    expect(await deliverAnswer({ caseId: 'C-TEST' }, deps)).toEqual({ delivered: true });
    expect(world.sent.chat).toEqual([
      expect.objectContaining({ text: 'Yes, refund it.', name: 'Shop team' }),
    ]);
    await closeCase({ caseId: 'C-TEST' }, world);
    expect(await world.store.get('C-TEST')).toMatchObject({
      state: 'closed',
      closedAs: 'answered-by-client-team',
    });
    expect(world.sent.closed).toEqual(['C-TEST']);
  });

  test.each([
    ['a forged link', async (world: World) => (await tokenOf(world)).replace('C-TEST', 'C-OTHR'), 'forged'],
    [
      'a link of another purpose',
      async (world: World) => (await world.links.survey('C-TEST', 3)).split('/').at(-1)!,
      'forged',
    ],
    ['a link of an earlier hand-over', (world: World) => tokenOf(world, 1), 'moved'],
    ['rubbish', async () => '....', 'forged'],
  ])('%s is refused', async (_, link, why) => {
    const world = makeWorld();
    await seeded(world, withClient());
    expect(await answerHandoff(await link(world), { kind: 'answer', text: 'x' }, undefined, world)).toEqual({
      ok: false,
      why,
    });
    expect((await world.store.get('C-TEST'))!.answer).toBeUndefined();
  });

  test('an expired link is refused', async () => {
    const world = makeWorld();
    await seeded(world, withClient());
    const token = await tokenOf(world);
    world.advance(8 * 24 * 60 * MINUTE);
    expect(await readHandoff(token, undefined, world)).toEqual({ ok: false, why: 'expired' });
  });

  test.each([
    ['instruct', 'asks you to do this: Send a new one'],
    ['decline', 'declined: Send a new one'],
  ] as const)('%s gives the case back to the agents with what was said', async (kind, note) => {
    const world = makeWorld();
    await seeded(world, withClient({ answer: { kind, text: 'Send a new one', at: '' } }));
    expect(await returnCase({ caseId: 'C-TEST' }, world)).toMatchObject({ owner: 'provider' });
    const current = await world.store.get('C-TEST');
    expect(current).toMatchObject({ state: 'waiting-for-agent', epoch: 4, offeredAs: 'task' });
    expect(current!.note).toContain(note);
    expect(current!.answer).toBeUndefined();
  });

  test('that never answers ends with the agents, and operations are told', async () => {
    const world = makeWorld();
    await seeded(world, withClient());
    await returnCase({ caseId: 'C-TEST' }, world);
    await returnCase({ caseId: 'C-TEST' }, world);
    expect(world.sent.notified).toEqual(["Case C-TEST: the client's team did not answer"]);
    expect((await world.store.get('C-TEST'))!.owner).toBe('provider');
  });

  test('an answer that can reach nobody is not called delivered', async () => {
    const world = makeWorld();
    const answer = { kind: 'answer', text: 'Yes.', at: '' } as const;
    await seeded(
      world,
      withClient({ answer, contactOpen: false, customer: { identity: 'none', attributes: {} } }),
    );
    expect(
      await deliverAnswer({ caseId: 'C-TEST' }, { ...world, mails: async () => world.customerMails }),
    ).toEqual({ delivered: false });
  });
});
