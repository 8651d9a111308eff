import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TicketsConfig } from '../../layers/core/domain/config/tickets.ts';
import { createHandoffTickets } from '../../layers/core/store/handoffTickets.ts';
import { createTicketDesk } from '../../layers/core/tickets/ticketDesk.ts';
import { createTicketSystem } from '../../layers/core/tickets/ticketSystem.ts';
import { webhookSignature } from '../../layers/core/tickets/webhook.ts';
import { NOW } from '../core/makeCase.ts';
import { createMemoryTable } from '../core/memoryTable.ts';

interface Seen {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: any;
  raw: string;
}
let server: Server;
let url: string;
let seen: Seen[] = [];
/** What the server answers next, by method and path; 404 for anything else. */
let answers: Record<string, { status?: number; body: unknown }> = {};

beforeAll(async () => {
  server = createServer((request, response) => {
    let raw = '';
    request.on('data', chunk => (raw += chunk));
    request.on('end', () => {
      const path = request.url!.split('?')[0]!;
      seen.push({
        method: request.method!,
        url: request.url!,
        headers: request.headers as Record<string, string>,
        body: raw ? JSON.parse(raw) : undefined,
        raw,
      });
      const { status = 200, body } = answers[`${request.method} ${path}`] ?? { status: 404, body: {} };
      response.writeHead(status, { 'content-type': 'application/json', location: '/elsewhere' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise(resolve => server.close(resolve)));
beforeEach(() => {
  seen = [];
  answers = {};
});

const TICKET = {
  caseId: 'C-TEST',
  epoch: 3,
  urgency: 'high' as const,
  language: 'en',
  subject: 'Case C-TEST needs your answer',
  text: 'May we <b>refund</b>?',
  link: 'https://help.shop.example/reply/x',
};
const ZENDESK: TicketsConfig = {
  system: 'zendesk',
  url: 'https://z.example',
  user: 'us@p.example',
  group: '77',
};
const FRESHDESK: TicketsConfig = { system: 'freshdesk', url: 'https://f.example', requester: 'us@p.example' };
const JIRA: TicketsConfig = {
  system: 'jira-service-management',
  url: 'https://j.example',
  user: 'us@p.example',
  serviceDesk: '4',
  requestType: '25',
  project: 'HELP',
};
const WEBHOOK: TicketsConfig = { system: 'webhook', url: 'https://w.example' };

function desk(config: TicketsConfig) {
  const tickets = createHandoffTickets({ table: createMemoryTable(), retentionDays: 30, now: () => NOW });
  const system = createTicketSystem(config, { url, token: async () => 'secret', now: () => NOW });
  return { tickets, desk: createTicketDesk(system, tickets) };
}
const decoded = (header: string | undefined) =>
  Buffer.from((header ?? '').replace('Basic ', ''), 'base64').toString();

test('Zendesk: one ticket with external id, priority and group, by the API token of its user', async () => {
  answers['POST /api/v2/tickets.json'] = { status: 201, body: { ticket: { id: 35436 } } };
  const zendesk = desk(ZENDESK);
  expect(await zendesk.desk.open(TICKET)).toEqual({ id: '35436' });
  expect(await zendesk.desk.open(TICKET)).toEqual({ id: '35436' });
  expect(seen).toHaveLength(1);
  expect(decoded(seen[0]!.headers.authorization)).toBe('us@p.example/token:secret');
  expect(seen[0]!.headers['idempotency-key']).toBe('C-TEST-3');
  expect(seen[0]!.body.ticket).toMatchObject({
    subject: TICKET.subject,
    priority: 'high',
    external_id: 'C-TEST-3',
    group_id: 77,
    comment: { body: expect.stringMatching(/^Hand-over C-TEST-3\n[\s\S]*May we <b>refund<\/b>\?/) },
  });
  expect(await zendesk.tickets.handoffOf('35436')).toMatchObject({ caseId: 'C-TEST', epoch: 3 });
});

test('Freshdesk: HTML description with everything escaped, its numbers for priority and status, a tag to find it by', async () => {
  answers['POST /api/v2/tickets'] = { status: 201, body: { id: 12 } };
  expect(await desk(FRESHDESK).desk.open(TICKET)).toEqual({ id: '12' });
  expect(decoded(seen[0]!.headers.authorization)).toBe('secret:X');
  expect(seen[0]!.body).toMatchObject({
    subject: TICKET.subject,
    email: 'us@p.example',
    priority: 3,
    status: 2,
    source: 2,
    tags: ['augmented-support', 'C-TEST-3'],
    description: expect.stringContaining('May we &lt;b&gt;refund&lt;/b&gt;?<br>'),
  });
});

test('Jira Service Management: a customer request of the configured type', async () => {
  answers['POST /rest/servicedeskapi/request'] = { status: 201, body: { issueId: '1', issueKey: 'HELP-7' } };
  expect(await desk(JIRA).desk.open(TICKET)).toEqual({ id: 'HELP-7' });
  expect(decoded(seen[0]!.headers.authorization)).toBe('us@p.example:secret');
  expect(seen[0]!.body).toMatchObject({
    serviceDeskId: '4',
    requestTypeId: '25',
    requestFieldValues: {
      summary: expect.stringContaining('C-TEST'),
      description: expect.stringContaining('Hand-over C-TEST-3'),
    },
  });
});

test('the generic webhook: signed over time and body; without an id of its own the key is the id', async () => {
  answers['POST /'] = { body: {} };
  expect(await desk(WEBHOOK).desk.open(TICKET)).toEqual({ id: 'C-TEST-3' });
  const [{ headers, raw, body }] = seen as [Seen];
  const seconds = headers['x-support-timestamp']!;
  expect(Number(seconds)).toBe(NOW.getTime() / 1000);
  expect(headers['x-support-signature']).toBe(webhookSignature(seconds, raw, 'secret'));
  expect(body).toMatchObject({ type: 'handoff', key: 'C-TEST-3', caseId: 'C-TEST', link: TICKET.link });
});

test.each<[TicketsConfig, Record<string, unknown>, [string, unknown][]]>([
  [
    ZENDESK,
    { 'POST /api/v2/tickets.json': { ticket: { id: 9 } }, 'PUT /api/v2/tickets/9.json': {} },
    [
      [
        'PUT /api/v2/tickets/9.json',
        { ticket: { status: 'solved', comment: { body: 'Hand-over C-TEST-3\n\nDone <b>.', public: false } } },
      ],
    ],
  ],
  [
    FRESHDESK,
    { 'POST /api/v2/tickets': { id: 9 }, 'POST /api/v2/tickets/9/notes': {}, 'PUT /api/v2/tickets/9': {} },
    [
      ['POST /api/v2/tickets/9/notes', { body: 'Hand-over C-TEST-3<br><br>Done &lt;b&gt;.', private: true }],
      ['PUT /api/v2/tickets/9', { status: 4 }],
    ],
  ],
  [
    JIRA,
    {
      'POST /rest/servicedeskapi/request': { issueKey: 'HELP-9' },
      'POST /rest/servicedeskapi/request/HELP-9/comment': {},
    },
    [
      [
        'POST /rest/servicedeskapi/request/HELP-9/comment',
        { body: 'Hand-over C-TEST-3\n\nDone <b>.', public: false },
      ],
    ],
  ],
  [
    WEBHOOK,
    { 'POST /': { id: 't9' } },
    [['POST /', { type: 'settled', key: 'C-TEST-3', id: 't9', note: 'Hand-over C-TEST-3\n\nDone <b>.' }]],
  ],
])(
  '%o: a hand-over that is over is settled once, in a note that stays inside',
  async (config, bodies, expected) => {
    const one = desk(config);
    await one.desk.settle(TICKET, 'Done <b>.');
    expect(seen).toEqual([]);
    answers = Object.fromEntries(Object.entries(bodies).map(([route, body]) => [route, { body }]));
    await one.desk.open(TICKET);
    seen = [];
    await one.desk.settle(TICKET, 'Done <b>.');
    await one.desk.settle(TICKET, 'Done <b>.');
    expect(seen.map(({ method, url: path, body }) => [`${method} ${path}`, body])).toEqual(expected);
  },
);

test('a conversation without end is cut to what ticket systems take, and says where the rest is', async () => {
  answers['POST /rest/servicedeskapi/request'] = { status: 201, body: { issueKey: 'HELP-8' } };
  await desk(JIRA).desk.open({ ...TICKET, text: 'x'.repeat(200_000) });
  const { description } = seen[0]!.body.requestFieldValues;
  expect(description.length).toBeLessThan(32_767);
  expect(description).toContain(`The rest is here: ${TICKET.link}`);
});

test.each<[TicketsConfig, string, unknown, string, RegExp]>([
  [ZENDESK, 'GET /api/v2/tickets.json', { tickets: [{ id: 9 }] }, '9', /external_id=C-TEST-3$/],
  [FRESHDESK, 'GET /api/v2/search/tickets', { results: [{ id: 9 }] }, '9', /tag%3A%27C-TEST-3%27/],
  [JIRA, 'GET /rest/api/3/search/jql', { issues: [{ key: 'HELP-9' }] }, 'HELP-9', /C-TEST-3/],
])(
  '%o: a ticket of an attempt that got lost is found, not opened again',
  async (config, route, found, id, query) => {
    const lost = desk(config);
    await expect(lost.desk.open(TICKET)).rejects.toThrow('HTTP 404');
    seen = [];
    answers[route] = { body: found };
    expect(await lost.desk.open(TICKET)).toEqual({ id });
    expect(seen.map(({ method }) => method)).toEqual(['GET']);
    expect(seen[0]!.url).toMatch(query);
  },
);

test.each([
  ['a refusal', { status: 403, body: { error: 'no' } }, 'HTTP 403'],
  ['a redirect', { status: 302, body: {} }, 'POST /api/v2/tickets.json'],
  ['a reply without a ticket', { body: { ticket: {} } }, 'names no ticket'],
])('%s is an error that says what, and holds neither token nor text', async (_, answer, message) => {
  answers['POST /api/v2/tickets.json'] = answer;
  const failed = await desk(ZENDESK)
    .desk.open(TICKET)
    .catch((error: Error) => error);
  expect(String(failed)).toContain(message);
  expect(String(failed)).not.toMatch(/secret|refund/);
});
