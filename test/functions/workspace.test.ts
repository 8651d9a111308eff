import { superviseCases } from '../../functions/oversee-cases/superviseCases.ts';
import { lapseDraft } from '../../functions/lapse-draft/lapseDraft.ts';
import { offerCase } from '../../functions/offer-case/offerCase.ts';
import { aboutMe } from '../../functions/read-cases/aboutMe.ts';
import { listCases } from '../../functions/read-cases/listCases.ts';
import { createHandler as createOversight } from '../../functions/oversee-cases/handler.ts';
import { labelledOf } from '../../cli/corrections/labelled.ts';
import { readCase } from '../../functions/read-cases/readCase.ts';
import { searchKnowledge } from '../../functions/search-knowledge/searchKnowledge.ts';
import { summariseCase } from '../../functions/summarise-case/summariseCase.ts';
import { workCase, type AgentWork } from '../../functions/work-case/workCase.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import type { Article } from '../../layers/core/domain/clientConfig.ts';
import { compileKnowledge, loadKnowledge } from '../../layers/core/knowledge/index.ts';
import { makeCase, makeConfig } from '../core/makeCase.ts';
import { makeWorld, type World } from './makeWorld.ts';

const MINUTE = 60_000;
const ADA = { id: 'ada', name: 'Ada', groups: ['agents', 'queue:general'] };
const BO = { id: 'bo', name: 'Bo', groups: ['agents', 'queue:general', 'queue:billing'] };
const CY = { id: 'cy', name: 'Cy', groups: ['agents', 'queue:billing'] };
const SUE = { id: 'sue', name: 'Sue', groups: ['supervisors'] };
const REY = { id: 'rey', name: 'Rey', groups: ['reviewers'] };

type Work = { do: AgentWork['do'] } & Record<string, unknown>;
const work = (world: World, who: typeof ADA, what: Work, epoch = 2) =>
  workCase('C-TEST', { epoch, ...what } as unknown as AgentWork, who, world.work);

async function seeded(world: World, overrides: Partial<Case> = {}): Promise<void> {
  const seed = makeCase({
    state: 'waiting-for-agent',
    owner: 'provider',
    epoch: 2,
    queue: 'general',
    offeredAs: 'contact',
    topic: 'sizing',
    customer: { identity: 'claimed', email: 'jo@mail.example', attributes: {} },
    waiting: { for: 'agent', token: 'token-1' },
    ...overrides,
  });
  await world.store.create(seed);
  await world.store.saveContact({ contactId: seed.contactId, caseId: seed.caseId, channel: 'chat' });
  await world.store.addTurn({
    turnId: 'turn-1',
    caseId: seed.caseId,
    contactId: seed.contactId,
    channel: 'chat',
    at: world.now().toISOString(),
    customer: 'Which size fits me?',
    decision: {
      topic: 'sizing',
      confidence: 0.9,
      urgency: 'normal',
      sentiment: 'neutral',
      route: 'draft',
      reasons: [],
    },
  });
}
const withAda: Partial<Case> = { state: 'with-agent', agent: { id: 'ada', name: 'Ada' } };
const DRAFT = {
  text: 'Size 42 fits.',
  citations: [{ id: 'sizing#table-1', title: 'Sizes' }],
  turnId: 'turn-1',
};
const drafted = (world: World): Partial<Case> => ({
  state: 'waiting-for-approval',
  offeredAs: 'task',
  draft: DRAFT,
  dueAt: new Date(world.now().getTime() + 2 * MINUTE).toISOString(),
  waiting: { for: 'approval', token: 'token-1' },
});
const theCase = (world: World) => world.store.get('C-TEST');
const corrections = async (world: World) => (await world.corrections.list({})).items;

describe('who may see a case', () => {
  test.each([
    ['an agent of its queue', ADA, true],
    ['an agent of another queue', CY, false],
    ['who has it, whatever the queue', { ...CY, id: 'holder' }, true],
    ['a reviewer', REY, true],
    ['a supervisor', SUE, true],
    ['who has no role', { id: 'x', name: 'X', groups: ['queue:general'] }, false],
  ])('%s: %#', async (_, who, may) => {
    const world = makeWorld();
    await seeded(world, { agent: { id: 'holder', name: 'Holder' }, dueAt: world.now().toISOString() });
    expect((await readCase('C-TEST', who, world)).ok).toBe(may);
    expect((await listCases({}, who, world.store)).cases).toHaveLength(may ? 1 : 0);
    if (!may)
      expect(await work(world, who, { do: 'note', key: 'key-00001', text: 'x' })).toMatchObject({
        why: 'not-yours',
      });
  });

  test('a case that never went to people is for nobody but those who see all', async () => {
    const world = makeWorld();
    await seeded(world, { state: 'with-ai', owner: 'ai', epoch: 1, queue: undefined });
    expect(await readCase('C-TEST', BO, world)).toEqual({ ok: false, why: 'not-yours' });
    expect((await readCase('C-TEST', SUE, world)).ok).toBe(true);
  });

  test('a reviewer reads and does nothing', async () => {
    const world = makeWorld();
    await seeded(world);
    expect(await work(world, REY, { do: 'accept' })).toMatchObject({ ok: false, why: 'stale' });
    const read = await readCase('C-TEST', REY, world);
    expect(read).toMatchObject({ ok: true, file: { may: [] } });
  });
});

describe('reading a case', () => {
  test('is written down, one line a person in five minutes, and refused when it cannot be', async () => {
    const world = makeWorld();
    await seeded(world);
    await readCase('C-TEST', ADA, world);
    await readCase('C-TEST', ADA, world);
    await readCase('C-TEST', SUE, world);
    world.advance(6 * MINUTE);
    await readCase('C-TEST', ADA, world);
    await readCase('C-TEST', CY, world);
    const reads = await world.audit.ofCase('C-TEST');
    expect(reads.map(({ by }) => by.name).sort()).toEqual(['Ada', 'Ada', 'Sue']);
    const today = await world.audit.ofDay(world.now().toISOString().slice(0, 10));
    expect(today.items[0]).toEqual({
      at: world.now().toISOString(),
      caseId: 'C-TEST',
      by: { id: 'ada', name: 'Ada' },
      way: 'workspace',
    });
    const audit = { ...world.audit, read: () => Promise.reject(new Error('no table')) };
    await expect(readCase('C-TEST', ADA, { ...world, audit })).rejects.toThrow('no table');
  });

  test('tells what a person needs, and of the past only when the customer is verified', async () => {
    const world = makeWorld();
    const customer = { identity: 'verified' as const, customerId: 'K-1', attributes: {} };
    await seeded(world, { ...drafted(world), customer, reason: { code: 'boundary-draft', text: 'Why.' } });
    await world.store.create(makeCase({ caseId: 'C-OLD', customer, topic: 'returns', state: 'closed' }));
    await world.store.create(
      makeCase({ caseId: 'C-LIAR', customer: { ...customer, identity: 'claimed' }, contactId: 'c-2' }),
    );
    const read = await readCase('C-TEST', ADA, world);
    expect(read).toMatchObject({
      ok: true,
      file: {
        story: { why: 'Why.', what: expect.stringContaining('Which size') },
        deadline: { state: 'at-risk', secondsLeft: 120 },
        draft: {
          text: 'Size 42 fits.',
          question: 'Which size fits me?',
          sources: [{ title: 'Sizes' }],
          approveBy: expect.any(String),
        },
        // Only the AI had it: an agent knows that it was, no more.
        earlier: [{ caseId: 'C-OLD', topicTitle: 'Returns', mayOpen: false }],
        may: expect.arrayContaining(['accept', 'send-draft', 'reject-draft']),
      },
    });
    expect(await readCase('C-TEST', SUE, world)).toMatchObject({
      file: { earlier: [{ caseId: 'C-OLD', mayOpen: true }] },
    });
    // The summary was made before they proved who they are.
    const told = { who: 'Jo, not verified', what: 'A size.', why: 'Why.', tried: [] };
    await world.store.note('C-TEST', { story: told });
    expect(await readCase('C-TEST', SUE, world)).toMatchObject({
      file: { story: { ...told, who: expect.stringMatching(/, verified$/) } },
    });
    expect(await readCase('C-LIAR', SUE, world)).toMatchObject({ ok: true, file: { earlier: [] } });
    expect(JSON.stringify(read)).not.toContain('token-1');
  });

  test('says who one is and what the client has', () => {
    const world = makeWorld({
      config: makeConfig({
        checklist: [{ id: 'looked-up', text: 'Looked up' }],
        wrapUpCodes: [{ id: 'solved', title: 'Solved' }],
      }),
    });
    expect(aboutMe(ADA, world.release)).toMatchObject({
      roles: ['agents'],
      queues: [
        { id: 'general', mine: true },
        { id: 'billing', mine: false },
      ],
      checklist: [{ id: 'looked-up', text: 'Looked up' }],
      wrapUpCodes: [{ id: 'solved', title: 'Solved' }],
    });
  });
});

describe('a draft that waits for approval', () => {
  test('is sent as it is, with its sources, and the AI has the case again', async () => {
    const world = makeWorld();
    await seeded(world, drafted(world));
    const sent = await work(world, ADA, { do: 'send-draft', key: 'key-00001' });
    expect(sent).toMatchObject({ ok: true, case: { state: 'with-ai', epoch: 3 } });
    expect(world.sent.chat).toMatchObject([{ text: 'Size 42 fits.', name: 'Ada' }]);
    const said = (await world.store.turns('C-TEST')).find(({ reply }) => reply)!.reply;
    expect(said).toMatchObject({ by: 'agent', draft: 'as-is', citations: [{ title: 'Sizes' }] });
    expect(world.sent.woken.at(-1)!.output).toMatchObject({ outcome: 'sent' });
    expect(await corrections(world)).toEqual([]);
    expect((await theCase(world))!.draft).toBeUndefined();
  });

  test('is edited, and the difference kept once', async () => {
    const world = makeWorld();
    await seeded(world, drafted(world));
    const edit = { do: 'send-draft', key: 'key-00001', text: 'Size 43 fits.', reason: 'runs small' } as const;
    await work(world, ADA, { ...edit, then: 'keep' });
    expect(await theCase(world)).toMatchObject({ state: 'with-agent', agent: { id: 'ada' } });
    expect(await corrections(world)).toMatchObject([
      {
        kind: 'draft-edited',
        question: 'Which size fits me?',
        topic: 'sizing',
        before: 'Size 42 fits.',
        after: 'Size 43 fits.',
        reason: 'runs small',
        by: 'agent:ada',
      },
    ]);
  });

  test('is refused with why; the case is then the agent’s, and a colleague can do nothing', async () => {
    const world = makeWorld();
    await seeded(world, drafted(world));
    await work(world, ADA, { do: 'reject-draft', reason: 'wrong table' });
    expect(await theCase(world)).toMatchObject({ state: 'with-agent', epoch: 2, agent: { id: 'ada' } });
    expect(world.sent.chat).toEqual([]);
    expect(await corrections(world)).toMatchObject([{ kind: 'draft-rejected', reason: 'wrong table' }]);
    expect(world.sent.woken).toMatchObject([{ output: { outcome: 'taken' } }]);
    for (const what of ['send-draft', 'reply', 'accept'] as const)
      expect(await work(world, BO, { do: what, key: 'key-00002', text: 'x' })).toMatchObject({
        ok: false,
        why: 'stale',
        current: { agent: { name: 'Ada' } },
      });
  });

  test('lapses once: the case goes the normal way and the customer is told, once', async () => {
    const world = makeWorld();
    await seeded(world, drafted(world));
    expect(
      await summariseCase(
        { caseId: 'C-TEST', execution: 'e' },
        { ...world, release: world.release as never },
      ),
    ).toMatchObject({ approvalSeconds: 120 });
    await lapseDraft({ caseId: 'C-TEST' }, world.work);
    await lapseDraft({ caseId: 'C-TEST' }, world.work);
    expect(await theCase(world)).toMatchObject({ state: 'waiting-for-agent', epoch: 2, draft: DRAFT });
    expect(world.sent.chat).toMatchObject([{ text: expect.stringContaining('a colleague will answer') }]);
    // Who sends it now has the case: it was not their turn any more to send it for the AI.
    await work(world, ADA, { do: 'accept' });
    await work(world, ADA, { do: 'send-draft', key: 'key-00001' });
    expect(await theCase(world)).toMatchObject({ state: 'with-agent' });
  });

  test('that was taken in time does not lapse', async () => {
    const world = makeWorld();
    await seeded(world, drafted(world));
    await work(world, ADA, { do: 'reject-draft', reason: 'no' });
    expect(await lapseDraft({ caseId: 'C-TEST' }, world.work)).toMatchObject({ owner: 'provider' });
    expect(await theCase(world)).toMatchObject({ state: 'with-agent' });
    expect(world.sent.chat).toEqual([]);
  });

  test('is put before the agents as a task', async () => {
    const world = makeWorld();
    await seeded(world, drafted(world));
    await offerCase({ caseId: 'C-TEST', taskToken: 'new', waitsFor: 'approval' }, world.work);
    expect(world.sent.tasks).toEqual(['task-C-TEST-2']);
    expect((await theCase(world))!.waiting).toEqual({ for: 'approval', token: 'new' });
  });
});

describe('passing a case on', () => {
  test('to another queue: who had it is refused, the workflow offers it anew, its agents see it', async () => {
    const world = makeWorld();
    await seeded(world, withAda);
    expect(await work(world, ADA, { do: 'transfer', queue: 'billing', note: 'An invoice.' })).toMatchObject({
      ok: true,
      case: { state: 'waiting-for-agent', epoch: 3, queue: 'billing', offeredAs: 'contact' },
    });
    expect(world.sent.woken).toMatchObject([{ output: { outcome: 'offer-again' } }]);
    for (const epoch of [2, 3])
      expect(await work(world, ADA, { do: 'reply', key: 'key-00001', text: 'x' }, epoch)).toMatchObject({
        ok: false,
      });
    expect(world.sent.chat).toEqual([]);
    expect(await work(world, CY, { do: 'accept' }, 3)).toMatchObject({ ok: true });
  });

  test('to an agent with a skill, in the same queue too; a skill that nobody knows is refused', async () => {
    const skills = { names: ['german', 'gear-safety'], languages: {}, waitSeconds: 60 };
    const world = makeWorld({ config: makeConfig({ skills }) });
    await seeded(world, withAda);
    expect(await work(world, ADA, { do: 'transfer', queue: 'general', skills: ['latin'] })).toMatchObject({
      code: 'unknown-skill',
      message: 'There is no skill latin; there are german, gear-safety.',
    });
    expect(await work(world, ADA, { do: 'transfer', queue: 'general', skills: ['german'] })).toMatchObject({
      ok: true,
      case: { state: 'waiting-for-agent', queue: 'general', skills: ['german'] },
    });
  });

  test('is refused for a queue that does not exist, and releases go back to their own', async () => {
    const world = makeWorld();
    await seeded(world, withAda);
    expect(await work(world, ADA, { do: 'transfer', queue: 'nowhere' })).toMatchObject({
      code: 'unknown-queue',
    });
    expect(await work(world, BO, { do: 'release' })).toMatchObject({ why: 'stale' });
    await work(world, ADA, { do: 'release', reason: 'no idea' });
    expect(await theCase(world)).toMatchObject({ state: 'waiting-for-agent', queue: 'general', epoch: 3 });
    expect((await theCase(world))!.agent).toBeUndefined();
  });

  test('a supervisor gives it to an agent who is there, and to nobody else', async () => {
    const world = makeWorld();
    await seeded(world, withAda);
    expect(await work(world, SUE, { do: 'assign', agent: 'bo' })).toMatchObject({ code: 'unknown-agent' });
    await world.presence.seen({ id: 'bo', name: 'Bo', queues: ['general'] });
    expect(await work(world, ADA, { do: 'assign', agent: 'bo' })).toMatchObject({ why: 'stale' });
    expect(await work(world, SUE, { do: 'assign', agent: 'bo' })).toMatchObject({
      case: { state: 'with-agent', epoch: 3, agent: { id: 'bo', name: 'Bo' } },
    });
    expect(await work(world, ADA, { do: 'reply', key: 'key-00001', text: 'x' })).toMatchObject({
      why: 'stale',
      current: { agent: { name: 'Bo' } },
    });
    expect(await work(world, BO, { do: 'reply', key: 'key-00001', text: 'Hello' }, 3)).toMatchObject({
      ok: true,
    });
  });

  test('a supervisor raises it in its queue, in Connect too', async () => {
    const world = makeWorld();
    await seeded(world);
    await world.store.moveContact('contact-1', 'contact-1b');
    await work(world, SUE, { do: 'priority', priority: 1 });
    expect((await theCase(world))!.priority).toBe(1);
    expect(world.sent.priorities).toEqual(['contact-1b:1']);
  });
});

describe('what agents write down', () => {
  test('notes are kept once and are no words to the customer', async () => {
    const world = makeWorld();
    await seeded(world, withAda);
    for (let times = 0; times < 2; times++)
      await work(world, ADA, { do: 'note', key: 'key-00001', text: 'Called the shop.' });
    const notes = (await world.store.events('C-TEST')).filter(({ kind }) => kind === 'note');
    expect(notes).toMatchObject([{ by: 'agent:ada', detail: { text: 'Called the shop.' } }]);
    expect(world.sent.chat).toEqual([]);
  });

  test('the right triage is a correction each, and shortens the wait', async () => {
    const world = makeWorld();
    await seeded(world, { dueAt: new Date(world.now().getTime() + 30 * MINUTE).toISOString() });
    expect(await work(world, ADA, { do: 'triage', topic: 'nothing' })).toMatchObject({
      code: 'unknown-topic',
    });
    await work(world, ADA, { do: 'triage', topic: 'returns', urgency: 'critical' });
    expect(await theCase(world)).toMatchObject({
      topic: 'returns',
      urgency: 'critical',
      dueAt: new Date(world.now().getTime() + 5 * MINUTE).toISOString(),
    });
    expect(world.sent.woken).toMatchObject([{ output: { outcome: 'offer-again', agentSeconds: 300 } }]);
    expect((await corrections(world)).map(({ kind, before, after }) => [kind, before, after])).toEqual(
      expect.arrayContaining([
        ['topic-corrected', 'sizing', 'returns'],
        ['urgency-corrected', 'normal', 'critical'],
      ]),
    );
  });

  test('a corrected topic teaches once a reviewer says so, and nobody else may; the last verdict counts', async () => {
    const world = makeWorld();
    await seeded(world);
    await work(world, ADA, { do: 'triage', topic: 'returns' });
    const call = async (verdict: string, groups: string, id = 'C-TEST:topic-corrected:returns') => {
      const { statusCode } = await createOversight(async () => world as never)({
        routeKey: `POST /corrections/{id}/${verdict}`,
        pathParameters: { id },
        requestContext: {
          authorizer: { jwt: { claims: { sub: 'rey', name: 'Rey', 'cognito:groups': groups } } },
        },
      } as never);
      return statusCode;
    };
    expect(await call('approve', '[agents supervisors]')).toBe(403);
    expect(await call('approve', '[reviewers]', 'C-NONE:topic-corrected:x')).toBe(404);
    expect((await corrections(world))[0]!.review).toBeUndefined();
    const verdicts = [];
    for (const verdict of ['refuse', 'approve']) {
      expect(await call(verdict, '[reviewers]')).toBe(200);
      verdicts.push((await corrections(world))[0]!.review);
    }
    expect(verdicts).toMatchObject([{ verdict: 'refused', by: 'rey' }, { verdict: 'approved' }]);
    expect(labelledOf(await corrections(world), [], new Set(['returns']))).toEqual({
      examples: [{ text: 'Which size fits me?', topic: 'returns' }],
      unknown: [],
    });
  });

  test('a hand-over needs the whole protocol of the case’s topic', async () => {
    const config = makeConfig({
      checklist: [
        { id: 'looked-up', text: 'Looked up' },
        { id: 'photos-there', text: 'Photos', topics: ['sizing'] },
        { id: 'ledger-read', text: 'Ledger', topics: ['chargeback'] },
      ],
    });
    const world = makeWorld({ config });
    await seeded(world, withAda);
    const handOff = { do: 'hand-off', ask: 'May we?' } as const;
    expect(await work(world, ADA, { ...handOff, checklist: ['looked-up'] })).toMatchObject({
      code: 'checklist',
      more: { missing: [{ id: 'photos-there', text: 'Photos' }] },
    });
    expect((await theCase(world))!.state).toBe('with-agent');
    expect(await work(world, ADA, { ...handOff, checklist: ['looked-up', 'photos-there'] })).toMatchObject({
      case: { state: 'with-client' },
    });
  });

  test('wrap-up codes are the client’s', async () => {
    const world = makeWorld({ config: makeConfig({ wrapUpCodes: [{ id: 'solved', title: 'Solved' }] }) });
    await seeded(world, withAda);
    expect(await work(world, ADA, { do: 'resolve', how: 'x', wrapUp: 'other' })).toMatchObject({
      code: 'unknown-wrap-up',
    });
    await work(world, ADA, { do: 'resolve', how: 'x', wrapUp: 'solved' });
    expect(await theCase(world)).toMatchObject({ state: 'closed', wrapUp: 'solved' });
  });
});

describe('an action that an agent runs', () => {
  const config = makeConfig({
    service: { url: 'https://service.example' },
    actions: [
      {
        id: 'cancel-order',
        title: 'Cancel',
        topics: ['returns'],
        identity: 'verified',
        inputs: { order: { ask: 'Which order?', pattern: '^\\d{4}$' } },
        confirm: 'Shall I cancel {order}?',
        identify: {
          url: '{service}/orders/{order}',
          emailField: 'email',
          customerIdField: 'customerId',
        },
        request: { method: 'POST', url: '{service}/orders/{order}/cancellation' },
        receipt: 'Order {order} is {status}.',
        notFound: 'There is no such order.',
      },
    ],
  });
  const act = (world: World, more: object = {}) =>
    work(world, ADA, { do: 'action', action: 'cancel-order', inputs: {}, confirmed: false, ...more });

  test('asks for what is missing, the code, the yes; then there is a receipt, once', async () => {
    const world = makeWorld({ config });
    await seeded(world, withAda);
    expect(await act(world)).toMatchObject({ action: { step: 'input', name: 'order', ask: 'Which order?' } });
    expect(await act(world, { inputs: { order: '1001' } })).toMatchObject({
      action: { step: 'code', sentTo: 'j•••@mail.example', wrong: false },
    });
    const code = /\d{6}/.exec(world.sent.mails[0]!.text)![0];
    expect(await act(world, { code: code === '111111' ? '222222' : '111111' })).toMatchObject({
      action: { step: 'code', wrong: true },
    });
    expect(await act(world, { code })).toMatchObject({ action: { step: 'confirm' } });
    expect(world.sent.requests.filter(request => request.startsWith('POST'))).toEqual([]);
    const done = await act(world, { confirmed: true });
    expect(done).toMatchObject({
      case: { customer: { identity: 'verified', customerId: 'K-1' } },
      action: { step: 'done', receipt: { text: 'Order 1001 is cancelled.' } },
    });
    await act(world, { inputs: { order: '1001' }, confirmed: true });
    expect(world.sent.requests.filter(request => request.startsWith('POST'))).toHaveLength(1);
    expect(await world.store.receipts('C-TEST')).toHaveLength(1);
  });

  test('tells nothing of orders that are not there, and is for who has the case', async () => {
    const world = makeWorld({ config });
    await seeded(world, withAda);
    expect(await act(world, { inputs: { order: '9999' } })).toMatchObject({
      action: { step: 'not-found', text: 'There is no such order.' },
    });
    expect(await act(world, { action: 'none' })).toMatchObject({ code: 'unknown-action' });
    expect(
      await work(world, BO, { do: 'action', action: 'cancel-order', inputs: {}, confirmed: false }),
    ).toMatchObject({ why: 'stale' });
  });
});

test('supervision counts who waits and who works', async () => {
  const world = makeWorld();
  const due = (minutes: number) => new Date(world.now().getTime() + minutes * MINUTE).toISOString();
  const provider = { owner: 'provider' as const, queue: 'general', epoch: 2 };
  const cases: Partial<Case>[] = [
    { ...provider, state: 'waiting-for-agent', dueAt: due(20), waitingSince: due(-12) },
    { ...provider, state: 'waiting-for-agent', dueAt: due(5), waitingSince: due(-3) },
    { ...provider, state: 'waiting-for-approval', dueAt: due(2), waitingSince: due(-1) },
    { ...provider, ...withAda, dueAt: due(-1) },
    { ...provider, queue: 'billing', state: 'with-client', owner: 'client', dueAt: due(600) },
    { state: 'with-ai', owner: 'ai', dueAt: due(1) },
  ];
  for (const [n, overrides] of cases.entries())
    await world.store.create(makeCase({ caseId: `C-${n}`, ...overrides }));
  await world.presence.seen({ id: 'bo', name: 'Bo', queues: ['general'] });
  expect(await superviseCases(world)).toMatchObject({
    queues: [
      {
        id: 'general',
        waiting: 2,
        longestWaitSeconds: 720,
        drafts: 1,
        withAgents: 1,
        withClient: 0,
        atRisk: 3,
      },
      { id: 'billing', waiting: 0, longestWaitSeconds: 0, withClient: 1, atRisk: 0 },
    ],
    agents: [
      { name: 'Ada', cases: [{ caseId: 'C-3', deadline: { state: 'missed' } }] },
      { name: 'Bo', cases: [] },
    ],
    atRisk: [{ caseId: 'C-3' }, { caseId: 'C-2' }, { caseId: 'C-1' }],
    partial: false,
  });
});

test('agents find articles for customers and for agents, marked, and none that has expired', () => {
  const article = (more: Partial<Article>): Article => ({
    id: 'a',
    title: 'Gift cards',
    topics: ['gift-card'],
    audience: 'customer',
    language: 'en',
    body: 'A gift card is valid for five years.',
    ...more,
  });
  const { bytes } = compileKnowledge([
    article({ id: 'gift-cards' }),
    article({ id: 'agent-gift-cards', audience: 'agent', body: 'Lost gift cards are replaced once.' }),
    article({ id: 'old-gift-cards', validUntil: '2026-11-24', body: 'A gift card is valid for two years.' }),
  ]);
  const index = loadKnowledge(bytes);
  const config = makeConfig({ hours: { ...makeConfig().hours, timeZone: 'Europe/Vienna' } });
  const { results } = searchKnowledge(
    { q: 'gift card' },
    // In Vienna it is the 25th already.
    { release: { knowledge: () => index, config }, now: () => new Date('2026-11-24T23:30:00Z') },
  );
  expect(results.map(({ id, audience }) => [id.split('#')[0], audience]).sort()).toEqual([
    ['agent-gift-cards', 'agent'],
    ['gift-cards', 'customer'],
  ]);
});
