import { setTimeout as wait } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { createHash, timingSafeEqual } from 'node:crypto';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Collection } from '../core/contract.ts';
import { openDesk, type Answer, type OutboxMail } from './desk.ts';
import { FAILING_ORDER, normalised, SLOW_ORDER } from './orders.ts';
import { SHOP_PATH } from './front.ts';
import { dayFrom, trackingOf } from './tracking.ts';

/** Longer than the longest time-out an action may have (10 s). */
const SLOW_MS = 12_000;

export interface DemoShopOptions {
  /** 0 for a free one. */
  port: number;
  /** Epoch milliseconds; every date of the shop is counted from it. */
  now: () => number;
  /** Told method, route and status of each request; never an address or a name. */
  log: (line: string) => void;
  /** Where cancellations, sent mails and idempotency keys are kept; without it they are gone after `stop`. */
  store?: Collection<unknown>;
  /** Expected in the header `x-api-key`. */
  apiKey: string;
  /** The shop's own pages for its customers, under `/shop`. */
  front?: Hono;
  /** How long the slow order takes. */
  slowMs?: number;
}

export interface DemoShop {
  url: string;
  /** Every request since the start, the refused ones too; `path` is without the query. */
  requests(): { method: string; path: string; at: number }[];
  /** The mails the shop itself sent: one for each password reset. */
  outbox(): OutboxMail[];
  stop(): Promise<void>;
}

/** The HTTP service of the demo client, on loopback: what the actions of `clients/demo/client.yaml` call. */
export async function startDemoShop(options: DemoShopOptions): Promise<DemoShop> {
  const { port, now, log, apiKey, store, front, slowMs = SLOW_MS } = options;
  const desk = openDesk(now, store);
  const received: { method: string; path: string; at: number }[] = [];
  const stopping = new AbortController();
  const app = new Hono();

  if (front) app.route(SHOP_PATH, front);
  app.use(async (context, next) => {
    received.push({ method: context.req.method, path: context.req.path, at: now() });
    if (!sameKey(context.req.header('x-api-key'), apiKey)) {
      context.res = context.json({ error: 'unauthorized', message: 'x-api-key is missing or wrong.' }, 401);
    } else {
      await next();
    }
    log(`demo-shop ${context.req.method} ${context.req.path} ${context.res.status}`);
  });

  app.use('/orders/:orderNumber/*', async (context, next) => {
    const number = normalised(context.req.param('orderNumber'));
    if (number === FAILING_ORDER)
      return context.json({ error: 'internal', message: 'Try again later.' }, 500);
    if (number === SLOW_ORDER)
      await wait(slowMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    await next();
  });

  app.get('/orders/:orderNumber', context => {
    const order = desk.order(context.req.param('orderNumber'));
    if (!order) return context.json({ error: 'no-order', message: 'There is no such order.' }, 404);
    const { customerId, orderNumber, status, items, total, deliveryCharge } = order;
    const { email, phone } = desk.customer({ customerId })!;
    return context.json({
      orderNumber,
      customerId,
      email,
      phone,
      status,
      items,
      total,
      deliveryCharge,
      currency: 'EUR',
      placedOn: dayFrom(now(), order.placedInDays),
    });
  });

  app.get('/orders/:orderNumber/tracking', context => {
    const order = desk.order(context.req.param('orderNumber'));
    if (!order) return context.json({ error: 'no-order', message: 'There is no such order.' }, 404);
    return context.json(trackingOf(order, now()));
  });

  app.get('/customers', context => {
    const email = context.req.query('email');
    const phone = context.req.query('phone');
    if (!email && !phone)
      return context.json({ error: 'bad-request', message: '?email= or ?phone= is missing.' }, 400);
    const customer = desk.customer(email ? { email } : { phone: phone! });
    return customer
      ? context.json(customer)
      : context.json({ error: 'no-customer', message: 'No account has this address or number.' }, 404);
  });

  const write = async (request: Request, path: string, work: (body: Record<string, unknown>) => Answer) => {
    const key = request.headers.get('idempotency-key');
    if (!key)
      return answered({ status: 400, body: { error: 'no-key', message: 'Idempotency-Key is missing.' } });
    const text = await request.text();
    const body = text === '' ? {} : parsed(text);
    if (!body)
      return answered({
        status: 400,
        body: { error: 'bad-request', message: 'The body is not a JSON object.' },
      });
    return answered(desk.once(key, `${path} ${text}`, () => work(body)));
  };

  app.post('/password-resets', context =>
    write(context.req.raw, context.req.path, ({ email }) =>
      typeof email === 'string'
        ? desk.resetPassword(email)
        : { status: 400, body: { error: 'bad-request', message: 'email is missing.' } },
    ),
  );
  app.post('/orders/:orderNumber/cancellation', context =>
    write(context.req.raw, context.req.path, () => desk.cancel(context.req.param('orderNumber'))),
  );
  app.notFound(context =>
    context.json({ error: 'not-found', message: 'There is nothing at this path.' }, 404),
  );

  const server = await new Promise<Server>((resolve, reject) => {
    const listening = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, () =>
      resolve(listening as Server),
    );
    listening.once('error', error =>
      reject(new Error(`demo shop: cannot listen on port ${port}: ${error.message}`)),
    );
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => [...received],
    outbox: () => desk.outbox(),
    stop: () =>
      new Promise(resolve => {
        stopping.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function sameKey(given: string | undefined, wanted: string): boolean {
  const digest = (key: string) => createHash('sha256').update(key).digest();
  return given !== undefined && timingSafeEqual(digest(given), digest(wanted));
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && !Array.isArray(body)
      ? (body as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

const answered = ({ status, body }: Answer): Response => Response.json(body, { status });
