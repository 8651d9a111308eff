import type { LexV2Event } from 'aws-lambda';
import { followContact } from '../../functions/follow-contact/followContact.ts';
import { lineOf } from '../../functions/route-contact/onCall.ts';
import { routeContact } from '../../functions/route-contact/routeContact.ts';
import { createHandler } from '../../functions/take-turn/handler.ts';
import type { TurnInput, TurnResult } from '../../layers/core/domain/turn.ts';
import type { Voice } from '../../layers/core/domain/clientConfig.ts';
import { makeCase, makeConfig, STRANGER } from '../core/makeCase.ts';
import { makeWorld } from './makeWorld.ts';

const menu = JSON.stringify([{ key: '1', say: 'to track an order', text: 'Where is my order?' }]);

/** A call on the code hook: what is said, with the turn's result given. */
function makeCall(result: Partial<TurnResult> = {}) {
  const turns: TurnInput[] = [];
  const world = makeWorld();
  const handler = createHandler({
    ...world,
    settings: async () => world.config,
    turnArn: 'turn',
    onFailure: () => undefined,
    workflows: {
      runSync: async (_arn: string, input: unknown) => {
        turns.push(input as TurnInput);
        const output = {
          caseId: 'C-1',
          epoch: 1,
          reply: 'It costs €5.',
          outcome: 'continue',
          escalation: false,
        };
        return { ok: true, output: { ...output, ...result } as never };
      },
      start: async () => 'started',
      isRunning: async () => false,
      succeed: async () => 'taken',
    },
  });
  let attributes: Record<string, string> = {
    channel: 'VOICE',
    contactId: 'call-1',
    callMenu: menu,
    callGreeting: 'What can I do for you?',
    customerPhone: '+436641000001',
  };
  return {
    turns,
    async hears(inputTranscript: string, inputMode: 'Speech' | 'DTMF' = 'Speech') {
      const reply = await handler({
        inputMode,
        inputTranscript,
        sessionId: 's',
        bot: { localeId: 'en_GB' },
        sessionState: { sessionAttributes: attributes, intent: { name: 'FallbackIntent' } },
      } as unknown as LexV2Event);
      attributes = reply.sessionState.sessionAttributes as Record<string, string>;
      return { reply, said: (reply.messages?.[0] as { content: string }).content };
    },
  };
}

describe('the code hook in a call', () => {
  test('speaks SSML: figures as words, no sources', async () => {
    const call = makeCall({ sources: ['Prices'] });
    const { reply, said } = await call.hears('what does it cost');
    expect(reply.messages).toHaveLength(1);
    expect(said).toBe('<speak><s>It costs 5 euros.</s></speak>');
    expect(call.turns[0]).toMatchObject({
      channel: 'voice',
      text: 'what does it cost',
      customer: { phone: '+436641000001', identity: 'none' },
    });
  });

  test('silence is asked about and is no message', async () => {
    const call = makeCall();
    const { said } = await call.hears('');
    expect(said).toContain("couldn't hear you");
    expect(said).toContain('What can I do for you?');
    expect(call.turns).toEqual([]);
  });

  test('a wish is granted without a turn, and the call remembers it', async () => {
    const call = makeCall();
    await call.hears('what does it cost');
    expect((await call.hears('slower please')).said).toContain('rate="slow"');
    expect((await call.hears('and for children')).said).toContain('rate="slow"');
    expect(call.turns).toHaveLength(2);
  });

  test.each([
    ['0', { text: '(pressed 0)', forPerson: 'pressed-for-person' }],
    ['1', { text: 'Where is my order?' }],
    ['482913', { text: '482913' }],
  ])('key %s', async (keys, turn) => {
    const call = makeCall();
    await call.hears(keys, 'DTMF');
    expect(call.turns[0]).toMatchObject(turn);
  });

  test('whatever is heard, Lex gets a reply it takes', async () => {
    const call = makeCall({ reply: 'word '.repeat(2_000), unclear: true });
    for (const text of ['x'.repeat(50_000), '<b>&', '\u0000', '9'.repeat(600), '***', '…'])
      for (const mode of ['Speech', 'DTMF'] as const) {
        const { reply, said } = await call.hears(text, mode);
        expect(said.length).toBeLessThanOrEqual(1_024);
        expect(JSON.stringify(reply.sessionState.sessionAttributes).length).toBeLessThan(12_000);
      }
  });
});

describe('what callers hear of the queue', () => {
  test.each([
    [{}, 'You are still in the queue.'],
    [{ position: 1 }, 'You are next in the queue.'],
    [
      { position: 3, seconds: 150 },
      'You are number 3 in the queue. As far as we can tell, it will take about 3 minutes.',
    ],
    [
      { position: 3, seconds: 20 },
      'You are number 3 in the queue. As far as we can tell, it will take about a minute.',
    ],
    [{ position: 0, seconds: -1 }, 'You are still in the queue.'],
    [{ position: 9, seconds: 9_999 }, 'You are number 9 in the queue.'],
  ])('%j', (waiting, line) => {
    expect(lineOf(waiting)).toBe(line);
  });
});

describe('route-contact in a call', () => {
  const onCall = { contactId: 'call-1', currentId: 'call-1', customer: STRANGER, channel: 'voice' as const };
  async function worldWith(overrides: object) {
    const world = makeWorld();
    const current = makeCase({ caseId: 'C-1', contactId: 'call-1', channel: 'voice', ...overrides });
    await world.store.create(current);
    await world.store.saveContact({ contactId: 'call-1', caseId: 'C-1', channel: 'voice' });
    return { ...world, center: { instanceArn: 'i', instanceId: 'i', flows: {}, queues: {} } };
  }

  test('asks for a score by key instead of sending a link, once, and keeps the first', async () => {
    const world = await worldWith({ state: 'closed', owner: 'nobody', closedAs: 'resolved-by-ai' });
    const asked = await routeContact({ ...onCall, step: 'closed' }, world);
    expect(asked).toMatchObject({ next: 'survey', message: '' });
    expect(asked.question).toContain('1');
    expect(asked.question).not.toContain('http');
    expect(await routeContact({ ...onCall, step: 'closed' }, world)).toMatchObject({ next: 'end' });
    const answer = (about: 'score' | 'recommend', keys: string) =>
      routeContact({ ...onCall, step: 'rated', asked: about, keys }, world);
    const second = await answer('score', '4');
    expect(second).toMatchObject({ next: 'survey', asked: 'recommend' });
    expect(second.question).toContain('from 0, not at all, to 10');
    // The service may ask again what it has asked: the same answer is no second one.
    expect(await answer('score', '4')).toMatchObject({ next: 'survey', asked: 'recommend' });
    expect(await answer('recommend', '10')).toMatchObject({ next: 'end' });
    await answer('recommend', '3');
    await answer('score', '1');
    expect((await world.store.get('C-1'))?.survey).toMatchObject({
      score: 4,
      recommend: 10,
      channel: 'voice',
    });
    const events = (await world.store.events('C-1')).filter(({ kind }) => kind === 'survey-answered');
    expect(events).toHaveLength(2);
    expect(events.map(({ detail }) => detail)).toEqual(
      expect.arrayContaining([
        { score: 4, channel: 'voice' },
        { recommend: 10, channel: 'voice' },
      ]),
    );
  });

  test.each([
    ['score', 'Timeout'],
    ['score', '0'],
    ['score', '9'],
    ['score', ''],
    ['score', '4.5'],
    ['recommend', '11'],
    ['recommend', '*1'],
  ] as const)('no %s: "%s"', async (asked, keys) => {
    const world = await worldWith({ state: 'closed', owner: 'nobody', closedAs: 'resolved-by-ai' });
    const { message, next } = await routeContact({ ...onCall, step: 'rated', asked, keys }, world);
    expect(next).toBe('end');
    expect(message).toContain('Thank you');
    expect((await world.store.get('C-1'))?.survey).toBeUndefined();
  });

  test('nobody holds the line for the client team', async () => {
    const world = await worldWith({ state: 'with-client', owner: 'client' });
    expect(await routeContact({ ...onCall, step: 'after-agent' }, world)).toMatchObject({ next: 'end' });
  });

  test('a caller without a case hears where they stand', async () => {
    const world = { ...makeWorld(), center: { instanceArn: 'i', instanceId: 'i', flows: {}, queues: {} } };
    const { message } = await routeContact({ ...onCall, step: 'waiting' }, world);
    expect(message).toContain('number 2');
  });
});

describe('a call that ends', () => {
  const voice = (callBackDropped: Voice['callBackDropped']) => ({
    ...makeConfig(),
    voice: { callBackDropped } as Voice,
  });
  const ends = { contactId: 'call-1', currentId: 'call-1', kind: 'DISCONNECTED', at: '2026-03-02T10:00:00Z' };
  async function left(overrides: object, policy: Voice['callBackDropped'] = 'cut-off') {
    const world = makeWorld({ config: voice(policy) });
    const customer = { identity: 'none' as const, attributes: {}, phone: '+436641000001' };
    await world.store.create(
      makeCase({ caseId: 'C-1', contactId: 'call-1', channel: 'voice', customer, ...overrides }),
    );
    await world.store.saveContact({ contactId: 'call-1', caseId: 'C-1', channel: 'voice' });
    const state = async () => (await world.store.get('C-1'))!;
    const kinds = async () => (await world.store.events('C-1')).map(({ kind }) => kind);
    return { world, state, kinds };
  }

  test.each([
    ['cut-off', 'TELECOM_PROBLEM', true],
    ['cut-off', 'CUSTOMER_DISCONNECT', false],
    ['unfinished', 'CUSTOMER_DISCONNECT', true],
    ['never', 'TELECOM_PROBLEM', false],
  ] as const)('policy %s, %s: called back %s, once', async (policy, why, called) => {
    const { world, state, kinds } = await left({ state: 'with-ai' }, policy);
    await followContact({ ...ends, why }, world);
    await followContact({ ...ends, why }, world);
    expect(world.sent.called).toHaveLength(called ? 1 : 0);
    expect(await kinds()).toContain('call-broke-off');
    expect((await state()).state).toBe(called ? 'with-ai' : 'closed');
  });

  test('without a number nobody can be called', async () => {
    const { world, state } = await left({
      state: 'with-ai',
      customer: { identity: 'none', attributes: {} },
    });
    await followContact({ ...ends, why: 'TELECOM_PROBLEM' }, world);
    expect(world.sent.called).toEqual([]);
    expect((await state()).state).toBe('closed');
  });

  test('a caller who gave up waiting is called back by an agent: the case stays, as a task', async () => {
    const { world, state } = await left({ state: 'waiting-for-agent', owner: 'provider' });
    await followContact({ ...ends, why: 'CUSTOMER_DISCONNECT' }, world);
    expect(world.sent.tasks).toHaveLength(1);
    expect(await state()).toMatchObject({ state: 'waiting-for-agent', offeredAs: 'task' });
  });

  test('hanging up as agreed for a call back leaves the place in the queue', async () => {
    const { world, state } = await left({
      state: 'waiting-for-agent',
      owner: 'provider',
      callBack: 'queued',
    });
    await followContact({ ...ends, why: 'CONTACT_FLOW_DISCONNECT' }, world);
    expect(world.sent.tasks).toEqual([]);
    expect(await state()).toMatchObject({ state: 'waiting-for-agent', contactOpen: false });
    await followContact({ ...ends, currentId: 'callback', kind: 'CONNECTED_TO_AGENT' }, world);
    expect(await state()).toMatchObject({ contactOpen: true });
    expect((await state()).callBack).toBeUndefined();
  });

  test('a call back that nobody answers becomes a task', async () => {
    const { world, state, kinds } = await left({
      state: 'waiting-for-agent',
      owner: 'provider',
      callBack: 'queued',
    });
    await followContact({ ...ends, currentId: 'callback', why: 'OUTBOUND_ATTEMPT_FAILED' }, world);
    expect(world.sent.tasks).toHaveLength(1);
    expect(await kinds()).toContain('call-back-failed');
    expect((await state()).callBack).toBeUndefined();
  });
});
