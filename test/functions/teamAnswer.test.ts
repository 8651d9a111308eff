import { answerHandoff, readHandoff } from '../../functions/answer-handoff/answerHandoff.ts';
import { closeCase } from '../../functions/close-case/closeCase.ts';
import { deliverAnswer } from '../../functions/deliver-answer/deliverAnswer.ts';
import { openCase } from '../../layers/core/turns/openCase.ts';
import { returnCase } from '../../functions/return-case/returnCase.ts';
import { whoseTurn } from '../../layers/core/domain/personOutcome.ts';
import { recordClientAnswer } from '../../layers/core/speaking/recordClientAnswer.ts';
import { makeWorld } from './makeWorld.ts';
import { team, handedOff, tokenFor, current, kinds, sending } from './handedOver.ts';

test('the story holds what the customer wrote, also where the reply came too late and was never said', async () => {
  const world = makeWorld();
  await handedOff(world);
  const at = '2026-11-23T09:00:00.000Z';
  const reply = { text: 'Too late.', by: 'ai', at, via: 'nowhere', discarded: 'stale' } as const;
  await world.store.addTurn({
    caseId: 'C-TEST',
    turnId: 't-1',
    contactId: 'contact-1',
    channel: 'chat',
    at,
    customer: 'It is urgent!',
    reply,
  });
  const read = await readHandoff(await tokenFor(world), undefined, world);
  if (!read.ok) throw new Error(read.why);
  expect(read.view.client).toMatchObject({ timeZone: 'UTC' });
  expect(read.view.turns).toEqual([{ at, customer: 'It is urgent!' }]);
});

describe('an answer', () => {
  test('sent again with its key is the same answer; another one is too late', async () => {
    const world = makeWorld();
    await handedOff(world);
    const token = await tokenFor(world);
    const said = { kind: 'answer', text: 'Yes.', key: 'browser-1' } as const;
    expect((await answerHandoff(token, said, undefined, world)).ok).toBe(true);
    expect((await answerHandoff(token, said, undefined, world)).ok).toBe(true);
    await closeCase({ caseId: 'C-TEST' }, world);
    expect((await answerHandoff(token, said, undefined, world)).ok).toBe(true);
    expect(await answerHandoff(token, { ...said, key: 'browser-2' }, undefined, world)).toEqual({
      ok: false,
      why: 'used',
    });
    expect((await kinds(world)).filter(kind => kind === 'client-answered')).toHaveLength(1);
  });

  test('by mail or ticket that comes too late is kept for the agents, not sent', async () => {
    const world = makeWorld();
    const before = await handedOff(world);
    await recordClientAnswer(before, { kind: 'answer', text: 'Yes.', via: 'mail', key: 'm1' }, world);
    const late = { kind: 'answer', text: 'No!', via: 'ticket', key: 't1' } as const;
    expect(await recordClientAnswer(before, late, world)).toEqual({ ok: false, why: 'used' });
    expect((await current(world)).answer).toMatchObject({ text: 'Yes.' });
    const kept = (await world.store.events('C-TEST')).find(({ kind }) => kind === 'client-answer-too-late');
    expect(kept!.detail).toMatchObject({ text: 'No!', via: 'ticket' });
  });

  test('"ours from here": the customer is told, the case stays the client\'s, and nobody of us speaks on it again', async () => {
    const world = makeWorld();
    await handedOff(world);
    const said = { kind: 'take-over', text: 'Kim calls you.' } as const;
    await answerHandoff(await tokenFor(world), said, undefined, world);
    expect(await deliverAnswer({ caseId: 'C-TEST' }, sending(world))).toEqual({ delivered: true });
    await closeCase({ caseId: 'C-TEST' }, world);
    await closeCase({ caseId: 'C-TEST' }, world);
    const after = await current(world);
    expect(after).toMatchObject({
      state: 'taken-over',
      owner: 'client',
      epoch: 3,
      closedAs: 'taken-over-by-client-team',
    });
    expect(after.dueAt).toBeUndefined();
    expect(world.sent.chat).toEqual([
      expect.objectContaining({ text: expect.stringMatching(/taken your case over.*Kim calls you\.$/) }),
    ]);
    // A workflow that is started again finds nothing to do, and does not hand it over once more.
    expect(whoseTurn(after)).toBe('nobody');
    expect((await returnCase({ caseId: 'C-TEST' }, world)).owner).toBe('nobody');

    const message = { turnId: 'c:1', channel: 'chat', text: 'Hello?', customer: after.customer } as const;
    const here = await openCase({ ...message, contactId: 'contact-1' }, world);
    expect(here).toMatchObject({ mayAnswer: false, case: { caseId: 'C-TEST', state: 'taken-over' } });
    const back = await openCase({ ...message, contactId: 'contact-2', caseId: 'C-TEST' }, world);
    expect(back.case.caseId).not.toBe('C-TEST');
    expect(back.mayAnswer).toBe(true);
  });

  test('goes to an agent where the provider rephrases, and the customer hears nothing from us yet', async () => {
    const world = makeWorld({ config: team({ answerStyle: 'provider-rephrases' }) });
    await handedOff(world, { answer: { kind: 'answer', text: 'Refund: yes.', at: '' } });
    expect(await deliverAnswer({ caseId: 'C-TEST' }, sending(world))).toEqual({ delivered: false });
    await returnCase({ caseId: 'C-TEST' }, world);
    expect(world.sent.chat).toEqual([]);
    expect(await current(world)).toMatchObject({
      state: 'waiting-for-agent',
      note: expect.stringContaining('Put it into your words and send it to the customer: Refund: yes.'),
    });
  });

  test('a team that could not be asked is not said to have been silent', async () => {
    const world = makeWorld();
    await handedOff(world);
    await returnCase({ caseId: 'C-TEST' }, world);
    expect((await current(world)).note).toContain('could not be asked');
  });
});

test('an answer for the customer is offered to the reviewers, once; what the agent is told is not', async () => {
  const world = makeWorld();
  await handedOff(world, {
    topic: 'returns',
    answer: { kind: 'answer', text: 'Within 60 days.', at: '2026-11-24' },
  });
  const turn = { caseId: 'C-TEST', contactId: 'contact-1', channel: 'chat' as const };
  await world.store.addTurn({ ...turn, turnId: '1', at: '1', customer: 'Hello' });
  await world.store.addTurn({
    ...turn,
    turnId: '2',
    at: '2',
    customer: 'How long may I return a sale item?',
  });
  await deliverAnswer({ caseId: 'C-TEST' }, sending(world));
  await deliverAnswer({ caseId: 'C-TEST' }, sending(world));
  expect((await world.corrections.list({ kind: 'client-answer' })).items).toEqual([
    {
      id: 'C-TEST:client-answer:3',
      kind: 'client-answer',
      caseId: 'C-TEST',
      question: 'How long may I return a sale item?',
      topic: 'returns',
      language: 'en',
      after: 'Within 60 days.',
      reason: 'Asked by the agent: May we refund?',
      by: 'client',
      at: '2026-11-24',
    },
  ]);
  const other = makeWorld();
  await handedOff(other, { answer: { kind: 'instruct', text: 'Send a new one.', at: '' } });
  await deliverAnswer({ caseId: 'C-TEST' }, sending(other));
  expect((await other.corrections.list({})).items).toEqual([]);
});
