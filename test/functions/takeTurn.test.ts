import type { LexV2Event } from 'aws-lambda';
import { createHandler } from '../../functions/take-turn/handler.ts';
import { takeTurn } from '../../functions/take-turn/takeTurn.ts';
import { en as houseLines } from '../../layers/core/answer/houseLines/en.ts';
import type { TurnResult } from '../../layers/core/domain/turn.ts';
import { makeWorld } from './makeWorld.ts';
import { message } from './turnSteps.ts';

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
