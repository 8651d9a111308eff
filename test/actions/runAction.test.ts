import { createIdentityCodes } from '../../layers/core/actions/identityCodes.ts';
import { runAction, type ActionRun } from '../../layers/core/actions/runAction.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import type { Action } from '../../layers/core/domain/clientConfig.ts';
import type { CodesBySms } from '../../layers/core/domain/config/codesBySms.ts';
import type { ServiceReply, ServiceRequest } from '../../layers/core/service/clientService.ts';
import { createAttempts } from '../../layers/core/store/attempts.ts';
import { makeCase } from '../core/makeCase.ts';
import { makeAction } from '../answer/builders.ts';
import { makeWorld } from '../functions/makeWorld.ts';

const ORDER = { email: 'sam@example.com', customerId: 'c-9' };

/** The store, the counts and the codes as they are, with a service that answers as told and notes what it is sent. */
function makeDesk(
  replies: { order?: ServiceReply; run?: ServiceReply; codesBySms?: CodesBySms | undefined } = {},
) {
  const texts: { to: string; text: string }[] = [];
  const world = makeWorld();
  const attempts = createAttempts(world.table, world.now);
  const sent: { request: ServiceRequest; key: string }[] = [];
  const deps = {
    store: world.store,
    attempts,
    clientName: 'Test Shop',
    codesBySms: replies.codesBySms,
    serviceUrl: 'https://service.example',
    service: {
      get: async () => replies.order ?? { ok: true as const, json: ORDER },
      send: async (request: ServiceRequest, key: string) => {
        sent.push({ request, key });
        return replies.run ?? { ok: true as const, json: { amount: '€39.00' } };
      },
    },
    codes: createIdentityCodes(
      async () => world.mailer,
      async () => 'key',
      attempts,
      { send: async (to, text) => void texts.push({ to, text }) },
    ),
    now: world.now,
  };
  let turn = 0;
  /** A chat: each message goes on with the case as the one before left it. */
  const chat = (action: Action = makeAction(), caseOverrides: Partial<Case> = {}) => {
    let current = makeCase({ caseId: `C-${++turn}`, ...caseOverrides });
    return async (event: string | ActionRun['event']) => {
      const words = typeof event === 'string';
      const ran = await runAction(
        {
          action,
          case: current,
          cause: `contact:${++turn}`,
          language: 'en',
          event: words
            ? { kind: 'message', text: event, act: event === 'yes' || event === 'no' ? event : 'enquiry' }
            : event,
        },
        deps,
      );
      current = {
        ...current,
        dialog: ran.kind === 'asked' ? ran.dialog : undefined,
        customer: ran.customer ?? current.customer,
      };
      return ran;
    };
  };
  const code = () => /\d{6}/.exec(world.sent.mails.at(-1)!.text)![0];
  const wrongCode = () => (code() === '123456' ? '654321' : '123456');
  return { world, chat, sent, texts, code, wrongCode, deps };
}
const verified = { customer: { identity: 'verified' as const, customerId: 'c-9', attributes: {} } };

test('by a code to the address on file the action runs, its receipt is stored, and the case knows the customer', async () => {
  const { chat, code, sent, world } = makeDesk();
  const say = chat();
  expect(await say('cancel order 55120087')).toMatchObject({ kind: 'asked', step: 'ask' });
  expect(world.sent.mails[0]!.to).toBe('sam@example.com');
  const done = await say(`it is ${code()}`);
  expect(done).toMatchObject({
    kind: 'done',
    receipt: { text: 'Order 55120087 has been cancelled. The amount of €39.00 goes back to your card.' },
    customer: { identity: 'verified', customerId: 'c-9' },
  });
  expect(sent).toHaveLength(1);
  expect((await world.store.receipts('C-1')).map(({ id }) => id)).toEqual([sent[0]!.key]);
  expect(JSON.stringify([...world.table.items])).not.toMatch(/sam@example|"code":"\d/);
});

test('a code of another case opens nothing', async () => {
  const { chat, code, sent } = makeDesk();
  const [mine, other] = [chat(), chat()];
  await mine('order 55120087');
  const first = code();
  await other('order 55120087');
  expect((await other(first)).kind).toBe('asked');
  expect(sent).toEqual([]);
});

test('a code is good for ten minutes', async () => {
  const { chat, code, world, sent } = makeDesk();
  const say = chat();
  await say('order 55120087');
  world.advance(10 * 60_000 + 1);
  expect(await say(code())).toEqual({ kind: 'failed', reason: 'identity-failed' });
  expect(sent).toEqual([]);
});

test('three wrong codes end the dialog; new chats start no new count for the address, until a day has passed', async () => {
  const { chat, code, wrongCode, world, sent } = makeDesk();
  for (let chats = 0; chats < 5; chats++) {
    const say = chat();
    await say('order 55120087');
    const kinds = [];
    for (let guess = 0; guess < 3; guess++) kinds.push((await say(wrongCode())).kind);
    expect(kinds).toEqual(['asked', 'asked', 'failed']);
  }
  // No sixth code is mailed, and not even the fifth one's own code would be compared any more.
  expect(await chat()('order 55120087')).toEqual({ kind: 'failed', reason: 'identity-failed' });
  expect(world.sent.mails).toHaveLength(5);
  expect(sent).toEqual([]);

  world.advance(24 * 3600_000 + 1);
  const say = chat();
  await say('order 55120087');
  expect((await say(code())).kind).toBe('done');
});

test('guesses made at the same time are all counted', async () => {
  const { deps } = makeDesk();
  const sentCode = (await deps.codes.send(
    'C-1',
    { email: 'sam@example.com' },
    { client: 'Shop', language: 'en' },
  ))!;
  const guesses = await Promise.all(
    Array.from({ length: 60 }, (_, n) => deps.codes.check('C-1', String(100_000 + n), sentCode)),
  );
  expect(guesses.filter(result => result !== 'blocked').length).toBeLessThanOrEqual(15);
});

test('numbers tried one by one end with a person', async () => {
  const { chat } = makeDesk({ order: { ok: false, why: 'not-found' } });
  const say = chat();
  const kinds = [];
  for (let n = 0; n < 6; n++) kinds.push((await say(`order 5512008${n}`)).kind);
  expect(kinds).toEqual(['said', 'said', 'said', 'said', 'said', 'failed']);
});

test('a verified customer reaches only what is theirs', async () => {
  const { chat, sent } = makeDesk();
  expect((await chat(makeAction(), verified)('order 55120087')).kind).toBe('done');
  const stranger = { customer: { ...verified.customer, customerId: 'c-1' } };
  expect(await chat(makeAction(), stranger)('order 55120087')).toMatchObject({
    kind: 'said',
    why: 'not-found',
  });
  expect(sent).toHaveLength(1);
});

test('a repeated step runs nothing twice and tells the first receipt', async () => {
  const { deps, sent } = makeDesk();
  const run: ActionRun = {
    action: makeAction({ identity: 'none', identify: undefined }),
    case: makeCase(),
    cause: 'contact-1:0001',
    language: 'en',
    event: { kind: 'message', text: 'order 55120087', act: 'enquiry' },
  };
  const first = await runAction(run, deps);
  expect(await runAction(run, deps)).toEqual(first);
  expect(sent).toHaveLength(1);
  const later = await runAction({ ...run, cause: 'contact-1:0009' }, deps);
  expect(later.kind).toBe('done');
  expect(new Set(sent.map(({ key }) => key)).size).toBe(2);
});

const FAILURES: [string, ServiceReply, string][] = [
  ['it said no', { ok: false, why: 'failed', status: 422 }, 'action-failed'],
  ['there was no answer', { ok: false, why: 'no-answer' }, 'action-unknown'],
  ['the reply lacks what the receipt tells', { ok: true, json: {} }, 'action-unknown'],
];
test.each(FAILURES)('%s: a person takes over and nothing is claimed', async (_, run, reason) => {
  const { chat, world } = makeDesk({ run });
  expect(await chat(makeAction(), { ...verified, caseId: 'C-X' })('order 55120087')).toEqual({
    kind: 'failed',
    reason,
  });
  expect(await world.store.receipts('C-X')).toEqual([]);
});

test('an agent gives inputs and confirmation at once; what is wrong is asked for', async () => {
  const { chat, sent } = makeDesk();
  const action = makeAction({ confirm: 'Sure?' });
  const inputs = (orderNumber: string): ActionRun['event'] => ({
    kind: 'inputs',
    inputs: { orderNumber },
    confirmed: true,
  });
  expect(await chat(action, verified)(inputs('12'))).toMatchObject({ kind: 'asked', step: 'ask' });
  expect((await chat(action, verified)(inputs('55120087'))).kind).toBe('done');
  expect(sent).toHaveLength(1);
});

describe('codes by text message', () => {
  const AT_HOME = '+43 664 1000008';
  const action = makeAction({
    identify: {
      url: '{service}/orders/{orderNumber}',
      emailField: 'email',
      phoneField: 'phone',
      customerIdField: 'customerId',
    },
  });
  const desk = (onFile: object, codesBySms?: CodesBySms) =>
    makeDesk({ order: { ok: true, json: { customerId: 'c-9', ...onFile } }, codesBySms });
  const SMS: CodesBySms = { when: 'no-email', prefixes: ['+43'], mostADay: 4 };

  test('go to the number on file, which the case never holds', async () => {
    const { chat, texts, world } = desk({ phone: AT_HOME }, SMS);
    const say = chat(action);
    expect(await say('order 55120087, my number is +436649999999')).toMatchObject({
      kind: 'asked',
      text: expect.stringContaining('ending in 008'),
    });
    expect(texts).toEqual([{ to: '+436641000008', text: expect.stringMatching(/^Test Shop: .*\d{6}/) }]);
    expect(await say(/\d{6}/.exec(texts[0]!.text)![0])).toMatchObject({
      kind: 'done',
      customer: { identity: 'verified', customerId: 'c-9' },
    });
    expect(JSON.stringify([...world.table.items])).not.toMatch(/1000008|9999999/);
  });

  test.each<[string, object, CodesBySms | undefined, 'mail' | 'text' | 'nowhere']>([
    [
      'both on file, the number only for who has no address',
      { email: 'sam@example.com', phone: AT_HOME },
      SMS,
      'mail',
    ],
    [
      'both, the number preferred',
      { email: 'sam@example.com', phone: AT_HOME },
      { ...SMS, when: 'preferred' },
      'text',
    ],
    ['a number only, and no texts', { phone: AT_HOME }, undefined, 'nowhere'],
    ['a number of elsewhere only', { phone: '+881 6 1000008' }, SMS, 'nowhere'],
    [
      'elsewhere preferred, and an address',
      { email: 'sam@example.com', phone: '+8816100008' },
      { ...SMS, when: 'preferred' },
      'mail',
    ],
    ['no number at all', { phone: 'none' }, SMS, 'nowhere'],
  ])('%s: %#', async (_what, onFile, codesBySms, way) => {
    const { chat, texts, world } = desk(onFile, codesBySms);
    const ran = await chat(action)('order 55120087');
    expect([world.sent.mails.length, texts.length]).toEqual([way === 'mail' ? 1 : 0, way === 'text' ? 1 : 0]);
    expect(ran.kind).toBe(way === 'nowhere' ? 'said' : 'asked');
  });

  test('three a day to one number, and so many to all together; then a person', async () => {
    const { deps, texts, world } = desk({}, SMS);
    const send = (phone: string) =>
      deps.codes.send('C-1', { phone }, { client: 'Shop', language: 'de', mostTextsADay: SMS.mostADay });
    for (let n = 0; n < 3; n++) expect(await send('+43664100001')).toBeDefined();
    expect(await send('+43664100001')).toBeUndefined();
    expect(await send('+43664100002')).toBeDefined();
    expect(await send('+43664100003')).toBeUndefined();
    expect(texts.map(({ to }) => to.slice(-1))).toEqual(['1', '1', '1', '2']);
    expect(texts[0]!.text).toContain('Ihr Code ist');
    world.advance(24 * 3600_000 + 1);
    expect(await send('+43664100001')).toBeDefined();
  });
});

test('a code goes by mail in the language of the conversation', async () => {
  const { deps, world } = makeDesk();
  await deps.codes.send('C-1', { email: 'sam@example.com' }, { client: 'Shop', language: 'fr' });
  expect(world.sent.mails[0]).toMatchObject({
    subject: 'Votre code pour Shop',
    text: expect.stringMatching(/^Votre code est \d{6}\./),
  });
});
