import {
  ApplyGuardrailCommand,
  ThrottlingException,
  AccessDeniedException,
  ModelErrorException,
  ValidationException,
  type ConverseCommandOutput,
} from '@aws-sdk/client-bedrock-runtime';
import { en as houseLines } from '../../layers/core/answer/houseLines/en.ts';
import { answers, asksFor, makeAnswerDesk, replies, seen, type DeskOptions } from './answerDesk.ts';
import { makeAction } from './builders.ts';

const QUESTION = 'How long do I have to return unworn items?';
const GOOD = 'You can return unworn items within 30 days of delivery.';
const cited = (input: Parameters<DeskOptions['model']>[0]) =>
  /passage id="(returns#[^"]+)"/.exec(seen(input))?.[1] ?? 'none';
const says =
  (answer: string, sure = true): DeskOptions['model'] =>
  input =>
    answers(answer, [cited(input)], sure);
const throttled = new ThrottlingException({ message: 'slow down', $metadata: {} });
const model = (options: object = {}) => ({
  answers: { model: { id: 'first', fallbackId: 'second', ...options } },
});

describe('an answer by the model', () => {
  test('is spoken with its source when verify has nothing against it', async () => {
    const desk = makeAnswerDesk({ model: says(GOOD) });
    const { heard, drafted } = await desk.say(QUESTION);
    expect(heard).toBe(GOOD);
    expect(drafted).toMatchObject({ draft: { source: 'model', model: 'model-1' } });
  });
  test('that nothing supports goes to a person', async () => {
    const desk = makeAnswerDesk({ model: says('You can return items within 90 days.') });
    expect((await desk.say(QUESTION)).concluded.reason?.code).toBe('refused-by-verify');
  });
  test('that it declines is not made up for by look-alike words', async () => {
    const desk = makeAnswerDesk({ model: says('', false) });
    const { heard, concluded } = await desk.say(QUESTION);
    expect(heard).toBe(houseLines.sayDifferently);
    expect(concluded.operation).toBeUndefined();
    expect((await desk.say(QUESTION)).concluded.reason?.code).toBe('no-answer');
  });
});

/** What Bedrock may come back with instead of an answer. */
const stopped = (stopReason: string, text = ''): Partial<ConverseCommandOutput> => ({
  ...replies(text),
  stopReason: stopReason as never,
});
const USELESS: [string, ReturnType<DeskOptions['model']>][] = [
  ['words that are no JSON', replies('I would say thirty days.')],
  ['JSON that was cut off', replies('{"answer":"You can ret')],
  ['an empty answer it is sure of', answers('', [])],
  ['another shape', replies({ reply: GOOD })],
  ['no content at all', { output: { message: { role: 'assistant', content: [] } }, stopReason: 'end_turn' }],
  ['max_tokens', stopped('max_tokens', '{"answer":"You can')],
  ['content_filtered', stopped('content_filtered')],
  ['malformed_model_output', stopped('malformed_model_output')],
  ['malformed_tool_use', stopped('malformed_tool_use')],
  ['model_context_window_exceeded', stopped('model_context_window_exceeded')],
  ['a stop reason of tomorrow', stopped('because')],
  ['a tool that is not there', asksFor('delete-everything', {})],
  ['throttling', throttled],
  ['a refusal of the request', new ValidationException({ message: 'no', $metadata: {} })],
  ['no access to the model', new AccessDeniedException({ message: 'no', $metadata: {} })],
];
describe('without a usable answer', () => {
  test.each(USELESS)('%s: the passage speaks, or a person', async (_, reply) => {
    const desk = makeAnswerDesk({ model: () => reply });
    const { heard, drafted } = await desk.say(QUESTION);
    expect(drafted).toMatchObject({ kind: 'draft', draft: { source: 'extracted' } });
    expect(heard).toContain('within 30 days of delivery');
    const unclear = await desk.say('Do you sell gift wrapping for delivery of returns?');
    expect(unclear.concluded.reason?.code).toBe('ai-unavailable');
    expect(desk.failures).toHaveLength(2);
  });
});

describe('the second model', () => {
  const OTHER = [
    throttled,
    new ModelErrorException({ message: 'x', $metadata: {} }),
    new AccessDeniedException({ message: 'x', $metadata: {} }),
    Object.assign(new Error('late'), { name: 'AbortError' }),
    stopped('malformed_model_output'),
    stopped('model_context_window_exceeded'),
  ];
  test.each(OTHER)('is asked after %s', async first => {
    const desk = makeAnswerDesk({
      config: model(),
      model: input => (input.modelId === 'first' ? first : answers(GOOD, [cited(input)])),
    });
    expect((await desk.say(QUESTION)).drafted).toMatchObject({ draft: { model: 'second' } });
  });
  test.each(['content_filtered', 'max_tokens', 'guardrail_intervened'])('is not after %s', async reason => {
    const desk = makeAnswerDesk({ config: model(), model: () => stopped(reason) });
    await desk.say(QUESTION);
    expect(desk.prompts.map(({ modelId }) => modelId)).toEqual(['first']);
  });
});

describe("what goes to Bedrock follows the model's options", () => {
  const requestWith = async (options: object, more: Partial<DeskOptions> = {}) => {
    const desk = makeAnswerDesk({ config: model({ options }), model: says(GOOD), ...more });
    await desk.say(QUESTION);
    return desk.prompts[0]!;
  };
  test('nothing a model might refuse unless told', async () => {
    const request = await requestWith({});
    expect(request.inferenceConfig).toEqual({ maxTokens: 400 });
    expect(request.toolConfig?.toolChoice).toBeUndefined();
    expect(JSON.stringify(request)).not.toContain('cachePoint');
    expect(request.guardrailConfig).toBeUndefined();
    expect(request.outputConfig?.textFormat?.type).toBe('json_schema');
  });
  test('temperature and tokens of its own', async () => {
    const request = await requestWith({ temperature: 0, maxTokens: 200 });
    expect(request.inferenceConfig).toEqual({ maxTokens: 200, temperature: 0 });
  });
  test('actions are tools, with the schema of their inputs, and none for a draft that an agent sends', async () => {
    const request = await requestWith({});
    expect(request.toolConfig?.tools).toEqual([
      {
        toolSpec: {
          name: 'cancel-order',
          description: expect.stringContaining('Cancel an order'),
          inputSchema: {
            json: {
              type: 'object',
              properties: {
                orderNumber: {
                  type: 'string',
                  pattern: '^\\d{8}$',
                  description: 'What is your order number? eight digits, on your receipt',
                },
              },
              additionalProperties: false,
            },
          },
        },
      },
    ]);
    const desk = makeAnswerDesk({ model: says(GOOD) });
    await desk.say(QUESTION, { route: 'draft' });
    expect(desk.prompts[0]!.toolConfig).toBeUndefined();
    expect((await requestWith({ actions: false })).toolConfig).toBeUndefined();
  });
  test("an action for people only is not among the model's tools", async () => {
    const action = makeAction({ topics: ['chargeback'] });
    expect((await requestWith({}, { actions: [action] })).toolConfig).toBeUndefined();
  });
  test('a forced tool in place of a schema', async () => {
    const reply: DeskOptions['model'] = input =>
      asksFor('reply', { answer: GOOD, citations: [cited(input)], sure: true });
    const desk = makeAnswerDesk({ config: model({ options: { reply: 'tool' } }), actions: [], model: reply });
    expect((await desk.say(QUESTION)).heard).toBe(GOOD);
    expect(desk.prompts[0]).toMatchObject({ toolConfig: { toolChoice: { tool: { name: 'reply' } } } });
    expect(desk.prompts[0]!.outputConfig).toBeUndefined();
    const both = await requestWith({ reply: 'tool' });
    expect(both.toolConfig).toMatchObject({ toolChoice: { any: {} } });
  });
  test.each([
    [100, true],
    [50_000, false],
  ])('caching from %i tokens: %s', async (cacheFromTokens, cached) => {
    const { system } = await requestWith({ cacheFromTokens });
    expect(system?.some(block => 'cachePoint' in block)).toBe(cached);
    if (cached) expect(system?.at(-1)).toEqual({ cachePoint: { type: 'default' } });
  });
  test('what may be cached is the same for every message and customer', async () => {
    const desk = makeAnswerDesk({ model: says(GOOD) });
    await desk.say(QUESTION);
    await desk.say('And when do I get my money back for returned items?');
    const [first, second] = desk.prompts;
    expect([first!.system, first!.toolConfig]).toEqual([second!.system, second!.toolConfig]);
  });
});

describe('an action the model asks for', () => {
  const wish =
    (input: object = { orderNumber: '55120087' }): DeskOptions['model'] =>
    request => {
      const last = JSON.stringify(request.messages!.at(-1));
      return last.includes('toolResult')
        ? answers('Order 55120087 has been cancelled. The amount of €39.00 goes back to your card.', [])
        : asksFor('cancel-order', input);
    };
  const verified = {
    customer: { identity: 'verified' as const, provedIn: 'contact-1', customerId: 'c-9', attributes: {} },
  };

  test('needs identity, the yes that every change needs, and runs once', async () => {
    const desk = makeAnswerDesk({ model: wish() });
    const first = await desk.say('I changed my mind about returns, get rid of order 55120087');
    expect(first.heard).toContain('six-digit code');
    expect(desk.sent).toEqual([]);
    const second = await desk.say(desk.code());
    expect(second.heard).toContain('Shall I do this for you: Cancel an order (55120087)?');
    expect(desk.sent).toEqual([]);
    const third = await desk.say('yes');
    expect(third.heard).toContain('Order 55120087 has been cancelled.');
    expect(desk.sent).toHaveLength(1);
    expect(desk.customer()).toMatchObject({ identity: 'verified', customerId: 'c-9' });
  });

  test('that only reads runs at once for whom it may, and its receipt goes back as the result of the tool', async () => {
    const track = makeAction({
      id: 'track-order',
      request: { method: 'GET', url: '{service}/orders/{orderNumber}', timeoutSeconds: 5 },
      receipt: 'Order {orderNumber} is {status}.',
    });
    const desk = makeAnswerDesk({
      actions: [track],
      caseOverrides: verified,
      reply: { ok: true, json: { status: 'on its way' } },
      model: request =>
        request.messages!.length === 1
          ? asksFor('track-order', { orderNumber: '55120087' })
          : answers('Your order 55120087 is on its way.', []),
    });
    const { heard, drafted } = await desk.say('Did the delivery of 55120087 leave?');
    expect(heard).toBe('Your order 55120087 is on its way.');
    expect(drafted).toMatchObject({ draft: { source: 'model', receipts: [{ action: 'track-order' }] } });
    expect(desk.prompts[1]!.messages!.slice(1)).toEqual([
      {
        role: 'assistant',
        content: [
          { toolUse: { toolUseId: 'use-1', name: 'track-order', input: { orderNumber: '55120087' } } },
        ],
      },
      {
        role: 'user',
        content: [
          {
            toolResult: {
              toolUseId: 'use-1',
              content: [{ text: '{"receipt":"Order 55120087 is on its way."}' }],
              status: 'success',
            },
          },
        ],
      },
    ]);
  });

  const afterwards: [string, ReturnType<DeskOptions['model']>][] = [
    ['adds what no receipt says', answers('Order 55120087 has been cancelled and I refunded €500.', [])],
    ['is throttled', throttled],
    ['asks for another action', asksFor('cancel-order', { orderNumber: '55120088' })],
    ['is stopped by the guardrail', stopped('guardrail_intervened')],
  ];
  test.each(afterwards)('is done, and the model %s: the receipt itself is said', async (_, second) => {
    const track = makeAction({
      request: { method: 'GET', url: '{service}/orders/{orderNumber}', timeoutSeconds: 5 },
    });
    const desk = makeAnswerDesk({
      actions: [track],
      caseOverrides: verified,
      model: request =>
        request.messages!.length === 1 ? asksFor('cancel-order', { orderNumber: '55120087' }) : second,
    });
    const { heard } = await desk.say('what about the delivery of 55120087?');
    expect(heard).toBe(
      `Order 55120087 has been cancelled. The amount of €39.00 goes back to your card. ${houseLines.anythingElse}`,
    );
    expect(desk.sent).toHaveLength(1);
  });

  test('is done, and there is no time to ask again', async () => {
    let left = 10_000;
    const track = makeAction({
      request: { method: 'GET', url: '{service}/orders/{orderNumber}', timeoutSeconds: 5 },
    });
    const desk = makeAnswerDesk({
      actions: [track],
      caseOverrides: verified,
      timeLeft: () => (left -= 9_500),
      model: wish(),
    });
    expect((await desk.say('delivery of 55120087?')).heard).toContain('has been cancelled');
    expect(desk.prompts).toHaveLength(1);
  });

  test('in a mail, whose sender can be forged, what a chat proved is asked again', async () => {
    const cancel = { route: 'act' as const };
    const chat = makeAnswerDesk({ model: wish(), caseOverrides: verified });
    await chat.say('cancel 55120087', cancel);
    expect(chat.sent).toHaveLength(1);
    const mail = makeAnswerDesk({ model: wish(), caseOverrides: verified });
    expect((await mail.say('cancel 55120087', { ...cancel, channel: 'email' })).heard).toContain(
      'six-digit code',
    );
    expect((await mail.say(mail.code(), { channel: 'email' })).heard).toContain('has been cancelled');
    expect(mail.sent).toHaveLength(1);
  });

  test.each([
    [{ orderNumber: '99999999' }],
    [{ orderNumber: 'DROP' }],
    [{}],
    [{ orderNumber: null, admin: true }],
    [[]],
    ['55120087'],
  ])('with values the customer never gave asks for them: %j', async input => {
    const desk = makeAnswerDesk({ model: wish(input as object), caseOverrides: verified });
    expect((await desk.say('please cancel my order and its delivery')).heard).toBe(
      'What is your order number?',
    );
    expect(desk.sent).toEqual([]);
  });
});

describe('with a guardrail', () => {
  const guardrail = { id: 'gr1', version: '3' };
  test('Converse gets it, and the question as what it looks at', async () => {
    const desk = makeAnswerDesk({ guardrail, model: says(GOOD) });
    await desk.say(QUESTION);
    const [request] = desk.prompts;
    expect(request!.guardrailConfig).toEqual({
      guardrailIdentifier: 'gr1',
      guardrailVersion: '3',
      trace: 'disabled',
    });
    expect(request!.messages![0]!.content![1]).toEqual({
      guardContent: { text: { text: `<question>${QUESTION}</question>` } },
    });
  });
  test('what it stops goes to a person with the reason', async () => {
    const desk = makeAnswerDesk({ guardrail, model: () => stopped('guardrail_intervened') });
    const { concluded } = await desk.say(QUESTION);
    expect(concluded).toMatchObject({ operation: 'escalate', reason: { code: 'guardrail' } });
  });
  test.each([
    ['passes', { action: 'NONE' as const }, undefined],
    ['stops', { action: 'GUARDRAIL_INTERVENED' as const }, 'guardrail'],
    ['fails', throttled, 'ai-unavailable'],
  ])('an answer no model wrote is looked at by itself: it %s', async (_, reply, reason) => {
    const desk = makeAnswerDesk({ guardrail, model: () => throttled });
    const applied = desk.bedrock.on(ApplyGuardrailCommand);
    if (reply instanceof Error) applied.rejects(reply);
    else applied.resolves(reply);
    const { concluded, drafted } = await desk.say(QUESTION);
    expect(concluded.reason?.code).toBe(reason);
    if (!reason) expect(drafted).toMatchObject({ draft: { source: 'extracted' } });
    const sources = desk.bedrock.commandCalls(ApplyGuardrailCommand).map(call => call.args[0].input.source);
    expect(sources).toEqual(['INPUT', 'OUTPUT']);
  });
});
