import {
  fillReceipt,
  nextActionStep,
  UnresolvedPlaceholder,
  type ActionEvent,
  type ActionInput,
  type ActionStep,
} from '../../layers/core/answer/actionDialog.ts';
import { fillRequest, idempotencyKey } from '../../layers/core/answer/action/fill.ts';
import {
  answerTo,
  checkedInputs,
  codesIn,
  takeInputs,
  writeSpokenDigits,
} from '../../layers/core/answer/action/inputs.ts';
import { findValues, type InputSchema } from '../../layers/core/answer/action/values.ts';
import { makeAction } from './builders.ts';

const base: Omit<ActionInput, 'event'> = {
  action: makeAction(),
  identity: { level: 'none' },
  caseId: 'case-1',
  cause: 'contact-1:0000',
  serviceUrl: 'https://service.example/v1/',
  language: 'en',
  now: '2026-01-01T10:00:00.000Z',
};
const says = (text: string, more: Partial<Extract<ActionEvent, { kind: 'message' }>> = {}): ActionEvent => ({
  kind: 'message',
  text,
  act: 'enquiry',
  ...more,
});
const found = (email = 'sam@example.com', customerId = 'c-9'): ActionEvent => ({
  kind: 'looked-up',
  found: true,
  email,
  customerId,
});
const sent: ActionEvent = { kind: 'code-sent', sent: { hash: 'salted', address: 'hashed' } };

/** Runs events one after the other, the state handed on, and gives all steps. */
function play(events: ActionEvent[], overrides: Partial<ActionInput> = {}): ActionStep[] {
  let state: unknown;
  return events.map(event => {
    const step = nextActionStep({ ...base, ...overrides, state, event });
    if ('state' in step) state = JSON.parse(JSON.stringify(step.state));
    return step;
  });
}
const kinds = (steps: ActionStep[]) => steps.map(step => step.kind);
const last = (steps: ActionStep[]) => steps.at(-1)!;

test('from the first message to the run', () => {
  const steps = play([
    says('please cancel order 55120087'),
    found(),
    sent,
    says('the code is 123 456, thanks'),
    { kind: 'code-checked', result: 'right' },
  ]);
  expect(kinds(steps)).toEqual(['look-up', 'send-code', 'ask', 'check-code', 'run']);
  expect(steps[0]).toMatchObject({ url: 'https://service.example/v1/orders/55120087', emailField: 'email' });
  expect(steps[2]).toMatchObject({ text: expect.stringContaining('s•••@example.com') });
  expect(steps[3]).toMatchObject({ code: '123456', sent: { hash: 'salted' } });
  expect(steps[4]).toMatchObject({
    request: {
      method: 'POST',
      url: 'https://service.example/v1/orders/55120087/cancel',
      body: { order: '55120087' },
    },
    inputs: { orderNumber: '55120087' },
    verified: { customerId: 'c-9' },
  });
});

test('the kept state holds neither the address nor a code', () => {
  for (const step of play([says('order 55120087'), found(), sent, says('123456')]))
    if ('state' in step) expect(JSON.stringify(step.state)).not.toMatch(/sam@|123456/);
});

test('what is missing is asked for; a wrong value gets the hint; the second wrong one goes to a person', () => {
  const steps = play([says('cancel my order'), says('it is 123'), says('abc')]);
  expect(steps[0]).toMatchObject({ kind: 'ask', text: 'What is your order number?' });
  expect(steps[1]).toMatchObject({
    kind: 'ask',
    text: 'That does not look right (eight digits, on your receipt). What is your order number?',
  });
  expect(steps[2]).toEqual({ kind: 'give-up', reason: 'unsure' });
});

describe('identity', () => {
  test.each([
    ['unknown order', { kind: 'looked-up', found: false } as ActionEvent],
    ['an order without an address', { kind: 'looked-up', found: true } as ActionEvent],
  ])('%s says no more than the client wants said', (_, event) =>
    expect(last(play([says('order 55120087'), event]))).toEqual({
      kind: 'not-found',
      text: 'I cannot find that order.',
    }),
  );
  const signedIn = { level: 'verified' as const, customerId: 'c-9', email: 'sam@example.com' };
  test('a signed-in customer needs no code for what is theirs', () =>
    expect(kinds(play([says('order 55120087'), found()], { identity: signedIn }))).toEqual([
      'look-up',
      'run',
    ]));
  test("and gets the same answer as for an unknown order for somebody else's", () =>
    expect(
      last(play([says('order 55120087'), found('sam@example.com', 'c-1')], { identity: signedIn })),
    ).toEqual({
      kind: 'not-found',
      text: 'I cannot find that order.',
    }));
  test('three wrong codes', () => {
    const wrong: ActionEvent = { kind: 'code-checked', result: 'wrong' };
    const steps = play([
      says('order 55120087'),
      found(),
      sent,
      says('111111'),
      wrong,
      says('222222'),
      wrong,
      says('333333'),
      wrong,
    ]);
    expect(kinds(steps).slice(4)).toEqual(['ask', 'check-code', 'ask', 'check-code', 'give-up']);
    expect(last(steps)).toEqual({ kind: 'give-up', reason: 'identity-failed' });
  });
  test('several codes in one message are one wrong try, not several guesses', () => {
    const steps = play([says('order 55120087'), found(), sent, says('111111 or 222222 or 333333')]);
    expect(last(steps)).toMatchObject({ kind: 'ask', state: { codeTries: 1 } });
  });
  test.each([
    ['2026-01-01T10:10:00.000Z', 'check-code'],
    ['2026-01-01T10:10:00.001Z', 'give-up'],
  ])('a code given at %s: %s', (now, kind) => {
    const asked = last(play([says('order 55120087'), found(), sent]));
    expect(
      nextActionStep({ ...base, now, state: 'state' in asked && asked.state, event: says('123456') }).kind,
    ).toBe(kind);
  });
  test('claimed: the address must be the one on file', () => {
    const action = makeAction({ identity: 'claimed' });
    const steps = play([says('order 55120087'), says('SAM@example.com'), found()], { action });
    expect(kinds(steps)).toEqual(['ask', 'look-up', 'run']);
    expect(last(play([says('order 55120087'), says('eve@example.com'), found()], { action })).kind).toBe(
      'not-found',
    );
    expect(last(play([says('order 55120087'), says('no'), says('what?')], { action }))).toEqual({
      kind: 'give-up',
      reason: 'unsure',
    });
  });
  test('verified without a way to find the address goes to a person', () =>
    expect(last(play([says('order 55120087')], { action: makeAction({ identify: undefined }) }))).toEqual({
      kind: 'give-up',
      reason: 'identity-failed',
    }));
  test.each<ActionEvent>([found(), { kind: 'code-checked', result: 'right' }])(
    '%j out of turn proves nothing',
    event => expect(['run', 'confirm']).not.toContain(nextActionStep({ ...base, event }).kind),
  );
});

describe('confirmation', () => {
  const action = makeAction({ identity: 'none', confirm: 'Shall I cancel order {orderNumber}?' });
  const confirmed = (...events: ActionEvent[]) => play([says('cancel 55120087'), ...events], { action });
  test('is asked with the values filled in', () =>
    expect(confirmed()[0]).toMatchObject({ kind: 'confirm', text: 'Shall I cancel order 55120087?' }));
  test.each<[string, ActionEvent, string]>([
    ['yes', says('yes please', { act: 'yes' }), 'run'],
    ['no', says('no', { act: 'no' }), 'leave'],
    ['neither', says('hm', { act: 'enquiry' }), 'confirm'],
    ['another number', says('11111111'), 'confirm'],
  ])('%s', (_, event, kind) => expect(last(confirmed(event)).kind).toBe(kind));
  test('a second unclear answer goes to a person', () =>
    expect(last(confirmed(says('hm'), says('maybe')))).toEqual({ kind: 'give-up', reason: 'unsure' }));
  test('the number can no longer be exchanged', () =>
    expect(last(confirmed(says('use 99999999'), says('yes', { act: 'yes' })))).toMatchObject({
      kind: 'run',
      inputs: { orderNumber: '55120087' },
    }));
});

describe('leaving', () => {
  test.each<[string, ActionEvent, string]>([
    ['stop', says('stop'), 'stopped'],
    ['never mind', says('Never mind.'), 'stopped'],
    ['a person', says('let me talk to somebody', { wantsPerson: true }), 'wants-person'],
    ['another topic', says('where is my parcel?', { sureTopic: 'delivery' }), 'other-topic'],
  ])('%s', (_, event, why) =>
    expect(last(play([says('cancel my order'), event]))).toMatchObject({ kind: 'leave', why }),
  );
  test('a value that comes with another topic is still taken', () =>
    expect(
      last(play([says('cancel my order'), says('parcel 55120087', { sureTopic: 'delivery' })])).kind,
    ).toBe('look-up'));
});

test('a state of another action, or none at all, starts afresh', () => {
  for (const state of [
    undefined,
    null,
    5,
    'x',
    {},
    { action: 'other', step: 'run', inputs: {}, identified: true },
  ])
    expect(nextActionStep({ ...base, state, event: says('hello') })).toMatchObject({
      kind: 'ask',
      state: { inputs: {} },
    });
});

test('a state left over after a run has to be proven again', () => {
  const done = last(
    play([says('order 55120087'), found(), sent, says('123456'), { kind: 'code-checked', result: 'right' }]),
  );
  expect(
    nextActionStep({ ...base, state: 'state' in done && done.state, event: says('order 99999999') }).kind,
  ).toBe('look-up');
});

test.each([
  ['my order 55120087 please', ['55120087']],
  ['"55120087".', ['55120087']],
  ['#55120087', ['55120087']],
  ['155120087', []],
  ['55120087 and 55120088', ['55120087', '55120088']],
  ['five five one two zero zero eight seven', []],
])('eight digits in %j', (text, values) => expect(findValues('^\\d{8}$', text)).toEqual(values));

test('digits said aloud are digits', () => {
  expect(writeSpokenDigits('it is five five one two zero zero eight seven')).toBe('it is 55120087');
  expect(codesIn('one two three four five six')).toEqual(['123456']);
  expect(writeSpokenDigits('one of two')).toBe('one of two');
});

test('inputs are taken from a sentence only where they are unmistakable', () => {
  const action = makeAction({
    inputs: {
      orderNumber: { ask: '?', pattern: '\\d{8}' },
      postcode: { ask: '?', pattern: '\\d{4}' },
      name: { ask: '?', pattern: '[\\p{L} ]+' },
    },
  });
  expect(takeInputs(action, {}, 'order 55120087 to 8010 Graz')).toEqual({
    orderNumber: '55120087',
    postcode: '8010',
  });
  expect(takeInputs(action, {}, 'order 55120087 or 55120088')).toEqual({});
});

test('values are encoded in the URL, and braces in a value are text', () => {
  const action = makeAction({ request: { method: 'GET', url: '{service}/o/{a}', timeoutSeconds: 5 } });
  expect(fillRequest(action, { service: 'https://s.example/', a: '../x?y=1&z={service}' }).url).toBe(
    'https://s.example/o/..%2Fx%3Fy%3D1%26z%3D%7Bservice%7D',
  );
});

test.each(['constructor', '__proto__', 'missing', 'toString'])('{%s} is refused by name', name => {
  const action = makeAction({
    request: { method: 'GET', url: `{service}/{${name.replace(/_/g, '')}}`, timeoutSeconds: 5 },
  });
  expect(() => fillRequest(action, { service: 'https://s.example' })).toThrow(UnresolvedPlaceholder);
});

test('a receipt is filled from the reply, else the inputs, without markup; a missing field is refused', () => {
  const action = makeAction();
  expect(
    fillReceipt(action, { orderNumber: '55120087' }, { amount: '€39<script>\n', orderNumber: '5512-0087' }),
  ).toBe('Order 5512-0087 has been cancelled. The amount of €39 script goes back to your card.');
  for (const reply of [{}, null, 'text', { amount: {} }])
    expect(() => fillReceipt(action, { orderNumber: '55120087' }, reply)).toThrow(
      /\{amount\} in its receipt/,
    );
});

test('the key is the same for the same case, action, inputs and beginning, and for nothing else', () => {
  const key = idempotencyKey('case-1', 'a', { x: '1', y: '2' }, 't1');
  expect(idempotencyKey('case-1', 'a', { y: '2', x: '1' }, 't1')).toBe(key);
  const others = [
    idempotencyKey('case-2', 'a', { x: '1', y: '2' }, 't1'),
    idempotencyKey('case-1', 'b', { x: '1', y: '2' }, 't1'),
    idempotencyKey('case-1', 'a', { x: '2', y: '1' }, 't1'),
    idempotencyKey('case-1', 'a', { x: '1', y: '2' }, 't2'),
  ];
  expect(new Set([key, ...others]).size).toBe(5);
});

test('a dialog over several turns keeps the key of its beginning, a second dialog has another', () => {
  const action = makeAction({ identity: 'none', confirm: 'Sure?' });
  const keyOf = (cause: string, later: string) => {
    const asked = nextActionStep({ ...base, action, cause, event: says('order 55120087') });
    const state = 'state' in asked ? asked.state : undefined;
    const run = nextActionStep({ ...base, action, cause: later, state, event: says('yes', { act: 'yes' }) });
    return run.kind === 'run' ? run.idempotencyKey : run.kind;
  };
  expect(keyOf('t1', 't2')).toBe(keyOf('t1', 't3'));
  expect(keyOf('t1', 't2')).not.toBe(keyOf('t4', 't5'));
});

const schemas: Record<string, InputSchema> = {
  word: { ask: '?', oneOf: ['Express', 'Standard post'] },
  number: { ask: '?', number: { atLeast: 1, atMost: 20, whole: true } },
  amount: { ask: '?', number: { atLeast: 0, whole: false } },
  date: { ask: '?', date: { earliest: -30, latest: 0 } },
};
test.each<[string, string, string | undefined]>([
  ['word', 'express please', 'Express'],
  ['word', 'the STANDARD POST one', 'Standard post'],
  ['word', 'express or standard post', undefined],
  ['word', 'expressly', undefined],
  ['number', 'I want 3 of them', '3'],
  ['number', '21', undefined],
  ['number', '2.5', undefined],
  ['number', '3 or 4', undefined],
  ['amount', 'it was 12,50', '12.5'],
  ['amount', '-1', undefined],
  ['date', 'on 24 December 2025', '2025-12-24'],
  ['date', 'December 24th, 2025', '2025-12-24'],
  ['date', '24.12.2025', '2025-12-24'],
  ['date', '24/12/2025', '2025-12-24'],
  ['date', '2025-12-24', '2025-12-24'],
  ['date', '03/12/2025', undefined],
  ['date', '31.11.2025', undefined],
  ['date', '1 January 2025', undefined],
  ['date', '2 January 2026', undefined],
])('%s in %j is %s', (kind, text, value) =>
  expect(answerTo(schemas[kind]!, text, '2026-01-01T10:00:00Z')).toBe(value),
);

describe('inputs that a form or a model gives', () => {
  const now = '2026-01-01T10:00:00Z';
  const action = makeAction({
    inputs: { orderNumber: { ask: 'Which order?', pattern: '^\\d{8}$' }, ...schemas },
  });
  test.each<[Record<string, unknown>, Record<string, string>]>([
    [
      { orderNumber: '55120087', word: 'express' },
      { orderNumber: '55120087', word: 'Express' },
    ],
    [
      { orderNumber: 55120087, number: 3 },
      { orderNumber: '55120087', number: '3' },
    ],
    [{ orderNumber: 'order 55120087' }, {}],
    [{ orderNumber: '55120087/../admin' }, {}],
    [{ orderNumber: ['55120087'] }, {}],
    [{ orderNumber: { toString: '55120087' } }, {}],
    [{ orderNumber: '55120087\u0000' }, { orderNumber: '55120087' }],
    [{ admin: 'true', constructor: 'x', orderNumber: null }, {}],
    [{ date: '2025-12-24', number: 999 }, { date: '2025-12-24' }],
  ])('%j', (given, taken) => expect(checkedInputs(action, given, now)).toEqual(taken));

  const simple = (overrides: Partial<Parameters<typeof makeAction>[0]> = {}) =>
    makeAction({ identity: 'none', identify: undefined, ...overrides });
  const given = (inputs: Record<string, unknown>, more = {}): ActionEvent => ({
    kind: 'inputs',
    inputs,
    ...more,
  });
  test('what is missing or wrong is asked for', () =>
    expect(nextActionStep({ ...base, action: simple(), event: given({ orderNumber: 'x' }) })).toMatchObject({
      kind: 'ask',
      text: 'What is your order number?',
    }));
  test('the identity is checked as ever', () =>
    expect(
      nextActionStep({ ...base, event: given({ orderNumber: '55120087' }, { confirmed: true }) }).kind,
    ).toBe('look-up'));
  test('mustConfirm asks for a yes that the configuration does not, and a yes later runs it', () => {
    const action = simple();
    const asked = nextActionStep({
      ...base,
      action,
      event: given({ orderNumber: '55120087' }, { mustConfirm: true }),
    });
    expect(asked).toMatchObject({
      kind: 'confirm',
      text: 'Shall I do this for you: Cancel an order (55120087)? Please answer yes or no.',
    });
    const state = 'state' in asked ? asked.state : undefined;
    expect(nextActionStep({ ...base, action, state, event: says('no', { act: 'no' }) }).kind).toBe('leave');
    expect(nextActionStep({ ...base, action, state, event: says('yes', { act: 'yes' }) }).kind).toBe('run');
    // Nothing given later takes the need of a yes away.
    const again = nextActionStep({ ...base, action, state, event: given({ orderNumber: '55120087' }) });
    expect(again.kind).toBe('confirm');
  });
  test('a person may confirm for the customer', () =>
    expect(
      nextActionStep({
        ...base,
        action: simple({ confirm: 'Sure?' }),
        event: given({ orderNumber: '55120087' }, { confirmed: true }),
      }).kind,
    ).toBe('run'));
  test('inputs given while a code is awaited do not pass for it', () => {
    const steps = play([says('order 55120087'), found(), sent]);
    const { state } = last(steps) as Extract<ActionStep, { kind: 'ask' }>;
    const step = nextActionStep({ ...base, state, event: given({ orderNumber: '55120088' }) });
    expect(step).toMatchObject({ kind: 'look-up', url: expect.stringContaining('55120088') });
  });
});
