import { watchPublished } from '../../local/console/published.ts';
import { makeCase, makeTurn } from '../golden/scriptedStage.ts';
import { ask, makeCloud, makePages, makePanel, openApi } from './consoleCloud.ts';

const theCase = makeCase({
  state: 'waiting-for-agent',
  owner: 'provider',
  epoch: 2,
  customer: { name: '<img src=x>', identity: 'none', attributes: {} },
});
const answer = (path: string, body: any) => {
  if (path === '/me') return { status: 200, body: { checklist: [{ id: 'asked', text: 'Asked' }] } };
  if (path.startsWith('/cases?') || path === '/cases') return { status: 200, body: { cases: [theCase] } };
  if (path === '/cases/C-1') return { status: 200, body: { case: theCase, turns: [makeTurn()], events: [] } };
  if (body?.epoch === 1)
    return { status: 409, body: { error: 'stale', message: 'no longer yours', owner: 'client', epoch: 2 } };
  if (path.startsWith('/cases/C-1/')) return { status: 200, body: { case: theCase } };
  return { status: 404, body: { error: 'no-such-case', message: 'no' } };
};

async function open() {
  const cloud = makeCloud();
  const api = await openApi(answer);
  cloud.urls.api = api.url;
  const pages = makePages(cloud, makePanel());
  const post = (path: string, body: unknown = {}) =>
    ask(pages.app, `/console/api/${path}`, { method: 'POST', body: JSON.stringify(body) });
  return { cloud, api, ...pages, post, get: (path: string) => ask(pages.app, `/console/api/${path}`) };
}

let stage: Awaited<ReturnType<typeof open>>;
beforeEach(async () => (stage = await open()));
afterEach(() => stage.api.stop());

test('the overview shows clock, agents, cases and everything that went out', async () => {
  const { cloud, get } = stage;
  cloud.store
    .collection<any>('ses-outbox')
    .put('m1', { at: '2026-03-01T10:00:00Z', from: 'a', to: ['b'], subject: 'S', text: 'T', headers: {} });
  cloud.store
    .collection<any>('console.published')
    .put('n1', { at: '2026-03-01T10:00:00Z', topicArn: 'arn:aws:sns:::handoff', message: 'M' });
  cloud.calls.push({
    at: 0,
    principal: 'role',
    service: 's3',
    operation: 'GetObject',
    resources: ['b'],
    error: 'AccessDeniedException',
  });
  const overview = await (await get('overview')).json();
  expect(overview).toMatchObject({
    client: 'Larchfield <Outdoor>',
    clock: {
      now: '2026-03-01T11:00:00.000Z',
      open: false,
      nextOpening: '2026-03-02T08:00:00.000Z',
      zone: 'Europe/Vienna',
    },
    agents: [{ id: 'Ada', state: 'offline', contacts: [] }],
    cases: [{ caseId: 'C-1', customer: { name: '<img src=x>' } }],
    mails: [{ id: 'm1', to: ['b'], subject: 'S' }],
    notifications: [{ topic: 'handoff', text: 'M' }],
    calls: { denied: 1 },
  });
  expect(await (await get('mails/m1')).json()).toMatchObject({ text: 'T' });
  expect((await (await get('calls')).json())[0]).toMatchObject({
    error: 'AccessDeniedException',
    call: 's3:GetObject',
  });
  expect(await (await get('logs')).json()).toContain('local cloud: booted');
});

test('an HTTP API that fails is said, not hidden, and the rest still shows', async () => {
  stage.cloud.urls.api = 'http://127.0.0.1:9';
  const overview = await (await stage.get('overview')).json();
  expect(overview.cases).toEqual([]);
  expect(overview.casesError).toMatch(/fetch failed/);
});

test.each([
  [{ seconds: 60 }, 200, '2026-03-01T11:01:00.000Z'],
  [{ to: 'next-opening' }, 200, '2026-03-02T08:00:00.000Z'],
  [{ seconds: -1 }, 400, '2026-03-01T11:00:00.000Z'],
  [{ seconds: 'soon' }, 400, '2026-03-01T11:00:00.000Z'],
  [{ seconds: 1e9 }, 400, '2026-03-01T11:00:00.000Z'],
  ['nonsense', 400, '2026-03-01T11:00:00.000Z'],
])('the clock moves by %j: %i', async (body, status, now) => {
  expect((await stage.post('clock', body)).status).toBe(status);
  expect(new Date(stage.cloud.clock.now()).toISOString()).toBe(now);
});

test('an agent who accepts takes the ringing chat and the case, over the HTTP API as themselves', async () => {
  const { panel, post, api } = stage;
  panel.ringing.add('contact-1');
  expect((await post('agents/Ada/cases/C-1/accept', { epoch: 2 })).status).toBe(200);
  expect(panel.log).toEqual(['Ada available', 'Ada accepts contact-1']);
  expect(api.asked.at(-1)).toMatchObject({
    method: 'POST',
    path: '/cases/C-1/accept',
    authorization: 'Bearer token of Ada',
    body: { epoch: 2 },
  });
});

test.each([
  ['reply', { text: 'hello' }, { epoch: 2, text: 'hello', key: expect.any(String) }, false],
  ['resolve', { text: 'a new tent' }, { epoch: 2, how: 'a new tent' }, true],
  ['resolve', {}, { epoch: 2, how: 'Resolved.' }, true],
  ['hand-off', { text: 'please look' }, { epoch: 2, ask: 'please look', checklist: ['asked'] }, true],
  ['back-to-ai', { text: 'a note' }, { epoch: 2, note: 'a note' }, true],
])('%s', async (move, given, sent, leaves) => {
  const { panel, post, api } = stage;
  panel.connected.add('contact-1');
  expect((await post(`agents/Ada/cases/C-1/${move}`, given)).status).toBe(200);
  expect(api.asked.at(-1)!.body).toEqual(sent);
  expect(panel.log).toEqual(leaves ? ['Ada leaves contact-1'] : []);
});

test('a refusal of the HTTP API comes through as it is, and the agent stays in the chat', async () => {
  const { panel, post } = stage;
  panel.connected.add('contact-1');
  const reply = await post('agents/Ada/cases/C-1/resolve', { epoch: 1, text: 'done' });
  expect([reply.status, await reply.json()]).toEqual([
    409,
    { error: 'stale', message: 'no longer yours', owner: 'client', epoch: 2 },
  ]);
  expect(panel.log).toEqual([]);
});

test.each([
  ['agents/Eve/cases/C-1/accept', 404],
  ['agents/Ada/cases/C-1/delete', 404],
  ['agents/Ada/cases/C-9/accept', 404],
  ['agents/Ada/state', 400],
])('POST %s: %i', async (path, status) => {
  expect((await stage.post(path, {})).status).toBe(status);
});

test.each(['contacts/none', 'mails/none'])('GET %s is 404', async path => {
  expect((await stage.get(path)).status).toBe(404);
});

test('the pages learn where the API is and who can be signed in; the demo site signs only those', async () => {
  const { app } = stage;
  const config = await (await ask(app, '/config.json')).json();
  expect(config).toMatchObject({
    apiUrl: stage.api.url,
    region: 'us-east-1',
    demo: { identities: [{ id: 'K-1' }] },
  });
  const sign = (id: unknown) => ask(app, '/demo/identity', { method: 'POST', body: JSON.stringify({ id }) });
  expect(await (await sign('K-1')).json()).toEqual({ token: 'signed K-1' });
  expect((await sign('K-9')).status).toBe(404);
});

test('what is published is kept once, though nobody has subscribed, but not what services or text messages tell', async () => {
  const { cloud, get } = stage;
  watchPublished(cloud);
  watchPublished(cloud);
  const publish = (id: string) =>
    cloud.call({ id }, 'sns', 'Publish', { TopicArn: 'arn:x:handoff', Subject: 'S', Message: `of ${id}` });
  await publish('role/hand-off-case');
  await publish('service:connect.amazonaws.com');
  const number = { PhoneNumber: '+436641234567', Message: 'A code' };
  await cloud.call({ id: 'role/ask-code' }, 'sns', 'Publish', number);
  const { notifications } = await (await get('overview')).json();
  expect(notifications).toMatchObject([{ topic: 'handoff', subject: 'S', text: 'of role/hand-off-case' }]);
});

test('a console that is left open asks the HTTP API again only once something has happened', async () => {
  const { cloud, api, get } = stage;
  const reads = () => api.asked.length;
  await get('overview');
  await get('cases/C-1');
  const before = reads();
  await get('overview');
  await get('cases/C-1');
  cloud.calls.push({
    at: 0,
    principal: 'role',
    caller: 'peoplereadcasesfunction',
    service: 'dynamodb',
    operation: 'Query',
    resources: [],
  });
  await get('overview');
  expect(reads()).toBe(before);
  cloud.calls.push({
    at: 0,
    principal: 'role',
    caller: 'recordturn',
    service: 'dynamodb',
    operation: 'UpdateItem',
    resources: [],
  });
  await get('overview');
  await get('cases/C-1');
  expect(reads()).toBe(before + 2);
  const calls = (await (await get('calls')).json()) as { caller: string }[];
  expect(calls.map(({ caller }) => caller)).toEqual(['recordturn']);
});
