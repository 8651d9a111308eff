import { globSync, readFileSync } from 'node:fs';
import { TRANSITIONS } from '../../layers/core/domain/transitions.ts';
import { eventLine, isTold, type Names } from '../../web/agent/notes/eventLine.ts';

const NAMES: Names = {
  queues: [{ id: 'billing', name: 'Billing', mine: true }],
  topics: [
    { id: 'refunds', title: 'Refunds' },
    { id: 'returns', title: 'Returning an item' },
  ],
  wrapUpCodes: [{ id: 'goodwill', title: 'Goodwill granted' }],
  actions: [{ id: 'track-order', title: 'Track an order', topics: [], identity: 'verified', inputs: [] }],
  clientTeam: 'Larchfield service desk',
};

test.each([
  ['note', 'agent:1', { text: 'Calm' }, 'Calm'],
  [
    'escalate',
    'ai',
    { reason: 'angry', why: 'The customer is angry.' },
    'The AI brought in the agents: The customer is angry.',
  ],
  ['accept', 'agent:1', { agent: 'Ada' }, 'Ada took the case.'],
  ['accept', 'agent:1', {}, 'An agent took the case.'],
  [
    'requeue',
    'agent:1',
    { to: 'billing', note: 'An invoice' },
    'An agent passed the case on to the queue Billing: An invoice.',
  ],
  ['requeue', 'agent:1', { released: true }, 'An agent gave the case back to its queue.'],
  [
    'assign',
    'agent:2',
    { agent: 'Bo', from: 'Ada' },
    'A supervisor gave the case to Bo, who takes it over from Ada.',
  ],
  ['hand-off', 'agent:1', { ask: 'Refund?' }, 'An agent asked Larchfield service desk: Refund?'],
  [
    'return',
    'system',
    { why: 'no-answer' },
    'Larchfield service desk did not answer in time: the case waits for an agent.',
  ],
  [
    'resolve',
    'agent:1',
    { closedAs: 'resolved-by-agent', how: 'Told the price' },
    'An agent resolved the case: Told the price.',
  ],
  ['resolve', 'operator', { closedAs: 'later-than-this-page' }, 'The case was closed.'],
  [
    'triage-corrected',
    'agent:1',
    { topic: { before: null, after: 'returns' } },
    'An agent corrected the topic from none to Returning an item.',
  ],
  [
    'triage-corrected',
    'agent:1',
    { topic: { before: 'refunds', after: 'gone' }, urgency: { before: 'low', after: 'high' } },
    'An agent corrected the topic from Refunds to gone and the urgency from low to high.',
  ],
  ['action-run', 'agent:1', { action: 'track-order', receipt: 'R-1' }, 'An agent ran “Track an order”.'],
  ['wrapped-up', 'agent:1', { code: 'goodwill' }, 'An agent chose the wrap-up code “Goodwill granted”.'],
  [
    'draft-sent',
    'agent:1',
    { edited: true, reason: 'Shorter' },
    'An agent sent the AI’s draft with changes: Shorter.',
  ],
  ['client-reminded', 'system', { contact: 'Ines Larch', reminded: 1 }, 'Ines Larch was reminded.'],
  [
    'survey-answered',
    'customer',
    { recommend: 9 },
    'The customer answered the survey, would recommend 9 of 10.',
  ],
  ['deadline-missed', 'system', { times: 2 }, 'The agents’ deadline was missed, for the 2. time.'],
  ['something-new', 'system', { why: 'nobody knows' }, 'something new: nobody knows.'],
])('%s by %s is told in a sentence', (kind, by, detail, line) => {
  expect(eventLine({ kind, by, detail }, NAMES)).toBe(line);
});

/** Kinds that are written out where events are made. */
function kindsInCode(): string[] {
  const files = globSync(['layers/core/**/*.ts', 'functions/**/*.ts', 'cli/case/*.ts']);
  const texts = files.map(file => readFileSync(file, 'utf8'));
  return texts.flatMap(text => [
    ...[...text.matchAll(/store\.event\(\s*(?:\{[^}]*\}|[\w.]+),[^,'`]*'([a-z-]+)'/g)].map(
      ([, kind]) => kind!,
    ),
    ...[...text.matchAll(/noteOnCase\(claim, incoming, '([a-z-]+)'/g)].map(([, kind]) => kind!),
  ]);
}

test('every kind of event that the code writes has its sentence', () => {
  const kinds = [...new Set([...kindsInCode(), ...Object.keys(TRANSITIONS)])];
  expect(kinds.length).toBeGreaterThan(45);
  expect(kinds.filter(kind => !isTold(kind))).toEqual([]);
});
