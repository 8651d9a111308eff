import { readMessages } from '../../cli/play/messages.ts';
import { outcomeOf, type Outcome } from '../../cli/play/outcome.ts';
import { playMessages } from '../../cli/play/playMessages.ts';
import type { PlayStage } from '../../cli/play/playStage.ts';
import { percentile, tally } from '../../cli/play/tally.ts';
import { makeCase, makeTurn } from './scriptedStage.ts';

describe('a file of messages', () => {
  test('malformed lines are named and left out', () => {
    const { messages, malformed } = readMessages(
      '{"text":"a","topic":1}\n\nnot json\n[1]\n{"text":7}\n{"text":"  "}\n{"text":"b"}\n',
    );
    expect(messages).toEqual([
      { line: 1, text: 'a' },
      { line: 7, text: 'b' },
    ]);
    expect(malformed).toEqual([
      { line: 3, what: 'not JSON' },
      { line: 4, what: 'not an object' },
      { line: 5, what: '"text" is not a string' },
      { line: 6, what: '"text" is empty' },
    ]);
  });
  test('no more than the limit', () => {
    expect(readMessages('{"text":"a"}\n{"text":"b"}\n{"text":"c"}', 2).messages).toHaveLength(2);
  });
});

describe('the outcome of a message', () => {
  const decision = makeTurn().decision!;
  const reply = makeTurn().reply!;
  test.each([
    ['answered', makeCase(), makeTurn(), 'answered'],
    [
      'asked to say it differently',
      makeCase(),
      makeTurn({ decision: { ...decision, route: 'ask-again' } }),
      'asked back',
    ],
    [
      'asked for an order number',
      makeCase(),
      makeTurn({ decision: { ...decision, route: 'act' } }),
      'asked back',
    ],
    [
      'an action that ran',
      makeCase(),
      makeTurn({ decision: { ...decision, route: 'act' }, reply: { ...reply, receipts: ['r'] } }),
      'answered',
    ],
    ['escalated', makeCase({ state: 'waiting-for-agent', owner: 'provider' }), makeTurn(), 'escalated'],
    [
      'given up by the customer',
      makeCase({ state: 'closed', owner: 'nobody' }),
      makeTurn({ reply: { ...reply, outcome: 'escalate' } }),
      'escalated',
    ],
    ['to the client team', makeCase({ state: 'with-client', owner: 'client' }), makeTurn(), 'handed off'],
    [
      'goodbye',
      makeCase({ state: 'closed', owner: 'nobody' }),
      makeTurn({ reply: { ...reply, outcome: 'close' } }),
      'closed',
    ],
  ])('%s', (_name, theCase, turn, outcome) => {
    expect(outcomeOf(theCase, turn).outcome).toBe(outcome);
  });
});

describe('playing', () => {
  const stageThat = (ask: (text: string) => Promise<{ turnMs: number; modelMs: number }>) => {
    const log = { open: 0, most: 0, ended: 0, asked: [] as string[] };
    const stage: PlayStage = {
      openChat: async () => {
        log.open += 1;
        log.most = Math.max(log.most, log.open);
        return {
          ask: async text => {
            log.asked.push(text);
            return ask(text);
          },
          theCase: async () => ({ case: makeCase(), turns: [makeTurn()], events: [] }),
          end: async () => {
            log.open -= 1;
            log.ended += 1;
          },
        };
      },
    };
    return { stage, log };
  };
  const messages = Array.from({ length: 7 }, (_, index) => ({
    line: index + 1,
    text: `message ${index + 1}`,
  }));

  test('each message is a chat of its own, so many at a time, and every chat is ended', async () => {
    const { stage, log } = stageThat(async () => {
      await new Promise(resolve => setImmediate(resolve));
      return { turnMs: 12, modelMs: 2 };
    });
    const done: number[] = [];
    const outcomes = await playMessages(messages, stage, {
      concurrency: 3,
      onDone: ({ line }) => done.push(line),
    });
    expect(outcomes.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(done).toHaveLength(7);
    expect(log).toMatchObject({ ended: 7, open: 0, most: 3 });
  });

  test('a message that fails is an outcome and its chat is ended too', async () => {
    const { stage, log } = stageThat(async text => {
      if (text.endsWith('3')) throw new Error('nothing was said within 30 s');
      return { turnMs: 1, modelMs: 0 };
    });
    const outcomes = await playMessages(messages, stage, { concurrency: 2, onDone: () => undefined });
    expect(outcomes.filter(({ outcome }) => outcome === 'failed')).toMatchObject([
      { line: 3, error: 'nothing was said within 30 s' },
    ]);
    expect(log.ended).toBe(7);
  });

  test('a long message is sent in parts, and its slowest part counts', async () => {
    const { stage, log } = stageThat(async text => ({ turnMs: text.length, modelMs: 1 }));
    const [outcome] = await playMessages([{ line: 1, text: 'word '.repeat(300) }], stage, {
      concurrency: 1,
      onDone: () => undefined,
    });
    expect(log.asked.every(part => part.length <= 1024)).toBe(true);
    expect(outcome).toMatchObject({ parts: 2, turnMs: Math.max(...log.asked.map(part => part.length)) });
  });
});

describe('the table', () => {
  test.each([
    [[], 0.5, undefined],
    [[7], 0.99, 7],
    [[4, 1, 3, 2], 0.5, 2],
    [Array.from({ length: 100 }, (_, index) => index + 1), 0.95, 95],
  ])('percentile of %j', (values, part, expected) => {
    expect(percentile(values, part)).toBe(expected);
  });

  test('counts outcomes, reasons, topics, failures and the wait without the model', () => {
    const made = (over: Partial<Outcome>): Outcome => ({
      line: 1,
      text: 't',
      parts: 1,
      outcome: 'answered',
      topic: 'returns',
      turnMs: 30,
      modelMs: 10,
      ...over,
    });
    const table = tally(
      [
        made({}),
        made({}),
        made({ outcome: 'escalated', reason: 'vip', topic: null }),
        made({ outcome: 'failed', error: 'torn' }),
      ],
      3,
      2,
    );
    expect(table).toMatch(/answered +2 +50\.0 %/);
    expect(table).toMatch(/escalated +1/);
    expect(table).toMatch(/vip +1/);
    expect(table).toMatch(/1 × torn/);
    expect(table).toMatch(/\(none of ours\) +1/);
    expect(table).toMatch(/p50 20 ms/);
    expect(table).toMatch(/malformed lines left out: 3/);
  });
});
