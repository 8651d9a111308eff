import { caseIdOf, openCase } from '../../layers/core/turns/openCase.ts';
import { recordTurn } from '../../functions/record-turn/recordTurn.ts';
import type { LexV2Event } from 'aws-lambda';
import { createHandler } from '../../functions/take-turn/handler.ts';
import { takeTurn } from '../../functions/take-turn/takeTurn.ts';
import { en as houseLines } from '../../layers/core/answer/houseLines/en.ts';
import type { Customer } from '../../layers/core/domain/case.ts';
import { customerIn } from '../../layers/core/domain/identity.ts';
import type { Decision, Route } from '../../layers/core/domain/decide.ts';
import type { TurnInput, TurnResult, TurnSoFar } from '../../layers/core/domain/turn.ts';
import { makeConfig, makeTriage } from '../core/makeCase.ts';
import { makeWorld, type World } from './makeWorld.ts';

const DAY = 24 * 3600_000;
const message = (overrides: Partial<TurnInput> = {}): TurnInput => ({
  turnId: 'contact-1:0000',
  contactId: 'contact-1',
  channel: 'chat',
  text: 'How do I return boots?',
  customer: { identity: 'none', attributes: {} },
  ...overrides,
});
const decided = (route: Route, overrides: Partial<Decision> = {}): Decision => ({
  route,
  triage: makeTriage(),
  sure: true,
  failedTry: false,
  queue: 'general',
  priority: 5,
  ...overrides,
});
const escalated = decided('escalate', { reason: { code: 'wants-person', text: 'Asked for a person.' } });
const answered = (text: string): Partial<TurnSoFar> => ({
  decision: decided('answer'),
  drafted: {
    kind: 'draft',
    language: 'en',
    draft: { text, citations: ['a#1'], receipts: [], source: 'model' },
  },
  verdict: { ok: true },
});

async function opened(world: World, overrides: Partial<TurnInput> = {}) {
  const input = message(overrides);
  const turn = await openCase(input, world);
  const soFar: TurnSoFar = {
    turnId: input.turnId,
    text: input.text,
    caseId: turn.case.caseId,
    epoch: turn.case.epoch,
  };
  return { turn, soFar };
}

describe('open-case', () => {
  test('stores the message and opens one case, however often it is delivered', async () => {
    const world = makeWorld();
    const first = await openCase(message(), world);
    const again = await openCase(message(), world);
    expect(again.case.caseId).toBe(first.case.caseId);
    expect(first.mayAnswer).toBe(true);
    const turns = await world.store.turns(first.case.caseId);
    expect(turns.map(({ customer }) => customer)).toEqual(['How do I return boots?']);
    expect((await world.store.events(first.case.caseId)).map(({ kind }) => kind)).toEqual(['open']);
  });

  test('a turn that was answered is given its recorded answer', async () => {
    const world = makeWorld();
    const { soFar } = await opened(world);
    const result = await recordTurn({ ...soFar, ...answered('Within 30 days.') }, world);
    const again = await openCase(message(), world);
    expect(again.recorded).toMatchObject({
      sources: ['a#1'],
      reply: 'Within 30 days.',
      language: 'en',
      outcome: 'continue',
      epoch: result.epoch,
    });
  });

  test('a turn whose workflow was never started asks for it again, until one runs', async () => {
    const world = makeWorld();
    const { soFar } = await opened(world);
    await recordTurn({ ...soFar, failed: 'triage-turn' }, world);
    expect((await openCase(message(), world)).recorded).toMatchObject({ escalation: true });
    await world.store.note(soFar.caseId, { execution: 'under-way' });
    expect((await openCase(message(), world)).recorded).toMatchObject({ escalation: false });
  });

  test('the next turn knows what was said', async () => {
    const world = makeWorld();
    const { soFar } = await opened(world);
    await recordTurn({ ...soFar, ...answered('Within 30 days.') }, world);
    const { turn } = await opened(world, { turnId: 'contact-1:0001', text: 'And to Germany?' });
    expect(turn.history).toEqual([
      { customer: 'How do I return boots?', reply: 'Within 30 days.', cited: ['a#1'] },
    ]);
  });

  test('a customer who comes back within the days reopens the case, later starts a new one', async () => {
    const world = makeWorld();
    const { turn, soFar } = await opened(world);
    await recordTurn({ ...soFar, decision: decided('close') }, world);
    const { caseId } = turn.case;

    world.advance(2 * DAY);
    const back = await openCase(message({ contactId: 'contact-2', turnId: 'contact-2:0000', caseId }), world);
    expect(back.case).toMatchObject({
      caseId,
      state: 'with-ai',
      recontacts: 1,
      epoch: 3,
      contactId: 'contact-2',
    });
    expect(back.case.closedAs).toBeUndefined();

    await recordTurn({ ...soFar, turnId: 'contact-2:0000', epoch: 3, decision: decided('close') }, world);
    world.advance(8 * DAY);
    const late = await openCase(message({ contactId: 'contact-3', turnId: 'contact-3:0000', caseId }), world);
    expect(late.case.caseId).toBe(caseIdOf('contact-3'));
    expect(late.case.recontacts).toBe(0);
  });

  test('what the site vouched for is not lost by a message that knows less', async () => {
    const world = makeWorld();
    await openCase(
      message({ customer: { identity: 'verified', customerId: 'K1', tier: 'vip', attributes: {} } }),
      world,
    );
    const { case: later } = await openCase(message({ turnId: 'contact-1:0001' }), world);
    expect(later.customer).toMatchObject({ identity: 'verified', customerId: 'K1' });
    expect(await world.store.casesOf('K1', 5)).toHaveLength(1);
  });
});

describe('who is in a case', () => {
  const K1 = { identity: 'verified' as const, customerId: 'K1', attributes: {} };
  const first = async (world: World) => {
    const { case: begun } = await openCase(message({ customer: K1 }), world);
    await world.store.note(begun.caseId, { contactOpen: false });
    return begun;
  };
  const from2 = (customer: Customer, more = {}) =>
    message({ contactId: 'contact-2', turnId: 'contact-2:0000', customer, ...more });

  test('who has proved who they are finds the case they left open, on any channel, and has come back once', async () => {
    const world = makeWorld();
    const begun = await first(world);
    const call = { channel: 'voice' as const };
    const { case: found } = await openCase(from2(K1, call), world);
    expect(found).toMatchObject({ caseId: begun.caseId, contactId: 'contact-2', recontacts: 1 });
    const { case: again } = await openCase(from2(K1, { ...call, turnId: 'contact-2:0001' }), world);
    expect(again).toMatchObject({ caseId: begun.caseId, recontacts: 1 });
  });

  test.each([
    ['who only says so', { identity: 'claimed' as const, customerId: 'K1', attributes: {} }],
    ['somebody else', { identity: 'verified' as const, customerId: 'K2', attributes: {} }],
  ])('%s begins anew', async (_who, customer) => {
    const world = makeWorld();
    const begun = await first(world);
    expect((await openCase(from2(customer), world)).case.caseId).not.toBe(begun.caseId);
  });

  test('a case in which the customer is talking at this moment is left alone', async () => {
    const world = makeWorld();
    const begun = await first(world);
    await world.store.note(begun.caseId, { contactOpen: true });
    expect((await openCase(from2(K1), world)).case.caseId).not.toBe(begun.caseId);
  });

  test('somebody else at the same browser is not in it, whatever the browser remembers', async () => {
    const world = makeWorld();
    const { caseId } = await first(world);
    const other = { ...K1, customerId: 'K2' };
    const opened = await openCase(from2(other, { caseId }), world);
    expect(opened.case).toMatchObject({ caseId: caseIdOf('contact-2'), customer: { customerId: 'K2' } });
  });

  test('what was proved in one contact counts in no other, until it is proved there', async () => {
    const world = makeWorld();
    const { caseId } = await first(world);
    const stranger = { identity: 'none' as const, attributes: {} };
    const { case: resumed } = await openCase(from2(stranger, { caseId }), world);
    expect(resumed.customer).toMatchObject({ identity: 'verified', provedIn: 'contact-1' });
    expect(customerIn('contact-2', resumed.customer).identity).toBe('claimed');
    const { case: proved } = await openCase(from2(K1, { turnId: 'contact-2:0001' }), world);
    expect(customerIn('contact-2', proved.customer).identity).toBe('verified');
  });
});

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
    expect(result.reply).toBe(houseLines.colleagueHasIt);
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

describe('take-turn', () => {
  const failures: string[] = [];
  const run = (
    runSync: () => Promise<never> | Promise<{ ok: false; error: string }>,
    world = makeWorld(),
    settings = async () => world.config,
  ) =>
    takeTurn(message(), 'en_GB', {
      ...world,
      settings,
      workflows: { ...world.workflows, runSync },
      turnArn: 'arn',
      onFailure: error => void failures.push(error),
    });

  test('whatever fails, the customer hears the truth and goes to a person', async () => {
    const failed = await run(async () => ({ ok: false, error: 'States.Timeout' }));
    const threw = await run(async () => {
      throw new Error('no network');
    });
    for (const taken of [failed, threw]) {
      expect(taken).toMatchObject({ reply: houseLines.toPersonUnavailable, outcome: 'escalate' });
    }
    expect(failures).toEqual(['States.Timeout', 'Error']);
  });

  test('what was said is kept although the workflow never ran, and once where it did', async () => {
    const world = makeWorld();
    const fails = async () => ({ ok: false as const, error: 'States.Timeout' });
    const { caseId } = await run(fails, world);
    await run(fails, world);
    expect(await world.store.turns(caseId!)).toMatchObject([{ customer: message().text }]);
  });

  test('where nothing can be stored either, the customer goes to a person all the same', async () => {
    const taken = await run(
      async () => ({ ok: false, error: 'x' }),
      makeWorld(),
      async () => {
        throw new Error('no bucket');
      },
    );
    expect(taken).toMatchObject({ reply: houseLines.toPersonUnavailable, outcome: 'escalate' });
  });
});

describe('the code hook', () => {
  const event = (attributes: Record<string, string> = {}) =>
    ({
      sessionId: 'session-1',
      inputTranscript: 'How do I return boots?',
      bot: { localeId: 'en_GB' },
      sessionState: { sessionAttributes: attributes, intent: { name: 'FallbackIntent' } },
    }) as unknown as LexV2Event;
  const inputs: unknown[] = [];
  const answer = async (output: Partial<TurnResult>, attributes?: Record<string, string>) => {
    const runSync = async (_arn: string, input: unknown) => {
      inputs.push(input);
      return {
        ok: true as const,
        output: { reply: 'Within 30 days.', outcome: 'continue', ...output } as never,
      };
    };
    const world = makeWorld();
    const workflows = { ...world.workflows, runSync };
    const settings = async () => world.config;
    return createHandler({ ...world, settings, workflows, turnArn: 'arn', onFailure: () => {} })(
      event(attributes),
    );
  };

  test('stays in the bot, counts the turn, and names the sources in a chat', async () => {
    const reply = await answer(
      { sources: ['Returns', 'Refunds'], language: 'de', caseId: 'C-1' },
      { channel: 'CHAT', turn: '4' },
    );
    expect(reply.sessionState).toMatchObject({
      dialogAction: { type: 'ElicitIntent' },
      sessionAttributes: { turn: '5', outcome: 'continue', caseId: 'C-1' },
    });
    expect(reply.messages).toEqual([
      { contentType: 'PlainText', content: 'Within 30 days.\n\nQuelle: Returns, Refunds' },
    ]);
  });

  test('sources that do not fit in the message follow it', async () => {
    const long = 'x'.repeat(1020);
    const chat = await answer({ reply: long, sources: ['Returns'], language: 'en' }, { channel: 'CHAT' });
    expect(chat.messages).toMatchObject([{ content: long }, { content: 'Source: Returns' }]);
  });

  test('leaves the bot when a person takes over', async () => {
    const reply = await answer({ outcome: 'escalate' });
    expect(reply.sessionState).toMatchObject({
      dialogAction: { type: 'Close' },
      intent: { name: 'FallbackIntent', state: 'Fulfilled' },
      sessionAttributes: { outcome: 'escalate' },
    });
  });

  test('the turn is known by the first contact of the chain; empty attributes are unset ones', async () => {
    inputs.length = 0;
    await answer(
      {},
      {
        contactId: 'second',
        initialContactId: 'first',
        turn: '2',
        customerEmail: '',
        customerVerified: 'true',
        customerId: 'K1',
        attributes: '{"plan":"gold"}',
      },
    );
    expect(inputs[0]).toMatchObject({
      turnId: 'first:0002',
      contactId: 'first',
      customer: { customerId: 'K1', identity: 'verified', attributes: { plan: 'gold' } },
    });
    expect((inputs[0] as { customer: object }).customer).not.toHaveProperty('email');
  });
});
