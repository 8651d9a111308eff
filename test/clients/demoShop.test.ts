import { afterEach, describe, expect, test } from '@jest/globals';
import { startDemoShop, type DemoShop } from '../../local/demo-shop/shop.ts';
import { openStore } from '../../local/core/store.ts';
import { ORDERS } from '../../local/demo-shop/orders.ts';

const WEDNESDAY = Date.parse('2027-03-10T09:00:00Z');
const KEY = 'demo-key';
const started: DemoShop[] = [];
const lines: string[] = [];

async function shop(options: Partial<Parameters<typeof startDemoShop>[0]> = {}): Promise<DemoShop> {
  const one = await startDemoShop({
    port: 0,
    now: () => WEDNESDAY,
    log: line => lines.push(line),
    apiKey: KEY,
    ...options,
  });
  started.push(one);
  return one;
}
async function call(url: string, init: RequestInit & { key?: string } = {}) {
  const response = await fetch(url, {
    ...init,
    headers: {
      'x-api-key': KEY,
      'content-type': 'application/json',
      ...(init.key && { 'idempotency-key': init.key }),
      ...init.headers,
    },
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const reset = (url: string, key: string, email = 'mara.winter@mail.example') =>
  call(`${url}/password-resets`, { method: 'POST', key, body: JSON.stringify({ email }) });

afterEach(async () => {
  lines.length = 0;
  for (const one of started.splice(0)) await one.stop();
});

describe('tracking', () => {
  test.each([
    ['LF-204518', 'on its way', 'Bergpost BP7719402518, expected on 12 March 2027'],
    ['lf204518', 'on its way', 'Bergpost BP7719402518, expected on 12 March 2027'],
    ['LF-330915', 'received', 'it is not packed yet, expected on 15 March 2027'],
    ['LF-700131', 'on its way', 'Bergpost BP7719700131, expected on 15 March 2027'],
    ['LF-318842', 'being packed', 'Bergpost collects it from our warehouse next, expected on 13 March 2027'],
    ['LF-220871', 'at the pick-up point', 'Bergpost BP7719220871, waiting there until 18 March 2027'],
    ['LF-288106', 'delivered', 'Bergpost BP7719288106, handed over on 5 March 2027'],
    ['LF-277310', 'returned', 'Bergpost BP7719277310, back in our warehouse since 8 March 2027'],
    ['LF-609114', 'cancelled', 'nothing will be sent'],
  ])('%s is %s', async (orderNumber, status, detail) => {
    const { url } = await shop();
    expect(await call(`${url}/orders/${orderNumber}/tracking`)).toMatchObject({
      status: 200,
      body: { status, detail },
    });
  });

  test('days are counted from the clock of the machine', async () => {
    let now = WEDNESDAY;
    const { url } = await shop({ now: () => now });
    now += 24 * 3600_000;
    expect((await call(`${url}/orders/LF-204518/tracking`)).body.expectedOn).toBe('13 March 2027');
  });

  test('the order says whose it is, so that the AI can check who asks', async () => {
    const { url } = await shop();
    expect(await call(`${url}/orders/LF-204518`)).toMatchObject({
      status: 200,
      body: { orderNumber: 'LF-204518', customerId: 'K-1001', email: 'mara.winter@mail.example', total: 289 },
    });
  });

  test('there are at least twelve orders in every state, each of a known customer', async () => {
    expect(ORDERS.length).toBeGreaterThanOrEqual(12);
    expect(new Set(ORDERS.map(order => order.status)).size).toBe(7);
    const { url } = await shop();
    for (const { orderNumber } of ORDERS.filter(one => !one.orderNumber.startsWith('LF-9'))) {
      const { email, phone } = (await call(`${url}/orders/${orderNumber}`)).body;
      expect(email ?? phone).toMatch(/@mail\.example$|^\+43664/);
    }
  });
});

describe('refusals', () => {
  test.each([
    ['an unknown order', '/orders/LF-999999', 404],
    ['tracking of an unknown order', '/orders/LF-999999/tracking', 404],
    ['an unknown customer', '/customers?email=nobody@mail.example', 404],
    ['no address', '/customers', 400],
    ['an unknown path', '/warehouse', 404],
    ['the failing order', '/orders/LF-900002', 500],
    ['tracking of the failing order', '/orders/LF-900002/tracking', 500],
  ])('%s', async (_what, path, status) => {
    const { url } = await shop();
    expect((await call(`${url}${path}`)).status).toBe(status);
  });

  test.each([[undefined], [''], ['wrong']])('key %p is 401, and nothing is told', async key => {
    const { url } = await shop();
    const response = await fetch(`${url}/orders/LF-204518`, {
      headers: key === undefined ? {} : { 'x-api-key': key },
    });
    expect(response.status).toBe(401);
    expect(await response.text()).not.toContain('mara');
  });

  test('a taken port is an error that names it', async () => {
    const { url } = await shop();
    const port = Number(new URL(url).port);
    await expect(shop({ port })).rejects.toThrow(`cannot listen on port ${port}`);
  });
});

describe('password resets', () => {
  test('one mail a key, however often it is delivered', async () => {
    const demo = await shop();
    const first = await reset(demo.url, 'k1');
    expect(first).toEqual({
      status: 201,
      body: { status: 'sent', maskedEmail: 'm***@mail.example', validMinutes: 60 },
    });
    expect(await reset(demo.url, 'k1')).toEqual(first);
    expect(demo.outbox()).toEqual([
      { kind: 'password-reset', to: 'mara.winter@mail.example', at: WEDNESDAY },
    ]);
    await reset(demo.url, 'k2');
    expect(demo.outbox()).toHaveLength(2);
  });

  test.each([
    ['the key of another request', 'k1', { email: 'jonas.auer@mail.example' }, 422],
    ['no key', undefined, { email: 'mara.winter@mail.example' }, 400],
    ['no address', 'k2', {}, 400],
    ['an unknown address', 'k3', { email: 'nobody@mail.example' }, 404],
    ['a list', 'k4', [], 400],
  ])('%s', async (_what, key, body, status) => {
    const demo = await shop();
    await reset(demo.url, 'k1');
    const refused = await call(`${demo.url}/password-resets`, {
      method: 'POST',
      key,
      body: JSON.stringify(body),
    });
    expect(refused.status).toBe(status);
    expect(demo.outbox()).toHaveLength(1);
  });

  test('what was sent is remembered over a restart', async () => {
    const store = openStore(':memory:');
    const before = await shop({ store: store.collection('demo-shop') });
    await reset(before.url, 'k1');
    await before.stop();
    const after = await shop({ store: store.collection('demo-shop') });
    expect((await reset(after.url, 'k1')).status).toBe(201);
    expect(after.outbox()).toHaveLength(1);
    store.close();
  });
});

describe('cancellations', () => {
  const cancel = (url: string, orderNumber: string, key: string) =>
    call(`${url}/orders/${orderNumber}/cancellation`, { method: 'POST', key });

  test.each([
    ['LF-515027', 200, { orderNumber: 'LF-515027', status: 'cancelled', refund: '67.80 euros' }],
    ['LF-411902', 200, { refund: '259.00 euros' }],
    ['LF-204518', 409, { error: 'shipped' }],
    ['LF-288106', 409, { error: 'shipped' }],
    ['LF-609114', 409, { error: 'cancelled-already' }],
    ['LF-999999', 404, { error: 'no-order' }],
  ])('%s → %i', async (orderNumber, status, body) => {
    const { url } = await shop();
    expect(await cancel(url, orderNumber, 'k1')).toMatchObject({ status, body });
  });

  test('repeated with its key it is the same answer, with another key it is refused', async () => {
    const { url } = await shop();
    const first = await cancel(url, 'LF-515027', 'k1');
    expect(await cancel(url, 'LF-515027', 'k1')).toEqual(first);
    expect((await cancel(url, 'LF-515027', 'k2')).status).toBe(409);
    expect((await call(`${url}/orders/LF-515027/tracking`)).body.detail).toBe('nothing will be sent');
  });
});

test('the slow order outlasts an impatient caller, and stopping does not wait for it', async () => {
  const demo = await shop({ slowMs: 600_000 });
  await expect(
    fetch(`${demo.url}/orders/LF-900001/tracking`, {
      headers: { 'x-api-key': KEY },
      signal: AbortSignal.timeout(100),
    }),
  ).rejects.toThrow();
  await demo.stop();
  started.pop();
});

test('the slow order answers in the end', async () => {
  const { url } = await shop({ slowMs: 1 });
  expect((await call(`${url}/orders/LF-900001/tracking`)).status).toBe(200);
});

test('requests are counted without queries, and the log holds no address', async () => {
  const demo = await shop();
  await call(`${demo.url}/customers?email=mara.winter@mail.example`);
  await reset(demo.url, 'k1');
  expect(demo.requests()).toEqual([
    { method: 'GET', path: '/customers', at: WEDNESDAY },
    { method: 'POST', path: '/password-resets', at: WEDNESDAY },
  ]);
  expect(lines).toEqual(['demo-shop GET /customers 200', 'demo-shop POST /password-resets 201']);
});
