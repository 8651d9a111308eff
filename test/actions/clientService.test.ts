import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClientService, type ServiceRequest } from '../../layers/core/service/clientService.ts';

type Answer = (response: ServerResponse, request: IncomingMessage, nth: number) => void;
let server: Server;
let answer: Answer;
let seen: IncomingMessage[] = [];
let baseUrl: string;
beforeAll(async () => {
  server = createServer((request, response) => answer(response, request, seen.push(request)));
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterAll(() => new Promise(closed => server.close(closed)));
beforeEach(() => void (seen = []));

const json = (status: number, body: unknown) => (response: ServerResponse) =>
  void response.writeHead(status).end(JSON.stringify(body));
const open = (more: object = {}) =>
  createClientService({ baseUrl, keyHeader: 'x-api-key', key: async () => 'secret', ...more });
const request = (overrides: Partial<ServiceRequest> = {}): ServiceRequest => ({
  method: 'POST',
  url: `${baseUrl}/orders/1/cancel`,
  body: { order: '1' },
  timeoutSeconds: 5,
  ...overrides,
});

test('the key, the idempotency key and the body go along', async () => {
  answer = json(200, { amount: 3 });
  expect(await open().send(request(), 'k-1')).toEqual({ ok: true, json: { amount: 3 } });
  expect(seen[0]!.headers).toMatchObject({
    'x-api-key': 'secret',
    'idempotency-key': 'k-1',
    'content-type': 'application/json',
  });
});

test("an action's own secret goes into its own header, and the service's key doesn't", async () => {
  answer = json(200, {});
  const auth = { secret: 'payments', header: 'authorization', prefix: 'Bearer ' };
  await open({ secrets: { payments: async () => 'other' } }).send(request({ auth }), 'k-1');
  expect(seen[0]!.headers.authorization).toBe('Bearer other');
  expect(seen[0]!.headers['x-api-key']).toBeUndefined();
  await expect(open().send(request({ auth }), 'k-1')).rejects.toThrow(/secret "payments"/);
});

const FLAKY: [string, Partial<ServiceRequest>, number, number][] = [
  ['GET', { method: 'GET', body: undefined }, 503, 2],
  ['PUT', { method: 'PUT' }, 500, 2],
  ['DELETE', { method: 'DELETE', body: undefined }, 429, 2],
  ['POST', {}, 503, 1],
  ['POST of a service that knows the key', { repeatable: true }, 503, 2],
  ['PUT that is told not to be', { method: 'PUT', repeatable: false }, 503, 1],
  ['what was refused', { method: 'GET', body: undefined }, 422, 1],
];
test.each(FLAKY)('%s: %o after %i is tried %i times', async (_, overrides, status, tries) => {
  answer = (response, _request, nth) => json(nth === 1 ? status : 200, {})(response);
  const reply = await open().send(request(overrides), 'k-1');
  expect(seen).toHaveLength(tries);
  expect(new Set(seen.map(({ headers }) => headers['idempotency-key']))).toEqual(new Set(['k-1']));
  expect(reply.ok).toBe(tries === 2);
});

test.each<[string, Answer, object]>([
  ['404', json(404, {}), { ok: false, why: 'not-found' }],
  ['409', json(409, {}), { ok: false, why: 'failed', status: 409 }],
  ['a dropped line', response => response.destroy(), { ok: false, why: 'no-answer' }],
  ['what is no JSON', response => void response.end('<html>'), { ok: false, why: 'no-answer' }],
  ['a huge reply', response => void response.end('x'.repeat(70_000)), { ok: false, why: 'no-answer' }],
  [
    'a redirect elsewhere',
    response => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    { ok: false, why: 'no-answer', status: 302 },
  ],
])('%s', async (_, how, expected) => {
  answer = how;
  expect(await open().send(request(), 'k-1')).toEqual(expected);
});

test('a reply that never ends is cut off', async () => {
  let stop = false;
  answer = response => {
    response.on('close', () => (stop = true));
    const more = () => !stop && response.write('x'.repeat(16_384), more);
    more();
  };
  expect(await open().send(request(), 'k-1')).toEqual({ ok: false, why: 'no-answer' });
});

test('nothing is called once the time is used up', async () => {
  answer = json(200, {});
  expect(await open({ budgetMs: 0 }).get(`${baseUrl}/x`)).toEqual({ ok: false, why: 'no-answer' });
  expect(seen).toEqual([]);
});

test.each(['http://127.0.0.1:1/v1/x', 'https://evil.test/v1/x', '../admin', '/v1evil/x', '/v1/%2e%2e/admin'])(
  'never leaves the service: %s',
  async url => {
    const target = new URL(url, `${baseUrl}/`).href;
    await expect(open().get(target)).rejects.toThrow(/not the client's service/);
    expect(seen).toEqual([]);
  },
);
