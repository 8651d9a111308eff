import fc from 'fast-check';
import { loadTriage, trainTriage } from '../../layers/core/triage/engine.ts';
import { FOREIGN } from '../../layers/core/triage/learn/foreign.ts';
import { SHOP, training, UNSEEN_FOREIGN } from './topics.ts';

const model = trainTriage(training());
const engine = loadTriage(model);

test('the same training gives the same bytes', () => {
  expect(Buffer.from(trainTriage(training())).equals(Buffer.from(model))).toBe(true);
});

describe('ten examples a topic', () => {
  test.each([
    ['where is my package?', 'order-status'],
    ['i forgot the password', 'password-reset'],
    ['do you ship to Germany?', 'shipping-costs'],
    ['please cancel the order I placed', 'cancel-order'],
    ['I would like a refund please', 'refund'],
    ['there is a mistake on my invoice', 'billing-dispute'],
  ])('%j is surely %s', (text, topic) => {
    expect(engine.triage(text)).toMatchObject({ topic, sure: true, act: 'enquiry' });
  });

  test.each([
    ['what is the weather like in Rome'],
    ['tell me a joke'],
    ['who won the football match yesterday'],
    ['how old are you'],
    ['do you like pineapple on pizza'],
    ['asdf qwer zxcv'],
    ['hello'],
    ['what do you think about politics'],
  ])('%j is not surely anything', text => {
    expect(engine.triage(text).sure).toBe(false);
  });

  test('a topic brings its own urgency and complexity', () => {
    expect(engine.triage('I forgot my password').urgency).toBe('high');
    expect(engine.triage('my invoice is wrong').complexity).toBe('complex');
  });
});

test('several matters in one message are all noticed', () => {
  const said = engine.triage('I want a refund for the shoes and also how do I reset my password?');
  expect([said.topic, ...said.others].sort()).toEqual(['password-reset', 'refund']);
});

test('a long story is about what one of its parts says', () => {
  const story =
    'We were hiking in the hills with the whole family and the sun was out. My brother came too. ';
  expect(engine.triage(`${story.repeat(4)}I forgot my password.`)).toMatchObject({ topic: 'password-reset' });
});

test('a client whose messages are mostly none of ours is sure of nearly none of them', () => {
  const asked = FOREIGN.map(text => engine.triage(text));
  expect(asked.filter(({ sure }) => sure).length / asked.length).toBeLessThan(0.02);
  const unseen = UNSEEN_FOREIGN.map(text => engine.triage(text));
  expect(unseen.filter(({ sure }) => sure)).toEqual([]);
});

test('wrongPerHundred means what it says: a stricter client is sure of less', () => {
  const at = (wrongPerHundred: number) => loadTriage(trainTriage(training({ wrongPerHundred }))).threshold;
  expect(at(0.5)).toBeGreaterThan(at(5));
  expect(at(5)).toBeGreaterThan(at(30));
});

test('a short follow-up stays on the topic of before', () => {
  const context = { previousTopic: 'shipping-costs' };
  expect(engine.triage('and to Germany?', context).topic).toBe('shipping-costs');
  expect(engine.triage('and to Germany?').sure).toBe(false);
  expect(engine.triage('I forgot my password', context).topic).toBe('password-reset');
  expect(engine.triage('yes', context)).toMatchObject({ act: 'yes', topic: 'shipping-costs', sure: false });
  expect(engine.triage('and to Germany?', { previousTopic: 'long-gone' }).topic).not.toBe('long-gone');
});

test('corrections by people outweigh examples', () => {
  const corrected = loadTriage(
    trainTriage(
      training({
        labelled: [
          { text: 'undo my order', topic: 'refund' },
          { text: 'sell me a boat', topic: null },
        ],
      }),
    ),
  );
  expect(corrected.triage('undo my order').ranked[0]?.topic).toBe('refund');
  expect(corrected.triage('sell me a boat').sure).toBe(false);
});

test('two topics with one example each work, without being sure of the unknown', () => {
  const topics = SHOP.slice(0, 2).map(topic => ({ ...topic, examples: topic.examples.slice(0, 1) }));
  const tiny = loadTriage(trainTriage({ topics, wrongPerHundred: 2 }));
  expect(tiny.triage('where is my order').topic).toBe('order-status');
  expect(tiny.triage('the moon is far away').sure).toBe(false);
});

test('a single topic works', () => {
  const single = loadTriage(trainTriage({ topics: SHOP.slice(0, 1), wrongPerHundred: 2 }));
  expect(single.triage('where is my order').ranked).toHaveLength(1);
  expect(single.triage('zebra quantum volcano').sure).toBe(false);
});

describe('a wrong training is named', () => {
  const [order, refund] = SHOP as [(typeof SHOP)[number], (typeof SHOP)[number]];
  test.each([
    ['no topics', { topics: [] }, 'no topics'],
    ['a topic without examples', { topics: [order, { ...refund, examples: [] }] }, '"refund"'],
    ['a topic twice', { topics: [order, order] }, '"order-status" is there twice'],
    [
      'an example under two topics',
      { topics: [order, { ...refund, examples: ['Where is my order?'] }] },
      /"Where is my order\?" is an example of both "order-status" and "refund"/,
    ],
    ['an example without words', { topics: [{ ...order, examples: ['???'] }] }, 'without words'],
    ['an unknown topic', { labelled: [{ text: 'x', topic: 'nowhere' }] }, '"nowhere"'],
    ['a promise that is none', { wrongPerHundred: 0 }, 'wrongPerHundred is 0'],
  ])('%s', (_, over, message) => {
    expect(() => trainTriage(training(over))).toThrow(message);
  });
});

describe('a corrupt model is refused with the reason', () => {
  const changed = (change: (bytes: Uint8Array) => void) => {
    const bytes = model.slice();
    change(bytes);
    return bytes;
  };
  test.each([
    ['nothing', new Uint8Array(0), 'too short'],
    ['another file', new TextEncoder().encode('{"hello": "world, this is JSON"}'), 'not a triage model'],
    ['cut off', model.slice(0, model.length - 100), 'cut off'],
    ['one bit flipped', changed(bytes => (bytes[bytes.length >> 1]! ^= 4)), 'checksum'],
    ['another version', changed(bytes => (bytes[3] = 99)), 'version 99'],
  ])('%s', (_, bytes, message) => {
    expect(() => loadTriage(bytes)).toThrow(message);
  });

  test('the model may lie anywhere in a larger buffer', () => {
    const larger = new Uint8Array(model.length + 3);
    larger.set(model, 3);
    expect(loadTriage(larger.subarray(3)).threshold).toBe(engine.threshold);
    // As a file is read: a Buffer is cut without a copy.
    expect(loadTriage(Buffer.from(larger.buffer, 3)).threshold).toBe(engine.threshold);
  });
});

describe('whatever customers write', () => {
  test.each([
    ['empty', ''],
    ['spaces', ' \t\n '],
    ['emoji', '😡😡😡'],
    ['control characters', '\u0000\u0007where\u0008 is my\u001b order'],
    ['markup', '<script>alert(1)</script><b>refund</b> &nbsp; please'],
    ['right to left', '\u202Eredro ym si erehw\u202C أين طلبي'],
    ['mixed languages', 'Hallo, where is my commande por favor?'],
    ['a lone surrogate', 'refund \ud800 now'],
    ['a prototype name', 'constructor __proto__ toString hasOwnProperty'],
  ])('%s does no harm', (_, text) => {
    const said = engine.triage(text);
    expect(said.confidence).toBeGreaterThanOrEqual(0);
    expect(said.confidence).toBeLessThanOrEqual(1);
  });

  test('work on a huge message is bounded', () => {
    const began = performance.now();
    for (const text of [
      'my order '.repeat(200_000),
      'x'.repeat(2_000_000),
      '<'.repeat(500_000),
      '<a '.repeat(300_000),
      'a.'.repeat(500_000),
    ])
      engine.triage(text);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  test('what is said at the end of a long mail is read', () => {
    expect(engine.triage(`${'Dear sirs. '.repeat(400)} ${'I want a refund. '.repeat(5)}`).topic).toBe(
      'refund',
    );
  });

  test('never throws, confidence is a probability, topics are known ones', () => {
    const ids = new Set<string | null>([null, ...SHOP.map(topic => topic.id)]);
    const words = fc.constantFrom(
      'refund',
      'order',
      'not',
      '!!!',
      'agent',
      '😀',
      'ß',
      'où',
      '12',
      'https://a.b',
      'a@b.c',
      'and',
      '?',
    );
    const message = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.array(words, { maxLength: 40 }).map(list => list.join(' ')),
    );
    fc.assert(
      fc.property(
        message,
        fc.option(fc.constantFrom(...SHOP.map(topic => topic.id), 'unknown')),
        (text, previousTopic) => {
          const said = engine.triage(text, { previousTopic });
          expect(said.confidence >= 0 && said.confidence <= 1).toBe(true);
          expect(ids.has(said.topic)).toBe(true);
          expect(said.topic !== null || !said.sure).toBe(true);
          expect(said.others.includes(said.topic as string)).toBe(false);
        },
      ),
      { numRuns: 300 },
    );
  });
});
