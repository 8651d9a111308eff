import { caseIdOf } from '../../layers/core/turns/openCase.ts';
import { recordTurn } from '../../functions/record-turn/recordTurn.ts';
import { en as houseLines } from '../../layers/core/answer/houseLines/en.ts';
import { makeConfig, makeTriage } from '../core/makeCase.ts';
import { makeWorld } from './makeWorld.ts';
import { decided, escalated, answered, opened } from './turnSteps.ts';

describe('record-turn', () => {
  test('an answer is spoken once and recorded with its decision', async () => {
    const world = makeWorld();
    const { turn, soFar } = await opened(world);
    const result = await recordTurn({ ...soFar, ...answered('Within 30 days.') }, world);
    expect(result).toEqual({
      caseId: turn.case.caseId,
      epoch: 1,
      reply: 'Within 30 days.',
      language: 'en',
      sources: ['a#1'],
      outcome: 'continue',
      escalation: false,
    });
    const [stored] = await world.store.turns(turn.case.caseId);
    expect(stored).toMatchObject({
      decision: { topic: 'returns', route: 'answer' },
      reply: { by: 'ai', citations: [{ id: 'a#1' }] },
    });
  });

  test.each([
    ['who is brought to people', 'chat', escalated, 'Je transmets'],
    ['who thanks the assistant', 'chat', decided('small-talk'), "I'm not sure"],
    ['who writes by mail', 'email', escalated, houseLines.toPerson],
  ] as const)('in a language of people alone, %s by %s', async (_, channel, decision, begins) => {
    const skills = { names: ['french'], languages: { fr: 'french' } };
    const world = makeWorld({ config: makeConfig({ skills }) });
    const { soFar } = await opened(world, { channel });
    const triage = makeTriage({ language: 'fr' });
    const { reply, language } = await recordTurn({ ...soFar, decision: { ...decision, triage } }, world);
    expect(reply.startsWith(begins)).toBe(true);
    expect(language).toBe(begins === 'Je transmets' ? 'fr' : 'en');
  });

  test('a refused answer goes to a person with its draft unspoken', async () => {
    const world = makeWorld();
    const { soFar } = await opened(world);
    const verdict = { ok: false as const, refusals: [{ rule: 'number', detail: '99' }] };
    const result = await recordTurn({ ...soFar, ...answered('It costs 99.'), verdict }, world);
    expect(result).toMatchObject({
      outcome: 'escalate',
      escalation: true,
      epoch: 2,
      reply: houseLines.toPerson,
    });
    const current = await world.store.get(soFar.caseId);
    expect(current).toMatchObject({
      state: 'waiting-for-agent',
      reason: { code: 'refused-by-verify' },
      offeredAs: 'contact',
    });
  });

  test.each(['triage-turn', 'draft-answer', 'verify-answer'])(
    'when %s failed, a person takes over',
    async failed => {
      const world = makeWorld();
      const { soFar } = await opened(world);
      const result = await recordTurn({ ...soFar, failed }, world);
      expect(result).toMatchObject({ outcome: 'escalate', escalation: true });
      expect(await world.store.get(soFar.caseId)).toMatchObject({ reason: { code: 'ai-unavailable' } });
    },
  );

  test('a reply that comes after the case moved is kept and not spoken', async () => {
    const world = makeWorld();
    const { soFar } = await opened(world);
    await world.store.transition('escalate', soFar, 'ai', {
      reason: { code: 'x', text: 'x' },
      execution: 'under-way',
    });
    const result = await recordTurn({ ...soFar, ...answered('Within 30 days.') }, world);
    expect(result.reply).toBe(houseLines.messageWithCase);
    expect(result.escalation).toBe(false);
    const events = await world.store.events(soFar.caseId);
    expect(events.at(-1)).toMatchObject({
      kind: 'reply-discarded',
      detail: { text: 'Within 30 days.', epochOfReply: 1 },
    });
  });

  test('repeating it says the same and moves nothing twice', async () => {
    const world = makeWorld();
    const { soFar } = await opened(world);
    const first = await recordTurn({ ...soFar, decision: escalated }, world);
    const second = await recordTurn({ ...soFar, decision: escalated }, world);
    expect(second).toEqual(first);
    expect((await world.store.get(soFar.caseId))!.epoch).toBe(2);
  });

  test('the third unclear turn is counted across turns', async () => {
    const world = makeWorld();
    for (const n of [0, 1]) {
      const { soFar } = await opened(world, { turnId: `contact-1:000${n}`, text: 'hm' });
      await recordTurn({ ...soFar, decision: decided('ask-again', { failedTry: true }) }, world);
    }
    expect(await world.store.get(caseIdOf('contact-1'))).toMatchObject({ failedTries: 2 });
  });

  test('goodbye closes the case and tells the bus', async () => {
    const world = makeWorld();
    const { soFar } = await opened(world);
    const result = await recordTurn({ ...soFar, decision: decided('close') }, world);
    expect(result.outcome).toBe('close');
    expect(world.sent.closed).toEqual([soFar.caseId]);
    expect(await world.store.get(soFar.caseId)).toMatchObject({
      state: 'closed',
      closedAs: 'resolved-by-ai',
    });
  });

  test('what belongs to the client goes straight there', async () => {
    const world = makeWorld();
    const { soFar } = await opened(world, {
      customer: { identity: 'claimed', email: 'jo@mail.example', attributes: {} },
    });
    const decision = decided('refer', { reason: { code: 'legal', text: 'Legal.' } });
    const result = await recordTurn({ ...soFar, decision }, world);
    expect(result).toMatchObject({ escalation: true, outcome: 'continue' });
    expect(result.reply).toContain('Shop team');
    expect(await world.store.get(soFar.caseId)).toMatchObject({ owner: 'client', ask: soFar.text });
  });

  describe('outside hours', () => {
    const NIGHT = 14 * 3600_000; // ten in the morning and fourteen hours
    test('asks where to answer, takes the address, and says when', async () => {
      const world = makeWorld();
      world.advance(NIGHT);
      const { soFar } = await opened(world);
      const first = await recordTurn({ ...soFar, decision: escalated }, world);
      expect(first).toMatchObject({ outcome: 'continue', escalation: true });
      expect(first.reply).toContain('09:00');
      expect(first.reply).toContain(houseLines.askEmail);
      await world.store.note(soFar.caseId, { execution: 'under-way' });

      const wrong = await opened(world, { turnId: 'contact-1:0001', text: 'me at home' });
      expect(wrong.turn.mayAnswer).toBe(false);
      expect((await recordTurn(wrong.soFar, world)).reply).toBe(houseLines.askEmailAgain);

      const right = await opened(world, { turnId: 'contact-1:0002', text: 'it is Jo@Mail.example thanks' });
      const last = await recordTurn(right.soFar, world);
      expect(last).toMatchObject({ outcome: 'close', escalation: false });
      expect(last.reply).toContain('j•••@mail.example');
      expect(await world.store.get(soFar.caseId)).toMatchObject({
        state: 'waiting-for-agent',
        offeredAs: 'task',
        customer: { email: 'jo@mail.example', identity: 'claimed' },
      });
    });

    test('a known address is used at once', async () => {
      const world = makeWorld();
      world.advance(NIGHT);
      const { soFar } = await opened(world, {
        customer: { identity: 'claimed', email: 'jo@mail.example', attributes: {} },
      });
      const result = await recordTurn({ ...soFar, decision: escalated }, world);
      expect(result).toMatchObject({ outcome: 'close', escalation: true });
      expect(result.reply).toContain(soFar.caseId);
    });

    describe('the client has an on-call for what is critical', () => {
      const onCall = { name: 'Kim', email: 'kim@shop.example', urgencyAtLeast: 'critical' } as const;
      const config = makeConfig({ unavailable: { afterHours: 'on-call', onCall } });
      const told = async (channel: 'email' | 'voice', urgency: 'critical' | 'high', hours = NIGHT) => {
        const world = makeWorld({ config });
        world.advance(hours);
        const customer = {
          identity: 'claimed' as const,
          email: 'jo@mail.example',
          phone: '+436641000007',
          attributes: {},
        };
        const { soFar } = await opened(world, { customer, channel });
        const decision = { ...escalated, triage: { ...escalated.triage, urgency } };
        const { reply } = await recordTurn({ ...soFar, decision }, world);
        const { onCall: woken = false } = (await world.store.get(soFar.caseId))!;
        return { woken, said: reply.includes(houseLines.onCallToo) };
      };

      test.each(['email', 'voice'] as const)(
        'by %s it is told at night, and the customer hears so',
        async by => {
          expect(await told(by, 'critical')).toEqual({ woken: true, said: true });
          expect(await told(by, 'high')).toEqual({ woken: false, said: false });
        },
      );

      test('by day agents are there', async () => {
        expect(await told('email', 'critical', 0)).toEqual({ woken: false, said: false });
      });
    });

    test('a client without any opening says no time', async () => {
      const closed = makeConfig();
      const world = makeWorld({ config: { ...closed, hours: { ...closed.hours, days: {} } } });
      const { soFar } = await opened(world);
      const result = await recordTurn({ ...soFar, decision: escalated }, world);
      expect(result.reply).toContain(houseLines.closedForLong);
    });
  });
});
