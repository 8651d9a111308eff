import type { CaseFile } from '../../layers/core/api/cases.ts';
import type { LocalCloud } from '../../local/boot.ts';
import { bootDemo, makeStateDir } from './demoCloud.ts';
import { prepareDemo } from './prepareDemo.ts';
import { codeIn, mailTo } from './mails.ts';
import { enter, type Visitor } from './visitor.ts';

/* An agent's day over the HTTP API of the booted stacks: the real functions, permissions, authorizer and workflows. */

const state = makeStateDir();
const visitors: Visitor[] = [];
let local: LocalCloud;

beforeAll(async () => {
  local = await bootDemo(await prepareDemo(), state.path);
}, 240_000);
afterAll(async () => {
  for (const { participant } of visitors) participant.close();
  await local?.cloud.activity.idle();
  await local?.stop();
  state.remove();
});

const visit = async (name: string, words: string) => {
  const visitor = await enter(local, { name, email: `${name.toLowerCase()}@mail.example` });
  visitors.push(visitor);
  await visitor.say(words);
  return visitor;
};

/** Somebody signed in. */
async function signIn(username: string, ...groups: string[]) {
  const { idToken } = await local.cognito.mintToken({ username, groups });
  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(local.cloud.urls.api + path, {
      method,
      headers: { authorization: `Bearer ${idToken}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    await local.cloud.activity.idle();
    return { status: response.status, body: (await response.json()) as any };
  };
  return {
    get: (path: string) => call('GET', path),
    do: (visitor: Visitor, work: string, body: object) =>
      call('POST', `/cases/${visitor.caseId()}/${work}`, body),
    read: async (visitor: Visitor) =>
      (await call('GET', `/cases/${visitor.caseId()}`)).body as CaseFile & { error?: string },
  };
}
const agent = () => signIn('Ada', 'agents', 'queue:general');
const supervisor = () => signIn('Sue', 'supervisors');

test('a draft is edited and sent, and the reviewer sees the difference', async () => {
  const visitor = await visit('Jonas', 'How much is setting up a logo for our company jackets?');
  const ada = await agent();
  const file = await ada.read(visitor);
  expect(file).toMatchObject({
    case: { state: 'waiting-for-approval', queue: 'general' },
    draft: { question: expect.stringContaining('logo'), approveBy: expect.any(String) },
    deadline: { state: 'at-risk' },
    may: expect.arrayContaining(['send-draft']),
  });
  expect(file.draft!.sources[0]!.title).toContain('Orders by companies');
  const text = 'Setting up a logo costs 60 euros once.';
  const { epoch } = file.case;
  const sent = await ada.do(visitor, 'send-draft', { epoch, key: 'draft-0001', text, reason: 'shorter' });
  expect(sent).toMatchObject({ status: 200, body: { case: { state: 'with-ai' } } });
  expect(visitor.heard().at(-1)).toBe(text);
  expect((await ada.do(visitor, 'send-draft', { epoch, key: 'draft-0002' })).status).toBe(409);

  const rey = await signIn('Rey', 'reviewers');
  const { body } = await rey.get('/corrections?kind=draft-edited');
  expect(body.corrections).toMatchObject([{ caseId: visitor.caseId(), after: text, reason: 'shorter' }]);
  expect((await ada.get('/corrections')).status).toBe(403);
});

test('an agent sees and works only cases of their queues, and who read what is written down', async () => {
  const visitor = await visit('Mara', 'Can I talk to a human?');
  const cy = await signIn('Cy', 'agents', 'queue:billing');
  expect((await cy.get('/cases')).body.cases.map(({ caseId }: any) => caseId)).not.toContain(
    visitor.caseId(),
  );
  expect((await cy.read(visitor)).error).toBe('not-yours');
  expect((await cy.do(visitor, 'accept', { epoch: 2 })).status).toBe(403);

  const ada = await agent();
  expect((await ada.get('/cases?state=waiting-for-agent')).body.cases).toMatchObject([
    { caseId: visitor.caseId() },
  ]);
  expect((await ada.do(visitor, 'accept', { epoch: 2 })).status).toBe(200);
  expect((await ada.get('/cases?mine=true')).body.cases).toHaveLength(1);
  await ada.read(visitor);
  expect(await ada.do(visitor, 'hand-off', { epoch: 2, ask: 'May we?' })).toMatchObject({
    status: 422,
    body: { error: 'checklist', missing: [{ id: 'knowledge-searched' }] },
  });
  const moved = await ada.do(visitor, 'transfer', { epoch: 2, queue: 'billing', note: 'An invoice.' });
  expect(moved.body.case).toMatchObject({ state: 'waiting-for-agent', queue: 'billing', epoch: 3 });
  expect((await ada.do(visitor, 'reply', { epoch: 2, key: 'too-late-1', text: 'x' })).status).toBe(403);
  expect((await cy.do(visitor, 'accept', { epoch: 3 })).status).toBe(200);

  const sue = await supervisor();
  const { body } = await sue.get(`/audit?caseId=${visitor.caseId()}`);
  expect(body.reads.map(({ by }: any) => by.name)).toEqual(['Ada']);
  expect((await cy.get('/audit')).status).toBe(403);
});

test('supervision shows the queues and who is at work; a supervisor gives a case to somebody', async () => {
  const visitor = await visit('Rosa', 'I would like to speak to a person');
  await (await signIn('Dee', 'agents', 'queue:general')).get('/cases');
  const sue = await supervisor();
  const { body } = await sue.get('/supervision');
  expect(body.queues[0]).toMatchObject({ id: 'general', waiting: 1 });
  const dee = body.agents.find(({ name }: any) => name === 'Dee');
  expect((await sue.do(visitor, 'priority', { epoch: 2, priority: 1 })).body.case.priority).toBe(1);
  const given = await sue.do(visitor, 'assign', { epoch: 2, agent: dee.id });
  expect(given.body.case).toMatchObject({ state: 'with-agent', agent: { name: 'Dee' }, epoch: 3 });
  expect((await (await agent()).get('/supervision')).status).toBe(403);
});

test('knowledge is searched for agents, marked; what the workspace needs is told', async () => {
  const ada = await agent();
  const { body } = await ada.get('/knowledge?q=goodwill%20for%20a%20late%20parcel');
  const audiences = body.results.map(({ audience }: any) => audience);
  expect(new Set(audiences)).toEqual(new Set(['agent', 'customer']));
  expect((await ada.get('/knowledge')).body.error).toBe('wrong-query');
  expect((await ada.get('/me')).body).toMatchObject({
    name: 'Ada',
    roles: ['agents'],
    queues: expect.arrayContaining([{ id: 'general', name: 'General', mine: true }]),
    checklist: [{ id: 'knowledge-searched' }, { id: 'facts-complete' }],
    actions: expect.arrayContaining([expect.objectContaining({ id: 'cancel-order', identity: 'verified' })]),
  });
});

test('an agent runs an action for the customer with the code from the address on file', async () => {
  const visitor = await visit('Pavel', 'Can I talk to a human please?');
  const ada = await agent();
  await ada.do(visitor, 'accept', { epoch: 2 });
  const act = (more: object) =>
    ada.do(visitor, 'action', { epoch: 2, action: 'track-order', ...more }).then(({ body }) => body.action);
  expect(await act({})).toMatchObject({ step: 'input', name: 'orderNumber' });
  expect(await act({ inputs: { orderNumber: 'LF-000000' } })).toMatchObject({ step: 'not-found' });
  expect(await act({ inputs: { orderNumber: 'LF-204518' } })).toMatchObject({ step: 'code', wrong: false });
  const done = await act({ code: codeIn(mailTo(local, '@')) });
  expect(done).toMatchObject({ step: 'done', receipt: { text: expect.stringContaining('on its way') } });
  const { case: after, receipts } = await ada.read(visitor);
  expect(after.customer).toMatchObject({ identity: 'verified', customerId: 'K-1001' });
  expect(receipts).toMatchObject([{ action: 'track-order' }]);
});
