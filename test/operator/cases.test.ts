import { closeCase, reassignCase, retryCase, type Operating } from '../../cli/case/operate.ts';
import { demandEpoch } from '../../cli/case/oneCase.ts';
import { whyStuck } from '../../cli/case/findCases.ts';
import { tellStory } from '../../cli/case/story.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import { makeCase, NOW } from '../core/makeCase.ts';
import { makeWorld } from '../functions/makeWorld.ts';

const WITH_AGENTS = {
  state: 'waiting-for-agent',
  owner: 'provider',
  epoch: 2,
  queue: 'general',
  dueAt: NOW.toISOString(),
} as const;

async function worldWith(overrides: Partial<Case>) {
  const world = makeWorld();
  await world.store.create(makeCase({ ...WITH_AGENTS, ...overrides }));
  const deps: Operating = {
    store: world.store,
    workflows: world.work.workflows,
    contacts: world.contacts,
    now: world.now,
    escalationArn: 'arn:aws:states:x:0:stateMachine:escalation',
    config: world.config,
    agents: () => world.presence.list(),
  };
  const current = async () => (await world.store.get('C-TEST'))!;
  const byOperator = async () =>
    (await world.store.events('C-TEST')).filter(({ by }) => by === 'operator').map(({ kind }) => kind);
  return { ...world, ...world.sent, deps, current, byOperator };
}

test('a dead workflow is started anew, a running one is left alone', async () => {
  const { deps, current, started, running, byOperator } = await worldWith({ execution: 'C-TEST-2' });
  running.add('C-TEST-2');
  expect(await retryCase(await current(), deps)).toBe('left');
  running.delete('C-TEST-2');
  expect(await retryCase(await current(), deps)).toBe('restarted');
  expect(started).toEqual([expect.stringMatching(/^C-TEST-2-\d+$/)]);
  expect((await current()).execution).toBe(started[0]);
  expect(await byOperator()).toEqual(expect.arrayContaining(['retried', 'workflow-restarted']));
});

test('what no workflow looks after is refused by name', async () => {
  const { deps, current, started } = await worldWith({ state: 'closed', owner: 'nobody' });
  await expect(retryCase(await current(), deps)).rejects.toThrow(/C-TEST is closed: no workflow/);
  expect(started).toEqual([]);
});

test('a case goes to another queue or to an agent at work, and the one before can no longer speak', async () => {
  const { deps, current, config, presence, woken, byOperator } = await worldWith({
    waiting: { for: 'agent', token: 'T' },
  });
  const [queue] = config.queues.map(({ id }) => id);
  await expect(reassignCase(await current(), { queue: 'nowhere' }, deps)).rejects.toThrow(
    new RegExp(`there is no queue nowhere; there are ${queue}`),
  );
  const moved = await reassignCase(await current(), { queue: queue! }, deps);
  expect(moved).toMatchObject({ state: 'waiting-for-agent', queue, epoch: 3 });
  expect(woken).toEqual([{ token: 'T', output: expect.objectContaining({ outcome: 'offer-again' }) }]);
  await expect(reassignCase(moved, { agent: 'ada' }, deps)).rejects.toThrow(/ada is not at work/);
  await presence.seen({ id: 'ada', name: 'Ada', queues: [queue!] });
  expect(await reassignCase(moved, { agent: 'ada' }, deps)).toMatchObject({
    state: 'with-agent',
    agent: { id: 'ada' },
    epoch: 4,
  });
  expect(await byOperator()).toEqual(['requeue', 'assign']);
});

const TASK = { task: 'task-C-TEST-2', taskEpoch: 2, offeredAs: 'task' } as const;

test('to another queue or an agent, the task made for the old wait rings no more', async () => {
  for (const to of [{ queue: 'billing' }, { agent: 'ada' }]) {
    const { deps, current, presence, withdrawn } = await worldWith(TASK);
    await presence.seen({ id: 'ada', name: 'Ada', queues: ['general'] });
    await reassignCase(await current(), to, deps);
    expect(withdrawn).toEqual(['task-C-TEST-2']);
    expect((await current()).task).toBeUndefined();
  }
});

test('what is closed rings for nobody: not as a task, not as the contact in the queue', async () => {
  const asTask = await worldWith({ ...TASK, contactOpen: false });
  await closeCase(await asTask.current(), 'a test', asTask.deps);
  expect(asTask.withdrawn).toEqual(['task-C-TEST-2']);

  const asContact = await worldWith({ offeredAs: 'contact' });
  const { contactId } = await asContact.current();
  await asContact.store.saveContact({ contactId, caseId: 'C-TEST', channel: 'chat', currentId: 'next' });
  await closeCase(await asContact.current(), 'a test', asContact.deps, { force: true });
  expect(asContact.withdrawn).toEqual(['next']);
});

test('who talks to an agent or to the AI is not cut off by a closing', async () => {
  for (const state of ['with-agent', 'with-ai'] as const) {
    const { deps, current, withdrawn } = await worldWith({ state, offeredAs: 'contact' });
    await closeCase(await current(), 'a test', deps, { force: true });
    expect(withdrawn).toEqual([]);
  }
});

test('a stale view changes nothing', async () => {
  const { deps, current, store, byOperator } = await worldWith({ contactOpen: false });
  const seen = await current();
  expect(() => demandEpoch(seen, '1')).toThrow(/moved on: epoch 2 \(waiting-for-agent\), not 1/);
  await store.transition('accept', seen, 'agent:ada', { agent: { id: 'ada', name: 'Ada' } });
  await store.transition('requeue', await current(), 'agent:ada');
  await expect(closeCase(seen, 'a test', deps)).rejects.toThrow(/has moved on meanwhile/);
  expect((await current()).state).toBe('waiting-for-agent');
  expect(await byOperator()).toEqual([]);
});

test('nothing is moved while words are on their way', async () => {
  const { deps, current, store } = await worldWith({ contactOpen: false });
  await store.beginSpeech(await current(), ['waiting-for-agent'], 'words');
  await expect(closeCase(await current(), 'a test', deps)).rejects.toThrow(/on their way/);
});

test.each(['waiting-for-agent', 'with-agent', 'with-client', 'with-ai'] as const)(
  'a case that is %s is closed once, and a customer who is still there only by force',
  async state => {
    const owner = state === 'with-ai' ? 'ai' : state === 'with-client' ? 'client' : 'provider';
    const { deps, current, byOperator } = await worldWith({ state, owner });
    await expect(closeCase(await current(), 'settled by phone', deps)).rejects.toThrow(
      /still in the contact/,
    );
    const closed = await closeCase(await current(), 'settled by phone', deps, { force: true });
    expect(closed).toMatchObject({ state: 'closed', closedAs: 'closed-by-operator' });
    expect(closed.dueAt).toBeUndefined();
    await expect(closeCase(closed, 'again', deps, { force: true })).rejects.toThrow(/is closed: abandon/);
    expect(await byOperator()).toHaveLength(1);
  },
);

test.each([
  [{ dueAt: '2026-11-24T09:45:00Z', execution: 'E' }, 'past its deadline'],
  [{ dueAt: '2026-11-24T10:45:00Z' }, 'no workflow'],
  [{ dueAt: undefined }, 'has no deadline'],
  [{ dueAt: '2026-11-24T10:45:00Z', execution: 'E' }, undefined],
  [{ dueAt: '2026-11-24T08:00:00Z', state: 'closed' as const }, undefined],
])('stuck: %j → %s', (overrides, why) => {
  expect(whyStuck(makeCase({ ...WITH_AGENTS, ...overrides }), NOW)).toBe(why);
});

test('a story tells who wrote what only when asked', () => {
  const at = NOW.toISOString();
  const story = {
    case: makeCase({
      customer: { identity: 'claimed', name: 'Jo Doe', email: 'jo@mail.example', attributes: {} },
      agent: { id: 'ada', name: 'Ada Byron' },
      reason: { code: 'angry', text: 'Jo swore' },
    }),
    turns: [
      {
        turnId: 't',
        caseId: 'C-TEST',
        contactId: 'c',
        channel: 'chat' as const,
        at,
        customer: 'I am Jo Doe',
        decision: {
          topic: 'returns',
          confidence: 0.9,
          urgency: 'normal' as const,
          sentiment: 'neutral' as const,
          route: 'people',
          reasons: ['says "Jo Doe"'],
        },
        reply: {
          text: 'Hello Jo Doe',
          by: 'ai' as const,
          at,
          via: 'bot' as const,
          citations: [{ id: 'A', title: 'Jo' }],
        },
      },
    ],
    events: [
      {
        eventId: 'e',
        caseId: 'C-TEST',
        at,
        kind: 'hand-off',
        by: 'agent:ada',
        owner: 'client' as const,
        epoch: 2,
        detail: { ask: 'Call Jo Doe', queue: 'general' },
      },
    ],
    receipts: [{ id: 'R-1', action: 'cancel', text: 'Cancelled for Jo Doe', at }],
    mails: [],
    reads: 2,
  };
  const bare = tellStory(story, false).join('\n');
  expect(bare).not.toMatch(/Jo|Byron|mail\.example/);
  expect(bare).toMatch(/decided people: returns 0\.90, normal/);
  expect(bare).toMatch(/hand-off by agent:ada, owner client, epoch 2 ask=\[…\] queue="general"/);
  expect(bare).toMatch(/rests on A/);
  const full = tellStory(story, true).join('\n');
  expect(full).toMatch(/I am Jo Doe/);
  expect(full).toMatch(/jo@mail\.example/);
});
