import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { createHandler as createHandoffs } from '../../functions/answer-handoff/handler.ts';
import { createHandler as createCalls } from '../../functions/call-person/handler.ts';
import { createHandler as createOversight } from '../../functions/oversee-cases/handler.ts';
import { createHandler as createReads } from '../../functions/read-cases/handler.ts';
import { createHandler as createFiles } from '../../functions/read-file/handler.ts';
import { createHandler as createSearch } from '../../functions/search-knowledge/handler.ts';
import { createHandler as createChats } from '../../functions/start-chat/handler.ts';
import { createHandler as createTranscripts } from '../../functions/send-transcript/handler.ts';
import { createHandler as createSurveys } from '../../functions/take-survey/handler.ts';
import { createHandler as createTickets } from '../../functions/take-ticket-reply/handler.ts';
import { createHandler as createWork } from '../../functions/work-case/handler.ts';
import { createHandoffTickets } from '../../layers/core/store/handoffTickets.ts';
import { makeCase, makeConfig } from '../core/makeCase.ts';
import { makeWorld, type World } from '../functions/makeWorld.ts';
import { fixtureTemplates } from '../infra/fixtureTemplates.ts';
import { ofType } from '../infra/templateJson.ts';

/** Everybody who may stand before the API. The case is in the queue `general` and with Ada. */
const WHO = {
  nobody: undefined,
  'signed in, no role': ['queue:general'],
  'agent of another queue': ['agents', 'queue:billing'],
  'agent of no queue': ['agents'],
  'agent of its queue': ['agents', 'queue:general'],
  'whose case it is': ['agents', 'queue:general'],
  reviewer: ['reviewers'],
  manager: ['managers'],
  supervisor: ['supervisors'],
  // Names that look like roles are none.
  'inventor of roles': ['supervisors2', 'Supervisors', 'agent', 'x,supervisors', 'queue:supervisors'],
} as const;
type Who = keyof typeof WHO;
const everyone = Object.keys(WHO) as Who[];

const OVERSEERS: Who[] = ['reviewer', 'manager', 'supervisor'];
const READERS: Who[] = ['agent of its queue', 'whose case it is', ...OVERSEERS];
const WITH_ROLE: Who[] = ['agent of another queue', 'agent of no queue', ...READERS];
const WORKERS: Who[] = ['agent of its queue', 'whose case it is', 'supervisor'];
const HOLDER: Who[] = ['whose case it is'];
const HOLDER_OR_SUPERVISOR: Who[] = ['whose case it is', 'supervisor'];

interface Row {
  /** Who gets past the door; everybody else is refused, and nothing has changed. */
  may: Who[];
  body?: object;
  query?: Record<string, string>;
  path?: Record<string, string>;
}
const CASE = { caseId: 'C-MINE' };
const work = (may: Who[], body: object = {}): Row => ({ may, path: CASE, body: { epoch: 2, ...body } });
const key = 'key-00001';

/** One row a route that wants a login. A route without a row fails below. */
const SIGNED_IN: Record<string, Row> = {
  'GET /me': { may: WITH_ROLE },
  'GET /cases': { may: WITH_ROLE },
  'GET /cases/{caseId}': { may: READERS, path: CASE },
  'GET /cases/{caseId}/mails/{mailId}/files/{fileId}': {
    may: READERS,
    path: { ...CASE, mailId: 'm1', fileId: 'whole' },
  },
  'GET /cases/{caseId}/files/{fileId}': { may: READERS, path: { ...CASE, fileId: 'f-C-MINE' } },
  'GET /knowledge': { may: WITH_ROLE, query: { q: 'returns' } },
  'GET /supervision': { may: ['manager', 'supervisor'] },
  'GET /corrections': { may: OVERSEERS },
  'GET /audit': { may: ['manager', 'supervisor'], query: { caseId: 'C-MINE' } },
  'POST /corrections/{id}/approve': { may: ['reviewer'], path: { id: 'C-MINE:draft-edited:t1' } },
  'POST /corrections/{id}/refuse': { may: ['reviewer'], path: { id: 'C-MINE:draft-edited:t1' } },
  'POST /cases/{caseId}/accept': work(HOLDER),
  'POST /cases/{caseId}/reply': work(HOLDER, { key, text: 'Yes.' }),
  'POST /cases/{caseId}/send-draft': work(HOLDER, { key }),
  'POST /cases/{caseId}/reject-draft': work(HOLDER, { reason: 'Wrong.' }),
  'POST /cases/{caseId}/resolve': work(HOLDER, { how: 'Told them.' }),
  'POST /cases/{caseId}/hand-off': work(HOLDER, { ask: 'May we?' }),
  'POST /cases/{caseId}/back-to-ai': work(HOLDER),
  'POST /cases/{caseId}/action': work(HOLDER, { action: 'none' }),
  'POST /cases/{caseId}/transfer': work(HOLDER_OR_SUPERVISOR, { queue: 'billing' }),
  'POST /cases/{caseId}/release': work(HOLDER_OR_SUPERVISOR),
  'POST /cases/{caseId}/wrap-up': { may: HOLDER_OR_SUPERVISOR, path: CASE, body: { code: 'none' } },
  'POST /cases/{caseId}/note': { may: WORKERS, path: CASE, body: { key, text: 'Hm.' } },
  'POST /cases/{caseId}/triage': work(WORKERS, { urgency: 'high' }),
  'POST /cases/{caseId}/priority': work(['supervisor'], { priority: 1 }),
  'POST /cases/{caseId}/assign': work(['supervisor'], { agent: 'bo' }),
};
/** Routes without a login: what they are let in by, each tested in tokens.test.ts, webhooks.test.ts or startChat.test.ts. */
const OPEN: Record<string, 'link' | 'signature' | 'work'> = {
  'POST /chats': 'work',
  'POST /tickets/{system}': 'signature',
  ...Object.fromEntries(
    [
      'GET /handoffs/{token}',
      'POST /handoffs/{token}',
      ...['codes', 'passes', 'renewals', 'attachments'].map(part => `POST /handoffs/{token}/${part}`),
      'GET /files/{token}',
      'GET /people/{token}',
      'POST /people/{token}',
      'GET /surveys/{token}',
      'POST /surveys/{token}',
      'POST /transcripts/{token}',
    ].map(route => [route, 'link' as const]),
  ),
};

const { support } = await fixtureTemplates();

describe('the table of routes', () => {
  const routes = ofType(support, 'AWS::ApiGatewayV2::Route');
  const keysOf = (isOpen: boolean) =>
    routes
      .filter(({ properties }) => (properties.AuthorizationType ?? 'NONE') === (isOpen ? 'NONE' : 'JWT'))
      .map(({ properties }) => properties.RouteKey as string)
      .sort();

  test('every route that wants a login has a row here, and no row is for nothing', () => {
    expect(keysOf(false)).toEqual(Object.keys(SIGNED_IN).sort());
  });
  test('every route without a login says what lets in', () => {
    expect(keysOf(true)).toEqual(Object.keys(OPEN).sort());
  });
  test('there is no other kind of route', () => {
    expect(routes).toHaveLength(Object.keys(SIGNED_IN).length + Object.keys(OPEN).length);
  });
});

async function stage() {
  const world = makeWorld({
    config: makeConfig({
      clientTeam: { ...makeConfig().clientTeam, tickets: { system: 'webhook', url: 'https://w.example' } },
    }),
  });
  const held = {
    state: 'with-agent' as const,
    owner: 'provider' as const,
    epoch: 2,
    agent: { id: 'ada', name: 'Ada' },
    queue: 'general',
    draft: { text: 'Size 42 fits.', citations: [], turnId: 't1' },
    dueAt: world.now().toISOString(),
    customer: { identity: 'claimed' as const, email: 'jo@mail.example', attributes: {} },
  };
  await world.store.create(makeCase({ caseId: 'C-MINE', ...held }));
  await world.store.create(
    makeCase({
      caseId: 'C-OTHER',
      ...held,
      contactId: 'contact-2',
      queue: 'billing',
      agent: { id: 'cy', name: 'Cy' },
    }),
  );
  for (const caseId of ['C-MINE', 'C-OTHER']) {
    const contactId = caseId === 'C-MINE' ? 'contact-1' : 'contact-2';
    await world.store.saveContact({ contactId, caseId, channel: 'chat' });
    await world.store.addTurn({
      turnId: 't1',
      caseId,
      contactId,
      channel: 'email',
      at: world.now().toISOString(),
      customer: 'Which size fits me?',
      mail: { id: caseId === 'C-MINE' ? 'm1' : 'm2', subject: 'Size', authenticated: true, files: [] },
    });
    const file = { id: `f-${caseId}`, name: 'foot.png', type: 'image/png', size: 8 };
    await world.store.addTurn({
      turnId: `file:${caseId}`,
      caseId,
      contactId,
      channel: 'chat',
      at: world.now().toISOString(),
      files: [file],
    });
    await world.checkedFiles.add({ ...file, key: `attachments/${file.id}` });
  }
  await world.corrections.add({
    id: 'C-MINE:draft-edited:t1',
    kind: 'draft-edited',
    caseId: 'C-MINE',
    topic: 'sizing',
    language: 'en',
    by: 'agent:ada',
    at: world.now().toISOString(),
  });
  await world.presence.seen({ id: 'bo', name: 'Bo', queues: ['general'] });
  const tickets = createHandoffTickets({ table: world.table, retentionDays: 30, now: world.now });
  const deps = {
    ...world,
    tickets,
    uploads: world.checkedFiles,
    secret: world.linkKey,
    siteKey: world.linkKey,
    streamTo: 'topic',
    languages: ['en'],
    turnArn: 'turn',
  };
  const late = async () => deps as never;
  const handlers = [
    createReads(late),
    createWork(async () => world.work),
    createOversight(late),
    createSearch(late),
    createFiles(deps),
    createHandoffs(late, world.visits),
    createTickets(late),
    createSurveys(deps, async () => world.config),
    createCalls(deps, async () => world.config),
    createChats(deps),
    createTranscripts(late, world.visits),
  ];
  return { world, before: snapshot(world), handlers };
}
type Staged = Awaited<ReturnType<typeof stage>>;
/** All that is kept and all that went out, but for how often an address knocked. */
const snapshot = ({ table, sent }: World): string =>
  JSON.stringify([[...table.items.entries()].filter(([key]) => !key.startsWith('VISITS#')).sort(), sent]);

async function call(
  { handlers }: Staged,
  route: string,
  row: Partial<Row>,
  groups?: readonly string[],
  id = 'x',
) {
  const event = {
    routeKey: route,
    pathParameters: row.path ?? {},
    queryStringParameters: row.query ?? {},
    headers: {},
    body: row.body && JSON.stringify(row.body),
    requestContext: groups
      ? {
          authorizer: {
            jwt: { claims: { sub: id, 'cognito:username': id, 'cognito:groups': `[${groups.join(' ')}]` } },
          },
        }
      : {},
  } as unknown as APIGatewayProxyEventV2;
  for (const handler of handlers) {
    const reply = await handler(event);
    if (JSON.parse(reply.body).error !== 'no-such-route') return reply;
  }
  throw new Error(`nobody answers ${route}`);
}

const idOf = (who: Who) => (who === 'whose case it is' ? 'ada' : 'x');
const REFUSED = [401, 403, 404, 409];

describe.each(Object.entries(SIGNED_IN))('%s', (route, row) => {
  test.each(everyone)('%s', async who => {
    const staged = await stage();
    const { statusCode, body } = await call(staged, route, row, WHO[who], idOf(who));
    if (row.may.includes(who)) {
      // Past the door it may still be refused for what it asks, never for who asks.
      expect([200, 422]).toContain(statusCode);
      return;
    }
    expect(REFUSED).toContain(statusCode);
    expect(body).not.toMatch(/jo@mail|Which size|Size 42/);
    expect(snapshot(staged.world)).toBe(staged.before);
  });
});

const ON_A_CASE = Object.entries(SIGNED_IN).filter(([, { path }]) => path?.caseId);
describe("somebody else's case", () => {
  test.each(ON_A_CASE)(
    '%s: an agent gets nothing of another queue, whatever they hold themselves',
    async (route, row) => {
      const staged = await stage();
      const other = {
        ...row,
        path: { ...row.path, caseId: 'C-OTHER', ...(row.path!.mailId && { mailId: 'm2' }) },
      };
      const { statusCode, body } = await call(staged, route, other, WHO['whose case it is'], 'ada');
      expect([403, 404]).toContain(statusCode);
      expect(body).not.toMatch(/jo@mail|Which size|Size 42/);
      expect(snapshot(staged.world)).toBe(staged.before);
    },
  );

  test("a mail of another case is none of one's own case", async () => {
    const staged = await stage();
    for (const mailId of ['m2', '../m1', 'm1/../m2', '']) {
      const path = { caseId: 'C-MINE', mailId, fileId: 'whole' };
      const { statusCode } = await call(
        staged,
        'GET /cases/{caseId}/mails/{mailId}/files/{fileId}',
        { path },
        WHO['whose case it is'],
        'ada',
      );
      expect([400, 404]).toContain(statusCode);
    }
  });

  test("a file of another case is none of one's own case", async () => {
    const staged = await stage();
    for (const fileId of ['f-C-OTHER', '../f-C-MINE', '']) {
      const path = { caseId: 'C-MINE', fileId };
      const route = 'GET /cases/{caseId}/files/{fileId}';
      const { statusCode } = await call(staged, route, { path }, WHO['whose case it is'], 'ada');
      expect([400, 404]).toContain(statusCode);
    }
  });

  test('a list holds nothing that could not be read one by one', async () => {
    const staged = await stage();
    for (const who of everyone.filter(one => WITH_ROLE.includes(one))) {
      const { body } = await call(staged, 'GET /cases', { query: { queue: 'billing' } }, WHO[who], idOf(who));
      const seesAll = OVERSEERS.includes(who) || who === 'agent of another queue';
      expect(JSON.parse(body).cases).toHaveLength(seesAll ? 1 : 0);
    }
  });

  test('ids with the marks of keys lead nowhere', async () => {
    for (const caseId of ['C-MINE#x', 'C-OTHER', '../C-OTHER', 'C-MINE|CASE', '*', '__proto__', 'C-mine']) {
      const staged = await stage();
      const { statusCode } = await call(
        staged,
        'GET /cases/{caseId}',
        { path: { caseId } },
        WHO['whose case it is'],
        'ada',
      );
      expect([403, 404]).toContain(statusCode);
    }
  });
});

describe('a door without a login', () => {
  test.each(Object.keys(OPEN))('%s: rubbish opens nothing', async route => {
    for (const token of [
      '',
      'x',
      'h.C-MINE.2-0.zzzzzz.AAAAAAAAAAAAAAAAAAAAAA',
      '....',
      '__proto__',
      'a'.repeat(10_000),
    ]) {
      const staged = await stage();
      const path: Record<string, string> = route.includes('{system}') ? { system: 'webhook' } : { token };
      const body = route.startsWith('POST')
        ? { code: '123456', kind: 'answer', text: 'x', score: 5 }
        : undefined;
      const { statusCode } = await call(staged, route, { path, ...(body && { body }) });
      // To whoever asks for a new link the answer is always the same; nothing came of it all the same.
      expect(statusCode === 200 ? route : 'refused').toBe(
        statusCode === 200 ? 'POST /handoffs/{token}/renewals' : 'refused',
      );
      expect(statusCode).toBeLessThan(500);
      expect(snapshot(staged.world)).toBe(staged.before);
    }
  });
});
