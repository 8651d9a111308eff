import { CASE_STATES, OWNER_OF } from '../../layers/core/domain/case.ts';
import { agentOutcome, clientOutcome } from '../../layers/core/domain/personOutcome.ts';
import { nextOf, TRANSITIONS, type CaseOperation } from '../../layers/core/domain/transitions.ts';
import { addWorkingMinutes, isOpen, nextOpening } from '../../layers/core/domain/hours.ts';
import { holds, type Facts } from '../../layers/core/domain/triggers.ts';
import type { Condition } from '../../layers/core/domain/clientConfig.ts';
import { decide, type DecideInput } from '../../layers/core/domain/decide.ts';
import { makeCase, makeConfig, makeTriage } from './makeCase.ts';

const OPERATIONS = Object.keys(TRANSITIONS) as CaseOperation[];

describe('the life of a case', () => {
  test.each(OPERATIONS.flatMap(operation => CASE_STATES.map(state => [operation, state] as const)))(
    '%s in state %s: allowed as the table says, and the epoch rises when another may speak',
    (operation, state) => {
      const current = { state, owner: OWNER_OF[state], epoch: 4 };
      const next = nextOf(operation, current);
      const allowed = (TRANSITIONS[operation].from as readonly string[]).includes(state);
      expect(next !== undefined).toBe(allowed);
      if (!next) return;
      expect(next.owner).toBe(OWNER_OF[next.state]);
      const another = next.owner !== current.owner || ['requeue', 'assign'].includes(operation);
      expect(next.epoch).toBe(another ? 5 : 4);
    },
  );

  test('every open state can be left, a closed case only by reopening, one that was taken over never', () => {
    for (const state of CASE_STATES) {
      const ways = OPERATIONS.filter(operation =>
        nextOf(operation, { state, owner: OWNER_OF[state], epoch: 1 }),
      );
      expect(ways.length > 0).toBe(state !== 'taken-over');
      if (state === 'closed') expect(ways).toEqual(['reopen']);
    }
  });

  test.each([
    ['with-client', undefined, 'hand-off'],
    ['with-ai', undefined, 'back-to-ai'],
    ['closed', 'resolved-by-agent', 'resolved'],
    ['closed', 'abandoned', 'abandoned'],
    ['taken-over', undefined, 'taken-over'],
    ['with-agent', undefined, undefined],
    ['waiting-for-agent', undefined, undefined],
  ] as const)('the wait for an agent in state %s (%s) ends with %s', (state, closedAs, outcome) => {
    expect(agentOutcome(makeCase({ state, closedAs }))).toBe(outcome);
  });

  test('the wait for the client ends with its answer, or when the case has moved', () => {
    expect(clientOutcome(makeCase({ state: 'with-client' }))).toBeUndefined();
    expect(
      clientOutcome(makeCase({ state: 'with-client', answer: { kind: 'decline', text: 'no', at: '' } })),
    ).toBe('decline');
    expect(clientOutcome(makeCase({ state: 'with-agent' }))).toBe('moved');
  });
});

describe('hours', () => {
  const vienna = makeConfig({
    hours: {
      timeZone: 'Europe/Vienna',
      days: {
        monday: { open: '09:00', close: '18:00' },
        friday: { open: '09:00', close: '18:00' },
        saturday: { open: '10:00', close: '14:00' },
      },
      holidays: ['2026-12-25'],
    },
  }).hours;
  const at = (text: string) => Date.parse(text);

  test.each([
    ['2026-11-23T08:00:00Z', true, 'Monday 09:00 in winter time'],
    ['2026-11-23T07:59:00Z', false, 'a minute before'],
    ['2026-11-23T17:00:00Z', false, 'closing time is closed'],
    ['2026-07-06T07:00:00Z', true, 'Monday 09:00 in summer time'],
    ['2026-12-25T10:00:00Z', false, 'a holiday'],
    ['2026-11-25T10:00:00Z', false, 'a day off'],
  ])('%s open: %s (%s)', (time, open) => {
    expect(isOpen(vienna, at(time))).toBe(open);
  });

  test.each([
    ['2026-11-23T10:00:00Z', '2026-11-23T10:00:00.000Z', 'open already'],
    ['2026-11-23T05:00:00Z', '2026-11-23T08:00:00.000Z', 'the same morning'],
    ['2026-11-23T20:00:00Z', '2026-11-27T08:00:00.000Z', 'after closing: Friday'],
    ['2026-12-24T12:00:00Z', '2026-12-26T09:00:00.000Z', 'over a holiday'],
    ['2026-10-24T20:00:00Z', '2026-10-26T08:00:00.000Z', 'over the change to winter time'],
    ['2026-03-28T20:00:00Z', '2026-03-30T07:00:00.000Z', 'over the change to summer time'],
  ])('after %s people are there at %s (%s)', (from, opening) => {
    expect(new Date(nextOpening(vienna, at(from))!).toISOString()).toBe(opening);
  });

  test('a client that never opens has no opening', () => {
    expect(nextOpening({ ...vienna, days: {} }, at('2026-11-23T10:00:00Z'))).toBeUndefined();
  });

  test.each([
    ['2026-11-23T10:00:00Z', 60, '2026-11-23T11:00:00.000Z'],
    ['2026-11-23T16:30:00Z', 60, '2026-11-27T08:30:00.000Z'],
    ['2026-11-23T05:00:00Z', 30, '2026-11-23T08:30:00.000Z'],
  ])('%s and %d working minutes later it is %s', (from, minutes, end) => {
    expect(new Date(addWorkingMinutes(vienna, at(from), minutes)).toISOString()).toBe(end);
  });
});

describe('conditions of triggers', () => {
  const facts = (overrides: Partial<Facts> = {}): Facts => ({
    text: 'My tent caught FIRE, what now?',
    triage: makeTriage({ topic: 'tents', others: ['returns'], urgency: 'high', sentiment: 'negative' }),
    customer: { identity: 'verified', tier: 'vip', attributes: { orderValue: '950' } },
    failedTries: 2,
    channel: 'chat',
    withinHours: true,
    ...overrides,
  });
  const table: [string, Condition, boolean][] = [
    ['a topic', { topic: ['tents'] }, true],
    ['a second topic of the message', { topic: ['returns'] }, true],
    ['another topic', { topic: ['boots'] }, false],
    ['urgency reached', { urgencyAtLeast: 'normal' }, true],
    ['urgency not reached', { urgencyAtLeast: 'critical' }, false],
    ['sentiment', { sentiment: ['angry', 'negative'] }, true],
    ['complexity not reached', { complexityAtLeast: 'moderate' }, false],
    ['language', { language: ['de', 'en'] }, true],
    ['another language', { language: ['de'] }, false],
    ['tier', { tier: ['vip'] }, true],
    ['an attribute as text', { attribute: { name: 'orderValue', is: '950' } }, true],
    ['whole words, any case', { words: ['caught fire'] }, true],
    ['a word is not a part of a word', { words: ['tent caug'] }, false],
    ['a pattern', { pattern: 'fire|gas' }, true],
    ['tries', { failedTriesAtLeast: 3 }, false],
    ['attribute at least', { attribute: { name: 'orderValue', atLeast: 900 } }, true],
    ['attribute at most', { attribute: { name: 'orderValue', atMost: 900 } }, false],
    ['an attribute nobody knows', { attribute: { name: 'plan', is: 'gold' } }, false],
    ['hours', { withinHours: false }, false],
    ['channel', { channel: ['voice'] }, false],
    ['wants a person', { wantsPerson: true }, false],
    ['all', { all: [{ topic: ['tents'] }, { tier: ['vip'] }] }, true],
    ['any', { any: [{ topic: ['boots'] }, { tier: ['vip'] }] }, true],
    ['not', { not: { topic: ['boots'] } }, true],
    ['members together: all must hold', { topic: ['tents'], tier: ['gold'] }, false],
  ];
  test.each(table)('%s', (_, condition, expected) => {
    expect(holds(condition, facts())).toBe(expected);
  });

  test('a tier that the customer only claims does not count', () => {
    const customer = { identity: 'claimed' as const, tier: 'vip', attributes: {} };
    expect(holds({ tier: ['vip'] }, facts({ customer }))).toBe(false);
  });
});

describe('what is done about a turn', () => {
  const config = makeConfig({
    triggers: [
      {
        id: 'wants-person',
        when: { wantsPerson: true },
        then: 'agent',
        reason: 'Asked for a person.',
        priority: 2,
        skills: ['calm'],
      },
      { id: 'third-try', when: { failedTriesAtLeast: 3 }, then: 'agent', reason: 'Three tries failed.' },
      { id: 'legal', when: { words: ['lawyer'] }, then: 'client-team', reason: 'Legal matter.' },
      { id: 'careful', when: { topic: ['gift-cards'] }, then: 'no-ai', reason: 'Gift cards are checked.' },
    ],
  });
  const { skills, voice } = makeConfig({
    skills: { names: ['german'], languages: { de: 'german' } },
    voice: {
      greeting: 'Hello.',
      languages: [{ locale: 'en_GB', voice: 'Amy' }],
      peopleSpeak: [{ locale: 'de_DE' }],
    },
  });
  const withGerman = { ...config, skills, voice };
  const input = (overrides: Partial<DecideInput> = {}): DecideInput => ({
    text: 'How do I return boots?',
    triage: makeTriage(),
    sure: true,
    case: makeCase(),
    config,
    channel: 'chat',
    withinHours: true,
    askedForMore: false,
    ...overrides,
  });

  test.each<[string, Partial<DecideInput>, object]>([
    ['a topic the AI may answer', {}, { route: 'answer', queue: 'general', priority: 5 }],
    [
      'a topic for people',
      { triage: makeTriage({ topic: 'chargeback' }) },
      { route: 'escalate', queue: 'billing', reason: { code: 'boundary-human' } },
    ],
    [
      'several topics: the strictest boundary counts, with its queue',
      { triage: makeTriage({ topic: 'returns', others: ['sizing', 'chargeback'] }) },
      { route: 'escalate', queue: 'billing', reason: { code: 'boundary-human' } },
    ],
    [
      'several topics that the AI may answer',
      { triage: makeTriage({ topic: 'returns', others: ['delivery'] }) },
      { route: 'answer', queue: 'general' },
    ],
    [
      'a topic with drafts',
      { triage: makeTriage({ topic: 'sizing' }) },
      { route: 'draft', reason: { code: 'boundary-draft' } },
    ],
    [
      'a trigger before the boundary',
      { triage: makeTriage({ wantsPerson: true }) },
      { route: 'escalate', priority: 2, skills: ['calm'], reason: { code: 'wants-person' } },
    ],
    [
      'a trigger to the client',
      { text: 'my lawyer will call' },
      { route: 'refer', reason: { code: 'legal' } },
    ],
    [
      'a trigger that only drafts',
      { triage: makeTriage({ topic: 'gift-cards' }) },
      { route: 'draft', reason: { code: 'careful' } },
    ],
    ['urgency sets the priority', { triage: makeTriage({ urgency: 'critical' }) }, { priority: 1 }],
    [
      'unsure: asked again',
      { sure: false },
      { route: 'ask-again', failedTry: true, reason: { code: 'unsure' } },
    ],
    [
      'unsure of what may be the second part of a long message: to people, not asked again',
      { sure: false, before: 'a'.repeat(513), case: makeCase({ failedTries: 1 }) },
      { route: 'escalate', failedTry: true, reason: { code: 'unsure' } },
    ],
    [
      'unsure of a long message: asked, once',
      { sure: false, text: 'a'.repeat(1_000) },
      { route: 'ask-again' },
    ],
    [
      'unsure a second time, of short messages: asked again',
      { sure: false, before: 'a'.repeat(512), case: makeCase({ failedTries: 1 }) },
      { route: 'ask-again' },
    ],
    [
      'none of ours: asked again',
      { sure: false, triage: makeTriage({ topic: null }) },
      { route: 'ask-again', reason: { code: 'none-of-ours' } },
    ],
    [
      'a language the client does not answer in: a person who can, instead of other words',
      {
        sure: false,
        triage: makeTriage({ topic: null, language: 'de' }),
        config: makeConfig({ skills: { names: ['german'], languages: { de: 'german' }, waitSeconds: 60 } }),
      },
      { route: 'escalate', reason: { code: 'other-language' }, skills: ['german'] },
    ],
    [
      'the same where the topic is sure: an answer they can not read is none',
      { triage: makeTriage({ language: 'de' }) },
      { route: 'escalate', reason: { code: 'other-language' }, failedTry: false },
    ],
    [
      'too short to tell the language: answered',
      { triage: makeTriage({ language: 'und' }) },
      { route: 'answer' },
    ],
    [
      'on the phone the language was chosen by key',
      { sure: false, channel: 'voice', triage: makeTriage({ topic: null, language: 'de' }) },
      { route: 'ask-again' },
    ],
    [
      'by key a language that people alone speak: a person who can, whatever it looks like or however sure the topic',
      { channel: 'voice', chosen: 'de', config: withGerman, triage: makeTriage({ act: 'goodbye' }) },
      {
        route: 'escalate',
        reason: { code: 'other-language' },
        skills: ['german'],
        triage: { language: 'de' },
      },
    ],
    [
      'by key a language of the assistant: a foreign word changes nothing',
      { channel: 'voice', chosen: 'en', config: withGerman, triage: makeTriage({ language: 'de' }) },
      { route: 'answer', triage: { language: 'en' } },
    ],
    [
      'whatever brings them to people, somebody who speaks their language is looked for',
      { config: withGerman, triage: makeTriage({ language: 'de', wantsPerson: true }) },
      { route: 'escalate', reason: { code: 'wants-person' }, skills: ['german', 'calm'] },
    ],
    [
      'the third unclear turn counts itself',
      { sure: false, case: makeCase({ failedTries: 2 }) },
      { route: 'escalate', reason: { code: 'third-try' } },
    ],
    [
      'no words',
      { triage: makeTriage({ act: 'empty', topic: null }), sure: false },
      { route: 'ask-again', failedTry: true },
    ],
    [
      'a greeting',
      { triage: makeTriage({ act: 'greeting', topic: null }), sure: false },
      { route: 'small-talk', failedTry: false },
    ],
    ['goodbye', { triage: makeTriage({ act: 'goodbye', topic: null }), sure: false }, { route: 'close' }],
    ['no, nothing else', { triage: makeTriage({ act: 'no' }), askedForMore: true }, { route: 'close' }],
    ['no, that is not it', { triage: makeTriage({ act: 'no' }) }, { route: 'ask-again', failedTry: true }],
    [
      'a dialog under way',
      { case: makeCase({ dialog: { action: 'track', state: {} } }), sure: false },
      { route: 'act', action: 'track', failedTry: false },
    ],
  ])('%s', (_, overrides, expected) => {
    expect(decide(input(overrides))).toMatchObject(expected);
  });

  test('a client that wants people at once when unsure', () => {
    const strict = makeConfig({ answers: { model: { id: 'm' }, whenUnsure: 'agent' } });
    expect(decide(input({ config: strict, sure: false }))).toMatchObject({ route: 'escalate' });
  });
});
