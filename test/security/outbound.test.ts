import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { LookupAddress } from 'node:dns';
import type { AddressInfo } from 'node:net';
import { fillRequest } from '../../layers/core/answer/action/fill.ts';
import { checkedInputs } from '../../layers/core/answer/action/inputs.ts';
import type { Action } from '../../layers/core/domain/clientConfig.ts';
import { createClientService } from '../../layers/core/service/clientService.ts';
import { callOut } from '../../layers/core/service/outbound.ts';
import {
  demandReachable,
  isPublicAddress,
  lookUpPublic,
  NotPublic,
} from '../../layers/core/service/publicAddress.ts';
import { createFetchTicketFile } from '../../layers/core/tickets/fetchFile.ts';
import { createTicketCall } from '../../layers/core/tickets/call.ts';
import { createChatTool } from '../../layers/core/webhooks/chatTool.ts';

let server: Server;
let port: number;
let connections = 0;
let seen: string[] = [];
let answer: (response: ServerResponse, request: IncomingMessage) => void;
beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    answer(response, request);
  });
  server.on('connection', () => connections++);
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise(closed => server.close(closed)));
beforeEach(() => {
  seen = [];
  connections = 0;
  answer = response => void response.end('{}');
});
const here = (path = '/') => `http://127.0.0.1:${port}${path}`;
const GET = { method: 'GET', headers: {}, timeoutMs: 5_000, mostBytes: 1_000 } as const;

const INSIDE = [
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '169.254.170.2',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:169.254.169.254',
  '::ffff:a00:1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'ff02::1',
];
test.each(INSIDE)('%s is no public address', address => expect(isPublicAddress(address)).toBe(false));
test.each(['8.8.8.8', '172.32.0.1', '93.184.216.34', '2606:4700:4700::1111', '::ffff:8.8.8.8'])(
  '%s is one',
  address => expect(isPublicAddress(address)).toBe(true),
);
test.each(['localhost', '0x7f.1', '2130706433', ''])('%j is none: it is no address', text =>
  expect(isPublicAddress(text)).toBe(false),
);

/** A name server that answers with these addresses, another list each time. */
function looked(...answers: string[][]) {
  let nth = 0;
  const resolve = ((_name: string, _options: unknown, done: (e: null, a: LookupAddress[]) => void) =>
    done(
      null,
      answers[Math.min(nth++, answers.length - 1)]!.map(address => ({
        address,
        family: address.includes(':') ? 6 : 4,
      })),
    )) as never;
  const look = lookUpPublic(resolve);
  return () =>
    new Promise<string>((found, refused) =>
      look('shop.example', { all: true }, (error, addresses) =>
        error ? refused(error) : found((addresses as LookupAddress[]).map(one => one.address).join()),
      ),
    );
}

test('a name that leads inside is refused, also when only one of its addresses does', async () => {
  await expect(looked(['10.0.0.1'])()).rejects.toThrow(/not public/);
  await expect(looked(['93.184.216.34', '127.0.0.1'])()).rejects.toThrow(/not public/);
  await expect(looked([])()).rejects.toThrow(/not public/);
  await expect(looked(['93.184.216.34'])()).resolves.toBe('93.184.216.34');
});

test('a name that changes its mind between two looks is judged by the look that is connected to', async () => {
  const look = looked(['93.184.216.34'], ['169.254.169.254']);
  await expect(look()).resolves.toBe('93.184.216.34');
  await expect(look()).rejects.toThrow(/not public/);
});

test('nothing is connected to behind a name that leads to this machine', async () => {
  await expect(callOut(`https://localhost:${port}/`, GET)).rejects.toThrow(/not public/);
  expect(connections).toBe(0);
});

test.each([
  'http://169.254.169.254/latest/meta-data/',
  'http://[fe80::1]/',
  'http://[fd00:ec2::254]/latest/meta-data/',
  'https://169.254.170.2/v2/credentials',
  'http://shop.example/',
  'http://93.184.216.34/',
  'ftp://127.0.0.1/',
  'file:///etc/passwd',
  // Other spellings of 169.254.169.254, which URLs make one.
  'http://2852039166/',
  'http://0xa9.0xfe.0xa9.0xfe/',
  'http://[::ffff:169.254.169.254]/',
])('%s is not called', async url => {
  expect(() => demandReachable(new URL(url))).toThrow();
  await expect(callOut(url, GET)).rejects.toThrow();
});

describe('whoever calls out', () => {
  const callers: [string, () => Promise<unknown>][] = [
    [
      'an action',
      () =>
        createClientService({ baseUrl: here(), keyHeader: 'x-api-key', key: async () => 'k' })
          .get(here('/x'))
          .then(reply => (reply.ok ? reply : Promise.reject(new Error('no answer')))),
    ],
    [
      'a ticket system',
      () => createTicketCall(here(''))({ method: 'POST', path: '/x', headers: {}, body: '{}' }),
    ],
    [
      'a chat tool',
      () =>
        createChatTool('slack', async () => here('/x')).post({
          title: 't',
          text: 't',
          link: { label: 'l', url: 'https://help.example' },
        }),
    ],
  ];
  test.each(callers)('%s follows no redirect', async (_, call) => {
    answer = (response, { url }) =>
      url === '/inside'
        ? void response.end('{}')
        : void response.writeHead(307, { location: '/inside' }).end();
    await expect(call()).rejects.toThrow();
    expect(seen.filter(line => line.endsWith('/inside'))).toEqual([]);
  });

  test.each(callers)('%s stops reading a reply that does not end', async (_, call) => {
    const closed: Promise<unknown>[] = [];
    answer = response => {
      closed.push(once(response, 'close'));
      const more = () => !response.destroyed && response.write('x'.repeat(65_536), more);
      more();
    };
    await expect(call()).rejects.toThrow();
    expect(closed.length).toBeGreaterThan(0);
    await Promise.all(closed);
  });
});

test.each([
  'https://127.0.0.1/x',
  'https://10.0.0.1/',
  'https://[::1]/',
  'https://192.168.1.1:8443/',
  'https://2130706433/',
  'https://169.254.169.254/',
])('%s in what another server says is not called, though an operator may name it', async url => {
  await expect(callOut(url, { ...GET, fromOthers: true })).rejects.toThrow(NotPublic);
});

test('a file of a ticket that is said to lie inside, or is redirected there, is not fetched; the ticket system alone is told who we are', async () => {
  const asked: (string | undefined)[] = [];
  answer = (response, request) => {
    asked.push(request.headers.authorization);
    if (request.url === '/moved')
      response.writeHead(302, { location: `https://127.0.0.1:${port}/inside` }).end();
    else response.end('bytes');
  };
  const fetchFile = createFetchTicketFile(here(''), async () => 'Basic key');
  expect(Buffer.from((await fetchFile(here('/file'), 100)) as Uint8Array).toString()).toBe('bytes');
  expect(await fetchFile(here('/moved'), 100)).toBe('not-fetched');
  for (const url of [
    `http://localhost:${port}/x`,
    `https://localhost:${port}/x`,
    `https://127.0.0.1:${port + 1}/x`,
    'file:///etc/passwd',
    'http://169.254.169.254/',
  ])
    expect(await fetchFile(url, 100)).toBe('not-fetched');
  expect(asked).toEqual(['Basic key', 'Basic key']);
});

test('a service that is named by a name inside is an error, not a failed look-up', async () => {
  const service = createClientService({
    baseUrl: `https://localhost:${port}`,
    keyHeader: 'x-api-key',
    key: async () => 'k',
  });
  await expect(service.get(`https://localhost:${port}/orders/1`)).rejects.toThrow(/not public/);
});

describe('what a customer gives as an input', () => {
  const action = {
    id: 'track',
    inputs: { order: { ask: 'Which?', pattern: '.+' } },
    request: { method: 'GET', url: '{service}/orders/{order}/state' },
  } as unknown as Action;
  const SAID = [
    '..',
    '.',
    '../../admin',
    '..%2f..%2fadmin',
    '%2e%2e',
    '..\\..\\admin',
    '1/../../admin',
    '1?x=1',
    '1#',
    '1;x',
    '@evil.test',
    '//evil.test',
    'https://evil.test/',
    '\\\\evil.test\\x',
    '1 HTTP/1.1\r\nHost: evil.test',
    '{service}',
    '1\u0000',
    '１',
  ];
  test.each(SAID)('%j stays one segment of the path, or is no input', said => {
    const { order } = checkedInputs(action, { order: said }, '2026-11-24T10:00:00Z');
    if (order === undefined) return;
    const url = new URL(fillRequest(action, { service: 'https://api.shop.example/v1', order }).url);
    expect(url.origin).toBe('https://api.shop.example');
    expect(url.pathname).toMatch(/^\/v1\/orders\/[^/]+\/state$/);
    expect(url.search + url.hash).toBe('');
  });
});

describe('a connection that the other side has closed while it was idle', () => {
  /** Answers the first request of each connection, and hangs up at the next. */
  beforeEach(() => {
    const used = new WeakSet<object>();
    answer = (response, { socket }) => {
      if (used.has(socket)) return void socket.destroy();
      used.add(socket);
      response.end('{}');
    };
  });

  test('is no hindrance to reading: it is asked again over a new one', async () => {
    for (let n = 0; n < 3; n++)
      await expect(callOut(here(), GET)).resolves.toEqual({ status: 200, text: '{}' });
    expect(seen.length).toBeGreaterThan(3);
  });

  test('is never used for what changes something, which arrives once', async () => {
    for (let n = 0; n < 3; n++)
      await expect(callOut(here('/orders'), { ...GET, method: 'POST', body: '{}' })).resolves.toMatchObject({
        status: 200,
      });
    expect({ seen, connections }).toEqual({ seen: Array(3).fill('POST /orders'), connections: 3 });
  });

  test('a new one that breaks off is an error, and nothing is sent again', async () => {
    answer = (_response, { socket }) => void socket.destroy();
    await expect(callOut(here(), { ...GET, method: 'POST' })).rejects.toThrow(/hang up|ECONNRESET/);
    expect(seen).toHaveLength(1);
  });
});
