import { answerHandoff, readHandoff } from '../../functions/answer-handoff/answerHandoff.ts';
import { closeCase } from '../../functions/close-case/closeCase.ts';
import { deliverAnswer } from '../../functions/deliver-answer/deliverAnswer.ts';
import { followContact } from '../../functions/follow-contact/followContact.ts';
import { handOffCase } from '../../functions/hand-off-case/handOffCase.ts';
import { offerCase } from '../../functions/offer-case/offerCase.ts';
import { raiseCase } from '../../functions/raise-case/raiseCase.ts';
import { listCases } from '../../functions/read-cases/listCases.ts';
import { readCase } from '../../functions/read-cases/readCase.ts';
import { recordMessage } from '../../functions/record-message/recordMessage.ts';
import { remindClient } from '../../functions/remind-client/remindClient.ts';
import { returnCase } from '../../functions/return-case/returnCase.ts';
import { routeContact } from '../../functions/route-contact/routeContact.ts';
import { sendSurvey } from '../../functions/send-survey/sendSurvey.ts';
import { summariseCase } from '../../functions/summarise-case/summariseCase.ts';
import { sweepCases } from '../../functions/sweep-cases/sweepCases.ts';
import { takeSurvey } from '../../functions/take-survey/takeSurvey.ts';
import { workCase, type AgentWork } from '../../functions/work-case/workCase.ts';
import type { Case, Reply } from '../../layers/core/domain/case.ts';
import { makeCase, makeConfig, STRANGER } from '../core/makeCase.ts';
import { makeWorld, type World } from './makeWorld.ts';

const MINUTE = 60_000;
const ADA = { id: 'ada', name: 'Ada' };
const BO = { id: 'bo', name: 'Bo' };
const AGENTS = ['agents', 'queue:general'];
const OVERDUE = '2026-11-24T00:00:00.000Z';
const said = (reply: Partial<Reply>): Reply => ({
  text: 'x',
  by: 'ai',
  at: OVERDUE,
  via: 'email',
  ...reply,
});

/** A case in the given state, with its contact. */
async function seeded(world: World, overrides: Partial<Case> = {}): Promise<Case> {
  const seed = makeCase({
    customer: { identity: 'claimed', email: 'jo@mail.example', attributes: {} },
    ...overrides,
  });
  await world.store.create(seed);
  await world.store.saveContact({ contactId: seed.contactId, caseId: seed.caseId, channel: 'chat' });
  return (await world.store.get(seed.caseId))!;
}
const waiting = (more: Partial<Case> = {}): Partial<Case> => ({
  state: 'waiting-for-agent',
  owner: 'provider',
  epoch: 2,
  offeredAs: 'contact',
  queue: 'general',
  reason: { code: 'wants-person', text: 'Asked for a person.' },
  waiting: { for: 'agent', token: 'token-1' },
  ...more,
});
const withAda = (more: Partial<Case> = {}) => waiting({ state: 'with-agent', agent: ADA, ...more });
const withClient = (more: Partial<Case> = {}): Partial<Case> => ({
  state: 'with-client',
  owner: 'client',
  epoch: 3,
  ask: 'May we refund?',
  waiting: { for: 'client', token: 'token-2' },
  ...more,
});
type Work = { do: AgentWork['do'] } & Record<string, unknown>;
const work = (world: World, what: Work, epoch = 2, agent = ADA) =>
  workCase(
    'C-TEST',
    { epoch, checklist: [], ...what } as unknown as AgentWork,
    { ...agent, groups: AGENTS },
    world.work,
  );
const tokenOf = async (world: World, epoch = 3) =>
  (await world.links.handoff('C-TEST', epoch, 7)).split('/').at(-1)!;

describe('an agent', () => {
  test('accepts once; a colleague is refused and told who has it', async () => {
    const world = makeWorld();
    await seeded(world, waiting());
    expect(await work(world, { do: 'accept' })).toMatchObject({
      ok: true,
      case: { state: 'with-agent', agent: ADA },
    });
    expect(await work(world, { do: 'accept' })).toMatchObject({ ok: true });
    expect(await work(world, { do: 'accept' }, 2, BO)).toMatchObject({
      ok: false,
      why: 'stale',
      current: { agent: ADA },
    });
  });

  test('answers in the chat, once per key, through one participant', async () => {
    const world = makeWorld();
    await seeded(world, withAda());
    const reply = { do: 'reply', key: 'key-00001', text: 'I can help.' } as const;
    await work(world, reply);
    await work(world, reply);
    await work(world, { ...reply, key: 'key-00002', text: 'Done.' });
    expect(world.sent.chat.map(({ text }) => text)).toEqual(['I can help.', 'Done.']);
    expect((await world.store.getContact('contact-1'))!.connectionToken).toBe('connection-contact-1');
  });

  test('answers in the contact the chat goes on in, by the connection it has', async () => {
    const world = makeWorld();
    await seeded(world, withAda());
    await work(world, { do: 'reply', key: 'key-00001', text: 'One.' });
    await world.store.moveContact('contact-1', 'contact-1b');
    await work(world, { do: 'reply', key: 'key-00002', text: 'Two.' });
    expect(world.sent.chat.map(({ contactId }) => contactId)).toEqual(['contact-1', 'contact-1b']);
    expect((await world.store.getContact('contact-1'))!.connectionToken).toBe('connection-contact-1');
  });

  test('answers by e-mail when the customer has left, and is told when there is no way', async () => {
    const world = makeWorld();
    world.endedChats.add('contact-1');
    await seeded(world, withAda());
    await work(world, { do: 'reply', key: 'key-00001', text: 'I can help.' });
    expect(world.sent.mails).toEqual([
      expect.objectContaining({ to: 'jo@mail.example', text: expect.stringContaining('I can help.') }),
    ]);
    expect((await world.store.get('C-TEST'))!.contactOpen).toBe(false);

    const nowhere = makeWorld();
    await seeded(nowhere, withAda({ contactOpen: false, customer: { identity: 'none', attributes: {} } }));
    expect(await work(nowhere, { do: 'reply', key: 'key-00001', text: 'Hello?' })).toMatchObject({
      ok: false,
      why: 'unreachable',
    });
    expect(await work(nowhere, { do: 'resolve', how: 'x', text: 'Bye' })).toMatchObject({
      ok: false,
      why: 'unreachable',
    });
    expect((await nowhere.store.get('C-TEST'))!.state).toBe('with-agent');
  });

  test.each<[string, Work, Partial<Case>, string]>([
    [
      'resolves',
      { do: 'resolve', how: 'refunded', text: 'All done.' },
      { state: 'closed', closedAs: 'resolved-by-agent' },
      'resolved',
    ],
    [
      'hands off',
      { do: 'hand-off', ask: 'May we?' },
      { state: 'with-client', ask: 'May we?', epoch: 3 },
      'hand-off',
    ],
    ['gives back', { do: 'back-to-ai', note: 'simple' }, { state: 'with-ai', epoch: 3 }, 'back-to-ai'],
  ])('%s: the case moves and the workflow is told', async (_, what, expected, outcome) => {
    const world = makeWorld();
    await seeded(world, withAda());
    expect(await work(world, what)).toMatchObject({ ok: true, case: expected });
    expect(world.sent.woken).toEqual([{ token: 'token-1', output: expect.objectContaining({ outcome }) }]);
  });

  test.each<[string, number, typeof ADA, Partial<Case>]>([
    ['an old epoch', 1, ADA, withAda()],
    ['a colleague', 2, BO, withAda()],
    ['a case that is with the client', 3, ADA, withClient({ agent: ADA })],
    ['a case nobody accepted', 2, ADA, waiting()],
  ])('%s may not speak', async (_, epoch, agent, state) => {
    const world = makeWorld();
    await seeded(world, state);
    for (const what of [
      { do: 'reply', key: 'key-00001', text: 'x' },
      { do: 'resolve', how: 'x' },
    ] as AgentWork[]) {
      expect(await work(world, what, epoch, agent)).toMatchObject({ ok: false, why: 'stale' });
    }
    expect(world.sent.chat).toEqual([]);
    expect(world.sent.mails).toEqual([]);
  });
});

describe('offering a case', () => {
  test('a live contact waits in the queue, any other case becomes one task', async () => {
    const live = makeWorld();
    await seeded(live, waiting({ waiting: undefined }));
    await offerCase({ caseId: 'C-TEST', taskToken: 'token-9' }, live.work);
    expect(live.sent.tasks).toEqual([]);
    expect((await live.store.get('C-TEST'))!.waiting).toEqual({ for: 'agent', token: 'token-9' });

    const gone = makeWorld();
    await seeded(gone, waiting({ offeredAs: 'task' }));
    await offerCase({ caseId: 'C-TEST', taskToken: 'a' }, gone.work);
    await offerCase({ caseId: 'C-TEST', taskToken: 'b' }, gone.work);
    expect(gone.sent.tasks).toEqual(['task-C-TEST-2']);
  });

  const mailed: Partial<Case> = {
    ...waiting({ offeredAs: 'task' }),
    channel: 'email',
    customer: { name: 'Jo', email: 'jo@mail.example', identity: 'claimed', attributes: {} },
  };
  const mailTurn = {
    turnId: 'mail-1',
    caseId: 'C-TEST',
    contactId: 'mail:1',
    channel: 'email' as const,
    at: '2026-03-02T08:00:00.000Z',
    customer: 'The pole is broken.',
  };

  test.each([
    ['a client with e-mail in Connect', true, true, 1, 0],
    ['one whose e-mail is refused', true, false, 1, 1],
    ['one without', false, true, 0, 1],
  ])('a case that came by mail, of %s', async (_who, has, taken, emails, tasks) => {
    const mail = { from: 'help@shop.example', domain: 'shop.example' };
    const agents = { address: 'cases@test-shop-1.email.connect.aws' };
    const world = makeWorld({ config: makeConfig({ mail: { ...mail, ...(has && { agents }) } }) });
    world.online.email = taken;
    await seeded(world, mailed);
    await world.store.addTurn(mailTurn);
    for (const taskToken of ['a', 'b']) await offerCase({ caseId: 'C-TEST', taskToken }, world.work);
    expect(world.sent.tasks).toHaveLength(tasks);
    expect(world.sent.emails).toHaveLength(emails);
    if (has)
      expect(world.sent.emails[0]).toMatchObject({
        to: agents.address,
        from: { address: 'jo@mail.example', name: 'Jo' },
        text: 'The pole is broken.',
      });
    const kinds = (await world.store.events('C-TEST')).map(({ kind }) => kind);
    expect(kinds).toContain(has && taken ? 'email-created' : 'task-created');
    expect((await world.store.get('C-TEST'))!.task).toBe('task-C-TEST-2');
  });

  test('an agent who was quicker than the workflow is not waited for', async () => {
    const world = makeWorld();
    await seeded(world, withClient());
    await offerCase({ caseId: 'C-TEST', taskToken: 'late' }, world.work);
    expect(world.sent.woken).toEqual([
      { token: 'late', output: expect.objectContaining({ outcome: 'hand-off' }) },
    ]);
  });

  test('a missed deadline raises the case, tells operations once, and waits longer each time', async () => {
    const world = makeWorld();
    await seeded(world, waiting({ dueAt: world.now().toISOString() }));
    const deps = { ...world, missed: () => {} };
    const first = await raiseCase({ caseId: 'C-TEST', times: 1 }, deps);
    expect(first.agentSeconds).toBe(900);
    expect((await world.store.get('C-TEST'))!.priority).toBe(1);
    world.advance(15 * MINUTE);
    expect((await raiseCase({ caseId: 'C-TEST', times: 2 }, deps)).agentSeconds).toBe(1800);
    expect(world.sent.notified).toHaveLength(2);
  });

  test('an agent who is at work is left alone', async () => {
    const world = makeWorld();
    await seeded(world, withAda({ dueAt: new Date(world.now().getTime() + 20 * MINUTE).toISOString() }));
    const { agentSeconds } = await raiseCase({ caseId: 'C-TEST', times: 1 }, { ...world, missed: () => {} });
    expect(agentSeconds).toBe(1200);
    expect(world.sent.notified).toEqual([]);
  });
});

describe("the client's team", () => {
  test('gets one mail and one notification with the story, the ask and a link', async () => {
    const world = makeWorld();
    await seeded(world, withClient());
    await world.store.addTurn({
      turnId: 't',
      caseId: 'C-TEST',
      contactId: 'contact-1',
      channel: 'chat',
      at: '1',
      customer: 'My <b>tent</b> broke',
    });
    await summariseCase({ caseId: 'C-TEST', execution: 'C-TEST-2' }, world);
    await handOffCase({ caseId: 'C-TEST', taskToken: 'x', reminded: 0 }, world);
    await handOffCase({ caseId: 'C-TEST', taskToken: 'y', reminded: 0 }, world);
    expect(world.sent.notified).toHaveLength(1);
    const [mail] = world.sent.mails;
    expect(world.sent.mails).toHaveLength(1);
    expect(mail!.to).toBe('kim@shop.example');
    expect(mail!.text).toContain('May we refund?');
    expect(mail!.text).toContain('My <b>tent</b> broke');
    expect(mail!.html).toContain('My &lt;b&gt;tent&lt;/b&gt; broke');
    expect(mail!.text).toMatch(/https:\/\/help\.shop\.example\/reply\/h\.C-TEST\.3-0\./);
  });

  test('is reminded, then the next contact is asked, then nobody is left', async () => {
    const world = makeWorld();
    await seeded(world, withClient());
    const again = [];
    for (const reminded of [1, 2, 3])
      again.push((await remindClient({ caseId: 'C-TEST', reminded }, world)).again);
    expect(again).toEqual([true, true, false]);
    expect(world.sent.mails.map(({ to }) => to)).toEqual(['kim@shop.example', 'lee@shop.example']);
  });

  test('answers once by its link; the answer reaches the customer; the case is closed', async () => {
    const world = makeWorld();
    await seeded(world, withClient());
    const token = await tokenOf(world);
    expect(await readHandoff(token, undefined, world)).toMatchObject({
      ok: true,
      view: { ask: 'May we refund?' },
    });
    expect(await world.audit.ofCase('C-TEST')).toMatchObject([
      { by: { name: 'Kim' }, way: 'hand-over link' },
    ]);
    expect(
      await answerHandoff(token, { kind: 'answer', text: 'Yes, refund it.' }, undefined, world),
    ).toMatchObject({
      ok: true,
    });
    expect(await answerHandoff(token, { kind: 'answer', text: 'No!' }, undefined, world)).toEqual({
      ok: false,
      why: 'used',
    });
    expect(world.sent.woken).toEqual([{ token: 'token-2', output: { outcome: 'answer' } }]);

    const deps = { ...world, mails: async () => world.customerMails };
    expect(await deliverAnswer({ caseId: 'C-TEST' }, deps)).toEqual({ delivered: true });
    expect(await deliverAnswer({ caseId: 'C-TEST' }, deps)).toEqual({ delivered: true });
    expect(world.sent.chat).toEqual([
      expect.objectContaining({ text: 'Yes, refund it.', name: 'Shop team' }),
    ]);
    await closeCase({ caseId: 'C-TEST' }, world);
    expect(await world.store.get('C-TEST')).toMatchObject({
      state: 'closed',
      closedAs: 'answered-by-client-team',
    });
    expect(world.sent.closed).toEqual(['C-TEST']);
  });

  test.each([
    ['a forged link', async (world: World) => (await tokenOf(world)).replace('C-TEST', 'C-OTHR'), 'forged'],
    [
      'a link of another purpose',
      async (world: World) => (await world.links.survey('C-TEST', 3)).split('/').at(-1)!,
      'forged',
    ],
    ['a link of an earlier hand-over', (world: World) => tokenOf(world, 1), 'moved'],
    ['rubbish', async () => '....', 'forged'],
  ])('%s is refused', async (_, link, why) => {
    const world = makeWorld();
    await seeded(world, withClient());
    expect(await answerHandoff(await link(world), { kind: 'answer', text: 'x' }, undefined, world)).toEqual({
      ok: false,
      why,
    });
    expect((await world.store.get('C-TEST'))!.answer).toBeUndefined();
  });

  test('an expired link is refused', async () => {
    const world = makeWorld();
    await seeded(world, withClient());
    const token = await tokenOf(world);
    world.advance(8 * 24 * 60 * MINUTE);
    expect(await readHandoff(token, undefined, world)).toEqual({ ok: false, why: 'expired' });
  });

  test.each([
    ['instruct', 'asks you to do this: Send a new one'],
    ['decline', 'declined: Send a new one'],
  ] as const)('%s gives the case back to the agents with what was said', async (kind, note) => {
    const world = makeWorld();
    await seeded(world, withClient({ answer: { kind, text: 'Send a new one', at: '' } }));
    expect(await returnCase({ caseId: 'C-TEST' }, world)).toMatchObject({ owner: 'provider' });
    const current = await world.store.get('C-TEST');
    expect(current).toMatchObject({ state: 'waiting-for-agent', epoch: 4, offeredAs: 'task' });
    expect(current!.note).toContain(note);
    expect(current!.answer).toBeUndefined();
  });

  test('that never answers ends with the agents, and operations are told', async () => {
    const world = makeWorld();
    await seeded(world, withClient());
    await returnCase({ caseId: 'C-TEST' }, world);
    await returnCase({ caseId: 'C-TEST' }, world);
    expect(world.sent.notified).toEqual(["Case C-TEST: the client's team did not answer"]);
    expect((await world.store.get('C-TEST'))!.owner).toBe('provider');
  });

  test('an answer that can reach nobody is not called delivered', async () => {
    const world = makeWorld();
    const answer = { kind: 'answer', text: 'Yes.', at: '' } as const;
    await seeded(
      world,
      withClient({ answer, contactOpen: false, customer: { identity: 'none', attributes: {} } }),
    );
    expect(
      await deliverAnswer({ caseId: 'C-TEST' }, { ...world, mails: async () => world.customerMails }),
    ).toEqual({ delivered: false });
  });
});

describe('a contact that ends', () => {
  const end = (world: World, more: object = {}) =>
    followContact(
      {
        contactId: 'contact-1',
        currentId: 'contact-1',
        kind: 'DISCONNECTED',
        at: world.now().toISOString(),
        ...more,
      },
      world,
    );

  test('while waiting: a task goes to the agents when the customer can be written to', async () => {
    const world = makeWorld();
    await seeded(world, waiting());
    await end(world);
    await end(world);
    expect(world.sent.tasks).toEqual(['task-C-TEST-2']);
    expect(await world.store.get('C-TEST')).toMatchObject({
      state: 'waiting-for-agent',
      offeredAs: 'task',
      contactOpen: false,
    });
  });

  test('while waiting and nobody to write to: abandoned, and the workflow is told', async () => {
    const world = makeWorld();
    await seeded(world, waiting({ customer: { identity: 'none', attributes: {} } }));
    await end(world);
    expect(await world.store.get('C-TEST')).toMatchObject({ state: 'closed', closedAs: 'abandoned' });
    expect(world.sent.woken).toEqual([{ token: 'token-1', output: { outcome: 'abandoned' } }]);
  });

  test.each([
    [{ citations: [{ id: 'a', title: 'A' }] }, 'resolved-by-ai'],
    [{}, 'abandoned'],
  ])('with the AI, after %o: %s', async (sources, closedAs) => {
    const world = makeWorld();
    await seeded(world);
    const reply = { text: 'x', by: 'ai' as const, at: '', via: 'bot' as const, ...sources };
    await world.store.addTurn({
      turnId: 't',
      caseId: 'C-TEST',
      contactId: 'contact-1',
      channel: 'chat',
      at: '1',
      reply,
    });
    await end(world);
    expect(await world.store.get('C-TEST')).toMatchObject({ state: 'closed', closedAs });
  });

  test('with an agent or the client: the case stays theirs', async () => {
    for (const state of [withAda(), withClient()]) {
      const world = makeWorld();
      await seeded(world, state);
      await end(world);
      expect(await world.store.get('C-TEST')).toMatchObject({ state: state.state, contactOpen: false });
    }
  });

  test.each([
    ['the agent left', { why: 'AGENT_DISCONNECT' }],
    ['the chat went on in another contact of the chain', { currentId: 'contact-0' }],
  ])('%s: the customer is still there', async (_, news) => {
    const world = makeWorld();
    await seeded(world, withClient());
    await world.store.moveContact('contact-1', 'contact-1b');
    await end(world, news);
    expect((await world.store.get('C-TEST'))!.contactOpen).toBe(true);
  });

  test('the last contact of the chain ended: the customer has left', async () => {
    const world = makeWorld();
    await seeded(world, withClient());
    await world.store.moveContact('contact-1', 'contact-1b');
    await end(world, { currentId: 'contact-1b' });
    expect((await world.store.get('C-TEST'))!.contactOpen).toBe(false);
  });

  test('an older contact of the case changes nothing', async () => {
    const world = makeWorld();
    await seeded(world, waiting({ contactId: 'contact-2' }));
    await world.store.saveContact({ contactId: 'contact-1', caseId: 'C-TEST', channel: 'chat' });
    await end(world);
    expect(await world.store.get('C-TEST')).toMatchObject({ state: 'waiting-for-agent', contactOpen: true });
  });
});

test.each<[string, Partial<Case>, boolean]>([
  ['its workflow runs', { execution: 'C-TEST-2' }, false],
  ['its turn broke off and none was started yet', {}, true],
])(
  'a case that is handed off is due at once where it lacks its workflow: %s',
  async (_what, more, atOnce) => {
    const world = makeWorld();
    await seeded(world, withAda(more));
    const handedOff = await work(world, { do: 'hand-off', ask: 'May we?' });
    expect(handedOff).toMatchObject({ ok: true, case: { state: 'with-client' } });
    expect(handedOff.ok && handedOff.case.dueAt === world.now().toISOString()).toBe(atOnce);
  },
);

describe('what the flow is told', () => {
  const center = {
    instanceArn: 'i',
    instanceId: 'i',
    flows: {},
    queues: { general: 'arn:general', billing: 'arn:billing' },
  };
  const route = (world: World, step: 'queue' | 'full' | 'closed' | 'silent' | 'after-agent') =>
    routeContact(
      { contactId: 'contact-1', currentId: 'contact-1', channel: 'chat', customer: STRANGER, step },
      { ...world, center },
    );

  test.each<[Parameters<typeof route>[1], Partial<Case>, object]>([
    [
      'queue',
      waiting({ queue: 'billing', priority: 1 }),
      // Whether there is room in it is not known yet: nothing is said of it.
      { next: 'queue', queue: 'arn:billing', priority: '1', message: '' },
    ],
    ['queue', waiting({ queue: 'gone' }), { next: 'queue', queue: 'arn:general' }],
    ['after-agent', { state: 'with-ai', owner: 'ai', epoch: 3 }, { next: 'ai' }],
    ['after-agent', withClient(), { next: 'wait' }],
    ['after-agent', withAda(), { next: 'queue' }],
    ['after-agent', { state: 'closed', owner: 'nobody', closedAs: 'resolved-by-agent' }, { next: 'end' }],
    ['closed', { state: 'closed', owner: 'nobody', closedAs: 'resolved-by-ai' }, { next: 'end' }],
    ['closed', waiting(), { next: 'end' }],
  ])('at %s with %o: %o', async (step, state, expected) => {
    const world = makeWorld();
    await seeded(world, state);
    expect(await route(world, step)).toMatchObject(expected);
  });

  test('words that never reached the bot: people get a case with the contact all the same', async () => {
    const world = makeWorld();
    const first = {
      contactId: 'contact-9',
      currentId: 'contact-9',
      step: 'queue' as const,
      channel: 'voice' as const,
      customer: { name: 'Jo', phone: '+436641000001', identity: 'none' as const, attributes: {} },
    };
    const queued = () => routeContact(first, { ...world, center });
    expect(await queued()).toMatchObject({ next: 'queue' });
    expect(await queued()).toMatchObject({ next: 'queue' });
    const { caseId } = (await world.store.getContact('contact-9'))!;
    expect(await world.store.get(caseId)).toMatchObject({
      state: 'waiting-for-agent',
      owner: 'provider',
      reason: { code: 'ai-unavailable' },
      offeredAs: 'contact',
      customer: { phone: '+436641000001' },
    });
    expect(await world.store.turns(caseId)).toHaveLength(1);
  });

  test('a case whose turn broke off goes to people with its contact, and the sweeper finds it', async () => {
    const world = makeWorld();
    const { epoch } = await seeded(world, { state: 'with-ai', owner: 'ai' });
    expect(await route(world, 'queue')).toMatchObject({ next: 'queue', queue: 'arn:general' });
    expect(await world.store.get('C-TEST')).toMatchObject({
      state: 'waiting-for-agent',
      owner: 'provider',
      epoch: epoch + 1,
      reason: { code: 'ai-unavailable' },
      dueAt: world.now().toISOString(),
    });
  });

  describe('a case that asks for skills', () => {
    const skills = ['german', 'tents'];
    const config = makeConfig({ skills: { names: skills, waitSeconds: 60 } });

    test('has them asked of Connect before it is queued', async () => {
      const world = makeWorld({ config });
      await seeded(world, waiting({ skills, priority: 2 }));
      expect(await route(world, 'queue')).toMatchObject({ next: 'queue' });
      expect(world.sent.asked).toEqual([
        { contactId: 'contact-1', attribute: 'test-shop-skills', skills, waitSeconds: 60, priority: 2 },
      ]);
    });

    test('is queued all the same when Connect refuses', async () => {
      const world = makeWorld({ config });
      await seeded(world, waiting({ skills }));
      const contacts = { agentsOnline: async () => 1, askForSkills: async () => false };
      expect(
        await routeContact(
          {
            contactId: 'contact-1',
            currentId: 'contact-1',
            channel: 'chat',
            customer: STRANGER,
            step: 'queue',
          },
          { ...world, center, contacts },
        ),
      ).toMatchObject({ next: 'queue' });
    });

    test('asks for none while the AI has it', async () => {
      const world = makeWorld({ config });
      await seeded(world, { state: 'with-ai', owner: 'ai', epoch: 3, skills });
      await route(world, 'after-agent');
      expect(world.sent.asked).toEqual([]);
    });
  });

  test('an unknown case still gets to the first queue', async () => {
    expect(await route(makeWorld(), 'queue')).toMatchObject({
      next: 'queue',
      queue: 'arn:general',
      caseId: '',
    });
  });

  test.each([
    ['queue', 0, 'noAgents', 'signed in'],
    ['full', 1, 'queueFull', 'More people are waiting'],
  ] as const)('at %s with %i agents there: answered elsewhere', async (step, agents, why, words) => {
    const unavailable = { noAgents: 'email', queueFull: 'email' } as const;
    const world = makeWorld({ config: makeConfig({ unavailable }) });
    world.online.agents = agents;
    await seeded(world, waiting());
    const told = await route(world, step);
    expect(told).toMatchObject({ next: 'ai', message: expect.stringContaining(words) });
    expect(told.message).toContain('j•••@mail.example');
    expect(await world.store.get('C-TEST')).toMatchObject({
      state: 'waiting-for-agent',
      offeredAs: 'task',
    });
    expect(world.sent.woken).toMatchObject([{ output: { outcome: 'offer-again' } }]);
    expect((await world.store.events('C-TEST')).at(-1)).toMatchObject({
      kind: 'nobody-free',
      detail: { why },
    });
  });

  test('a task is queued although nobody is there: it waits for whoever comes', async () => {
    const world = makeWorld({ config: makeConfig({ unavailable: { noAgents: 'email' } }) });
    world.online.agents = 0;
    await seeded(world, waiting());
    const task = {
      contactId: 'task-1',
      currentId: 'task-1',
      caseId: 'C-TEST',
      customer: STRANGER,
      step: 'queue',
    } as const;
    expect(await routeContact(task, { ...world, center })).toMatchObject({ next: 'queue' });
    expect(world.sent.woken).toEqual([]);
  });

  test.each([
    ['an agent has it', withAda()],
    ['it is with the AI again', { state: 'with-ai', owner: 'ai', epoch: 3 }],
    ['it is closed', { state: 'closed', owner: 'nobody', epoch: 3 }],
  ] as [string, Partial<Case>][])('a task whose case waits no more ends: %s', async (_, state) => {
    const world = makeWorld();
    const { state: before } = await seeded(world, state);
    const task = {
      contactId: 'task-1',
      currentId: 'task-1',
      caseId: 'C-TEST',
      customer: STRANGER,
      step: 'queue',
    } as const;
    expect(await routeContact(task, { ...world, center })).toMatchObject({ next: 'end' });
    expect((await world.store.get('C-TEST'))!.state).toBe(before);
  });

  test('somebody is there, or Connect does not say: the queue', async () => {
    const world = makeWorld({ config: makeConfig({ unavailable: { noAgents: 'email' } }) });
    await seeded(world, waiting());
    expect(await route(world, 'queue')).toMatchObject({ next: 'queue' });
    world.online.agents = undefined;
    expect(await route(world, 'queue')).toMatchObject({ next: 'queue' });
  });

  test('the client’s on-call is told once', async () => {
    const onCall = { name: 'Kim', email: 'kim@shop.example' };
    const unavailable = { noAgents: 'on-call', onCall } as const;
    const world = makeWorld({ config: makeConfig({ unavailable }) });
    world.online.agents = 0;
    await seeded(world, waiting({ urgency: 'critical' }));
    await route(world, 'queue');
    for (const taskToken of ['one', 'two']) await offerCase({ caseId: 'C-TEST', taskToken }, world.work);
    expect(world.sent.mails.map(({ to }) => to)).toEqual(['kim@shop.example']);
    expect(world.sent.tasks).toEqual(['task-C-TEST-2']);
  });

  test('every value is text, as flows demand', async () => {
    const world = makeWorld();
    await seeded(world, waiting());
    expect(Object.values(await route(world, 'queue')).every(value => typeof value === 'string')).toBe(true);
  });

  test('a silent customer closes the case and is told so', async () => {
    const world = makeWorld();
    await seeded(world);
    expect((await route(world, 'silent')).next).toBe('end');
    expect(await world.store.get('C-TEST')).toMatchObject({ state: 'closed', closedAs: 'customer-silent' });
  });
});

describe('the survey', () => {
  const closedByAgent: Partial<Case> = {
    state: 'closed',
    owner: 'nobody',
    epoch: 3,
    closedAs: 'resolved-by-agent',
  };

  test('is sent once, in the chat that is still open', async () => {
    const world = makeWorld();
    await seeded(world, closedByAgent);
    await sendSurvey({ caseId: 'C-TEST' }, { ...world, mails: world.customerMails });
    await sendSurvey({ caseId: 'C-TEST' }, { ...world, mails: world.customerMails });
    expect(world.sent.chat).toHaveLength(1);
    expect(world.sent.mails).toHaveLength(0);
    expect((await world.store.get('C-TEST'))!.dueAt).toBeUndefined();
  });

  test('goes by e-mail when the chat is over, and to nobody who was not helped', async () => {
    const gone = makeWorld();
    await seeded(gone, { ...closedByAgent, contactOpen: false });
    await sendSurvey({ caseId: 'C-TEST' }, { ...gone, mails: gone.customerMails });
    expect(gone.sent.mails).toHaveLength(1);

    const silent = makeWorld();
    await seeded(silent, { ...closedByAgent, closedAs: 'customer-silent', contactOpen: false });
    await sendSurvey({ caseId: 'C-TEST' }, { ...silent, mails: silent.customerMails });
    expect(silent.sent.mails).toHaveLength(0);
  });

  test('is the flow’s to ask while the caller is on the line, however late the agent leaves', async () => {
    const world = makeWorld();
    await seeded(world, { ...closedByAgent, channel: 'voice', contactOpen: true });
    await sendSurvey({ caseId: 'C-TEST' }, { ...world, mails: world.customerMails });
    expect((await world.store.get('C-TEST'))!.surveySentAt).toBeUndefined();

    await world.store.note('C-TEST', { contactOpen: false });
    await sendSurvey({ caseId: 'C-TEST' }, { ...world, mails: world.customerMails });
    expect(world.sent.chat).toHaveLength(0);
    expect(world.sent.mails).toHaveLength(1);
  });

  test('takes the first answer only', async () => {
    const world = makeWorld();
    await seeded(world, closedByAgent);
    const token = (await world.links.survey('C-TEST', 3)).split('/').at(-1)!;
    expect(await takeSurvey(token, { score: 5, recommend: 0 }, world)).toEqual({
      ok: true,
      taken: true,
    });
    expect(await takeSurvey(token, { score: 1 }, world)).toEqual({ ok: true, taken: false });
    expect((await world.store.get('C-TEST'))!.survey).toMatchObject({
      score: 5,
      recommend: 0,
      channel: 'chat',
    });
    expect(await takeSurvey('x', { score: 5 }, world)).toEqual({ ok: false, why: 'forged' });
  });
});

describe('the sweeper', () => {
  const overdue = (world: World) => new Date(world.now().getTime() - 10 * MINUTE).toISOString();
  const sweep = (world: World) => sweepCases({ ...world, escalationArn: 'arn' });

  test.each<[string, Reply | undefined, string]>([
    ['nothing was said', undefined, 'customer-silent'],
    ['the AI answered by mail', said({ by: 'ai' }), 'resolved-by-ai'],
    ["an agent sent the AI's draft by mail", said({ by: 'agent', draft: 'edited' }), 'resolved-by-ai'],
    ['an agent answered by mail and gave it back', said({ by: 'agent' }), 'resolved-by-agent'],
    ['only who has it was said by mail', said({ by: 'house' }), 'customer-silent'],
    ['the AI answered in a chat', said({ by: 'ai', via: 'bot' }), 'customer-silent'],
  ])('silence after %s', async (_, reply, closedAs) => {
    const world = makeWorld();
    const { caseId, contactId, channel } = await seeded(world, { contactOpen: false, dueAt: OVERDUE });
    const at = world.now().toISOString();
    if (reply)
      await world.store.addTurn({ turnId: 't', caseId, contactId, channel, at, customer: 'x', reply });
    await sweep(world);
    expect(await world.store.get(caseId)).toMatchObject({ state: 'closed', closedAs });
  });

  test('starts a workflow anew for a case with people that has lost its own', async () => {
    const world = makeWorld();
    await seeded(world, waiting({ dueAt: overdue(world), execution: 'C-TEST-2' }));
    expect(await sweep(world)).toMatchObject({ restarted: 1 });
    expect(world.sent.started).toEqual([expect.stringMatching(/^C-TEST-2-\d+$/)]);
    expect(await sweep(world)).toMatchObject({ restarted: 0 });
  });

  test('leaves a case alone whose workflow runs', async () => {
    const world = makeWorld();
    world.running.add('C-TEST-2');
    await seeded(world, waiting({ dueAt: overdue(world), execution: 'C-TEST-2' }));
    expect(await sweep(world)).toMatchObject({ restarted: 0, left: 1 });
  });

  test('wakes a workflow that missed what the agent decided', async () => {
    const world = makeWorld();
    await seeded(world, withClient({ dueAt: overdue(world), waiting: { for: 'agent', token: 'old' } }));
    expect(await sweep(world)).toMatchObject({ woken: 1 });
    expect(world.sent.woken).toEqual([{ token: 'old', output: { outcome: 'hand-off' } }]);
  });

  test('looks at the others when one can not be helped, and says so', async () => {
    const world = makeWorld();
    await seeded(world, { caseId: 'C-A', dueAt: overdue(world) });
    await seeded(world, waiting({ caseId: 'C-B', contactId: 'contact-2', dueAt: overdue(world) }));
    const contacts = {
      ...world.contacts,
      hasEnded: async () => {
        throw new Error('denied');
      },
    };
    await expect(sweepCases({ ...world, contacts, escalationArn: 'arn' })).rejects.toThrow('denied');
    expect(world.sent.started).toEqual([expect.stringMatching(/^C-B-/)]);
  });

  test('closes what the customer left, announces a closed case again, and gives up after a day', async () => {
    const world = makeWorld();
    world.endedChats.add('contact-1');
    await seeded(world, { dueAt: overdue(world) });
    expect(await sweep(world)).toMatchObject({ closed: 1 });

    const closed = makeWorld();
    await seeded(closed, {
      state: 'closed',
      owner: 'nobody',
      closedAs: 'resolved-by-agent',
      closedAt: overdue(closed),
      dueAt: overdue(closed),
    });
    expect(await sweep(closed)).toMatchObject({ announced: 1 });
    expect(closed.sent.closed).toEqual(['C-TEST']);
    closed.advance(25 * 60 * MINUTE);
    expect(await sweep(closed)).toMatchObject({ 'given-up': 1 });
    expect(await sweep(closed)).toMatchObject({ 'given-up': 0 });
  });

  test('does not touch what is not due', async () => {
    const world = makeWorld();
    await seeded(world, waiting({ dueAt: new Date(world.now().getTime() + MINUTE).toISOString() }));
    expect(Object.values(await sweep(world)).every(count => count === 0)).toBe(true);
  });
});

describe('reading cases', () => {
  test('pages through all of them, most pressing first, and shows no token', async () => {
    const world = makeWorld();
    for (let n = 0; n < 130; n++) {
      const dueAt = new Date(world.now().getTime() + n * MINUTE).toISOString();
      await world.store.create(
        makeCase({ caseId: `C-${n}`, dueAt, waiting: { for: 'agent', token: 'secret' } }),
      );
    }
    const seen = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await listCases({ cursor }, { id: 'sue', groups: ['supervisors'] }, world.store);
      for (const found of page.cases) seen.add(found.caseId);
      expect(JSON.stringify(page)).not.toContain('secret');
      cursor = page.cursor;
    } while (cursor);
    expect(seen.size).toBe(130);
  });

  test.each<[string, number, number]>([
    ['what was said to people and delivered after the case was closed is kept', 1, 1],
    ["what was said to the AI before is the turn's own", -1, 0],
    ['what was said once it was closed is no part of it', 3, 0],
  ])('%s', async (_what, minute, kept) => {
    const world = makeWorld();
    const begin = world.now().getTime();
    const opened = await seeded(world);
    const moved = await world.store.transition('escalate', opened, 'ai');
    world.advance(MINUTE);
    const taken = await world.store.transition('accept', moved.ok ? moved.case : opened, 'agent:ada');
    world.advance(MINUTE);
    await world.store.transition('resolve', taken.ok ? taken.case : opened, 'agent:ada');
    world.advance(2 * MINUTE);
    const at = new Date(begin + minute * MINUTE).toISOString();
    await recordMessage(
      { id: 'm1', contactId: 'contact-1', at, role: 'CUSTOMER', name: 'Jo', text: 'Thank you' },
      world,
    );
    expect(await world.store.turns('C-TEST')).toHaveLength(kept);
  });

  test('tells the whole story of one', async () => {
    const world = makeWorld();
    const { caseId } = await seeded(world, withAda());
    await world.store.event({ caseId, owner: 'provider', epoch: 2 }, 'escalate', 'ai');
    const at = new Date(world.now().getTime() + MINUTE).toISOString();
    await recordMessage(
      { id: 'm1', contactId: 'contact-1', at, role: 'CUSTOMER', name: 'Jo', text: 'Still there?' },
      world,
    );
    await recordMessage(
      { id: 'm1', contactId: 'contact-1', at, role: 'CUSTOMER', name: 'Jo', text: 'Still there?' },
      world,
    );
    const who = { ...ADA, groups: AGENTS };
    const read = await readCase('C-TEST', who, world);
    expect(read).toMatchObject({ ok: true, file: { turns: [{ customer: 'Still there?' }] } });
    expect(await readCase('C-NONE', who, world)).toEqual({ ok: false, why: 'no-such-case' });
  });
});
