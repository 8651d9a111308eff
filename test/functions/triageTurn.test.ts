import { triageTurn } from '../../functions/triage-turn/triageTurn.ts';
import type { Completion } from '../../layers/core/bedrock/model.ts';
import type { Exchange } from '../../layers/core/domain/turn.ts';
import type { Release } from '../../layers/core/release/release.ts';
import { loadTriage, trainTriage } from '../../layers/core/triage/engine.ts';
import { makeCase, makeConfig, NOW } from '../core/makeCase.ts';
import { SHOP, training } from '../triage/topics.ts';

const engine = loadTriage(trainTriage(training()));
const UNSURE = 'it is about the thing from before, please sort it out with the order';
const SURE = 'where is my package?';

/** What is decided when the model answers so, and what it was asked. */
async function decideWith(
  completion: Completion | string,
  { text = UNSURE, history = [] as Exchange[], config = makeConfig() } = {},
) {
  const asked: { prompt: string; timeoutMs: number }[] = [];
  const reply: Completion =
    typeof completion === 'string' ? { ok: true, text: completion, toolUses: [], model: 'm' } : completion;
  const decision = await triageTurn(
    {
      turn: {
        turnId: 't',
        contactId: 'c',
        channel: 'chat',
        text,
        customer: { identity: 'none', attributes: {} },
      },
      opened: { case: makeCase(), history },
    },
    {
      release: {
        config,
        topics: SHOP.map(topic => ({ ...topic, title: topic.id })),
        triage: () => engine,
      } as unknown as Release,
      model: {
        complete: async (prompt, { timeoutMs }) => {
          asked.push({ prompt: JSON.stringify(prompt), timeoutMs });
          return reply;
        },
      },
      now: NOW.getTime(),
    },
  );
  return { decision, asked };
}

test('the message these cases rest on is one the classifier is unsure of', () => {
  expect(engine.triage(UNSURE)).toMatchObject({ sure: false, act: 'enquiry' });
  expect(engine.triage(SURE)).toMatchObject({ sure: true, topic: 'order-status' });
});

test('a sure model settles the topic, and the reasons say so', async () => {
  const { decision, asked } = await decideWith('{"topic": "order-status", "confidence": 0.93}');
  expect(decision).toMatchObject({
    route: 'answer',
    sure: true,
    triage: { topic: 'order-status', confidence: 0.93 },
  });
  expect(decision.triage.reasons.at(-1)).toBe('the model settled on order-status (0.93)');
  expect(asked).toHaveLength(1);
  expect(asked[0]!.timeoutMs).toBeLessThanOrEqual(5_000);
});

test('the message before goes with the question', async () => {
  const { asked } = await decideWith('{}', { history: [{ customer: 'my tent came late' }] });
  expect(asked[0]!.prompt).toContain('<previous>my tent came late</previous>');
});

const unchanged = { route: 'ask-again', failedTry: true, sure: false };
test.each<[string, Completion | string]>([
  ['throttled or slow', { ok: false, why: 'unusable', error: 'TimeoutError' }],
  ['refused', { ok: false, why: 'refused', error: 'AccessDeniedException' }],
  ['without JSON', 'I think it is about an order.'],
  ['on a topic that is not the client’s', '{"topic": "space-travel", "confidence": 0.99}'],
  ['unsure itself', '{"topic": "order-status", "confidence": 0.5}'],
  ['of the mind that none fits', '{"topic": null, "confidence": 0.99}'],
])('a model that is %s changes nothing', async (_, completion) => {
  const { decision } = await decideWith(completion);
  expect(decision).toMatchObject(unchanged);
});

test.each(['where is my package?', 'hello', 'thank you very much', '', '😀😀'])(
  '%j is not put before the model',
  async text => {
    const { asked } = await decideWith('{"topic": "refund", "confidence": 1}', { text });
    expect(asked).toEqual([]);
  },
);

test('a boundary holds for what the model settled too', async () => {
  const config = makeConfig({ boundaries: { default: 'auto', topics: { 'order-status': 'human' } } });
  const { decision } = await decideWith('{"topic": "order-status", "confidence": 0.95}', { config });
  expect(decision).toMatchObject({ route: 'escalate', reason: { code: 'boundary-human' } });
});

describe('a chat message about several matters', () => {
  const TWO = 'do you ship to Austria? And how do I get my money back?';
  const decideOn = async (text: string, config = makeConfig()) =>
    (await decideWith('', { text, config })).decision;

  test('each that the AI may answer is answered by itself', async () => {
    const decision = await decideOn(TWO);
    expect(decision).toMatchObject({
      route: 'answer',
      sure: true,
      parts: [{ topic: 'shipping-costs' }, { topic: 'refund' }],
      triage: { topic: 'shipping-costs', others: ['refund'] },
    });
    expect(decision.triage.reasons).toContain('each by itself: shipping-costs, refund');
  });

  test('questions about one topic are one part', async () => {
    const { parts } = await decideOn(`${TWO} And how much is shipping?`);
    expect(parts?.map(({ topic }) => topic)).toEqual(['shipping-costs', 'refund']);
    expect(parts?.[0]?.text).toContain('how much is shipping');
  });

  test.each([
    ['one is for people', TWO, { refund: 'human' as const }],
    ['one is checked by people first', TWO, { refund: 'draft' as const }],
    ['one is no matter of ours', `${TWO} And do koalas sleep standing up in the zoo?`, {}],
    ['there is only one', 'do you ship to Austria? And how much is shipping?', {}],
  ])('it is judged as a whole when %s', async (_, text, topics) => {
    const { parts } = await decideOn(text, makeConfig({ boundaries: { default: 'auto', topics } }));
    expect(parts).toBeUndefined();
  });
});
