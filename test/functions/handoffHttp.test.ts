import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { createHandler as createHandoffs } from '../../functions/answer-handoff/handler.ts';
import { createHandler as createTickets } from '../../functions/take-ticket-reply/handler.ts';
import { createHandoffTickets } from '../../layers/core/store/handoffTickets.ts';
import { webhookSignature } from '../../layers/core/tickets/webhook.ts';
import { makeCase, makeConfig } from '../core/makeCase.ts';
import { makeWorld } from './makeWorld.ts';

/** What HTTP says of it: the status tells a page, and a ticket system, what to do next. */
async function stage(clientTeam: object = {}) {
  const base = makeConfig();
  const world = makeWorld({ config: makeConfig({ clientTeam: { ...base.clientTeam, ...clientTeam } }) });
  await world.store.create(makeCase({ state: 'with-client', owner: 'client', epoch: 3, ask: 'May we?' }));
  const token = (await world.links.handoff('C-TEST', 3, 7)).split('/').at(-1)!;
  const handoffs = createHandoffs(async () => world as never, world.visits);
  const call = async (route: string, path: object, body?: unknown, headers: Record<string, string> = {}) => {
    const reply = await handoffs({
      routeKey: route,
      pathParameters: path,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    } as unknown as APIGatewayProxyEventV2);
    return [reply.statusCode, JSON.parse(reply.body)] as const;
  };
  return { world, token, call };
}
const HANDOFF = 'GET /handoffs/{token}';
const ANSWER = 'POST /handoffs/{token}';
const at = (part: string) => `POST /handoffs/{token}/${part}`;

test('a good link opens; an answer is taken, and a later one told that it is used', async () => {
  const { token, call } = await stage();
  expect(await call(HANDOFF, { token })).toMatchObject([200, { ask: 'May we?', caseId: 'C-TEST' }]);
  expect(await call(ANSWER, { token }, { kind: 'answer', text: 'Yes.' })).toEqual([200, { ok: true }]);
  for (const answer of [{ kind: 'take-over' }, { kind: 'answer', text: 'No.' }])
    expect(await call(ANSWER, { token }, answer)).toMatchObject([410, { error: 'used' }]);
  expect(await call(HANDOFF, { token })).toMatchObject([410, { error: 'used' }]);
});

test.each([
  ['no words', { kind: 'answer', text: '  ' }, 'text: must not be empty'],
  ['an unknown kind', { kind: 'shrug', text: 'x' }, 'kind: answer, instruct, take-over or decline'],
  ['what is not known here', { kind: 'decline', text: 'x', to: 'me' }, 'to: not known here'],
  ['a file that is no id', { kind: 'answer', text: 'x', attachments: ['../x'] }, 'attachments.0'],
])('%s is told where and what', async (_, body, message) => {
  const { token, call, world } = await stage();
  const [status, reply] = await call(ANSWER, { token }, body);
  expect([status, reply.message]).toEqual([400, expect.stringContaining(message)]);
  expect((await world.store.get('C-TEST'))!.answer).toBeUndefined();
});

test.each([
  [{}, 'en'],
  [{ language: 'de' }, 'de'],
  [{ language: 'de', contacts: [{ name: 'Kim', email: 'kim@shop.example', language: 'it' }] }, 'it'],
])('the page is told the language of its reader: %j', async (clientTeam, language) => {
  const { token, call } = await stage(clientTeam);
  expect(await call(HANDOFF, { token })).toMatchObject([200, { client: { language } }]);
});

test('a code is asked for with 401, sent, mistaken, taken; then the pass opens', async () => {
  const { token, call, world } = await stage({ forwarding: 'code' });
  expect(await call(HANDOFF, { token })).toMatchObject([401, { error: 'code' }]);
  expect(await call(at('codes'), { token })).toEqual([200, { ok: true }]);
  const code = /is (\d{6})/.exec(world.sent.mails[0]!.text)![1]!;
  expect(await call(at('passes'), { token }, { code: 'abc' })).toMatchObject([400, {}]);
  const wrong = code === '123456' ? '654321' : '123456';
  expect(await call(at('passes'), { token }, { code: wrong })).toMatchObject([401, { error: 'wrong-code' }]);
  const [, { pass }] = await call(at('passes'), { token }, { code });
  expect(await call(HANDOFF, { token }, undefined, { authorization: `Bearer ${pass}` })).toMatchObject([
    200,
    { caseId: 'C-TEST' },
  ]);
  for (let n = 0; n < 2; n++) await call(at('codes'), { token });
  expect(await call(at('codes'), { token })).toMatchObject([429, { error: 'too-many' }]);
});

test('a new link is answered for in the same words, whatever the link', async () => {
  const { token, call } = await stage();
  for (const any of [token, `${token}x`, 'h.C-TEST.1.z.z', 'h.C-NOBODY.3-0.z.z', 'rubbish'])
    expect(await call(at('renewals'), { token: any })).toEqual([200, { ok: true }]);
});

test('files: too large 413, of a wrong kind 400, a forged link 404', async () => {
  const { token, call } = await stage();
  const file = { name: 'a.pdf', type: 'application/pdf', size: 10 };
  expect(await call(at('attachments'), { token }, file)).toMatchObject([200, { id: expect.any(String) }]);
  expect(await call(at('attachments'), { token }, { ...file, size: 99_999_999 })).toMatchObject([413, {}]);
  expect(await call(at('attachments'), { token }, { ...file, type: 'text/html' })).toMatchObject([400, {}]);
  expect(await call('GET /files/{token}', { token })).toMatchObject([404, { error: 'forged' }]);
});

test('a ticket system is told 401 for what it did not sign, 404 for another system, and 200 for what needs no repeating', async () => {
  const { world } = await stage({ tickets: { system: 'webhook', url: 'https://w.example' } });
  const tickets = createHandoffTickets({ table: world.table, retentionDays: 30, now: world.now });
  await tickets.keep('C-TEST-3', 't1', { caseId: 'C-TEST', epoch: 3 });
  const handler = createTickets(async () => ({ ...world, tickets, secret: async () => 's' }) as never);
  const send = async (body: string, { system = 'webhook', secret = 's', encoded = false } = {}) => {
    const seconds = Math.floor(world.now().getTime() / 1000);
    const { statusCode, body: reply } = await handler({
      routeKey: 'POST /tickets/{system}',
      pathParameters: { system },
      headers: {
        'x-support-timestamp': String(seconds),
        'x-support-signature': webhookSignature(seconds, body, secret),
      },
      body: encoded ? Buffer.from(body).toString('base64') : body,
      isBase64Encoded: encoded,
    } as unknown as APIGatewayProxyEventV2);
    return [statusCode, JSON.parse(reply)];
  };
  const reply = (more: object = {}) =>
    JSON.stringify({ id: 't1', key: 'r1', kind: 'answer', text: 'Yes, für alle.', ...more });
  expect(await send(reply(), { secret: 'guessed' })).toMatchObject([401, { error: 'not-signed' }]);
  expect(await send(reply(), { system: 'zendesk' })).toMatchObject([404, { error: 'other-system' }]);
  expect(await send('{"id": 1}')).toMatchObject([400, { error: 'not-understood' }]);
  expect(await send(reply({ text: 'x'.repeat(300_000) }))).toMatchObject([413, {}]);
  expect(await send(reply({ id: 't2' }))).toEqual([200, { taken: false, why: 'unknown-ticket' }]);
  // The signature is over the bytes, however API Gateway hands them on.
  expect(await send(reply(), { encoded: true })).toEqual([200, { taken: true }]);
  expect(await send(reply({ key: 'r2' }))).toEqual([200, { taken: false, why: 'used' }]);
});
