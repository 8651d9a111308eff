import { ask, makeCloud, makePages, makePanel } from './consoleCloud.ts';

const { app } = makePages(makeCloud());

test.each([
  '/chat',
  '/reply',
  '/reply/h.C-1.1.abc.sig',
  '/survey/s.C-1',
  '/agent/',
  '/console',
  '/chat/chat.js',
  '/config.json',
  '/nowhere',
])('%s comes with the security headers', async path => {
  const { headers } = await ask(app, path);
  const policy = headers.get('content-security-policy')!;
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
});

test.each([
  ['/chat', 200, 'text/html'],
  ['/reply/h.C-1.1.abc.sig', 200, 'text/html'],
  ['/chat/chat.js', 200, 'text/javascript'],
  ['/chat/../console', 200, 'text/html'],
  ['/chat/%2e%2e%2f%2e%2e%2fpackage.json', 200, 'text/html'],
  ['/constructor', 404, 'text/plain'],
  ['/chat/chat.ts', 200, 'text/html'],
  ['/chat/a/b', 404, 'text/plain'],
])('%s gives %i %s', async (path, status, type) => {
  const reply = await ask(app, path);
  expect([reply.status, reply.headers.get('content-type')?.split(';')[0]]).toEqual([status, type]);
});

test.each([
  ['a foreign host name', { host: 'evil.example' }],
  ['a host on another port', { host: '127.0.0.1:80' }],
  ['no host', { host: '' }],
  ['a foreign origin', { origin: 'https://evil.example' }],
  ['the null origin', { origin: 'null' }],
  [
    'a request that the browser calls cross-site',
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' },
  ],
  ['no header of our script', { 'x-console': '' }],
])('the console refuses %s', async (_name, headers: Record<string, string>) => {
  expect(
    (await ask(app, '/console/api/clock', { method: 'POST', headers, body: '{"seconds":60}' })).status,
  ).toBe(403);
});

test('a link in a mail may open a page from another site', async () => {
  const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
  expect((await ask(app, '/reply/h.C-1', { headers })).status).toBe(200);
  expect((await ask(app, '/console/api/logs', { headers: { ...headers, 'x-console': '' } })).status).toBe(
    403,
  );
});

test('the widget’s script is for every page, the configuration for the client’s sites only', async () => {
  const shop = 'https://www.larchfield.example';
  const { app: open } = makePages(makeCloud(), makePanel(), [shop]);
  const from = (origin: string) => ({ origin, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' });
  const read = async (path: string, origin: string) => {
    const { status, headers } = await ask(open, path, { headers: from(origin) });
    return [status, headers.get('access-control-allow-origin'), headers.get('cross-origin-resource-policy')];
  };
  expect(await read('/config.json', shop)).toEqual([200, shop, 'cross-origin']);
  expect(await read('/config.json', 'https://evil.example')).toEqual([200, null, 'cross-origin']);
  expect(await read('/chat', shop)).toEqual([403, null, 'same-origin']);
  const framing = async (path: string) =>
    /frame-ancestors [^;]+/.exec((await ask(open, path)).headers.get('content-security-policy')!)![0];
  expect(await framing('/chat')).toBe(`frame-ancestors ${shop}`);
  expect(await framing('/agent/')).toBe("frame-ancestors 'none'");
});

test('localhost leads to the one name that the HTTP API knows', async () => {
  const reply = await app.request('http://localhost:4400/reply/h.C-1', {
    headers: { host: 'localhost:4400' },
  });
  expect([reply.status, reply.headers.get('location')]).toEqual([302, 'http://127.0.0.1:4400/reply/h.C-1']);
});

test("a mail's own HTML is shown inert: nothing runs, nothing loads, nobody else frames it", async () => {
  const cloud = makeCloud();
  cloud.store.collection<any>('ses-outbox').put('m1', {
    at: '2026-03-01T10:00:00Z',
    from: 'a',
    to: ['b'],
    subject: 'S',
    html: '<!doctype html><html><head></head><body><script>alert(1)</script><a href="https://x.example">x</a></body></html>',
    headers: {},
  });
  const { app: pages } = makePages(cloud);
  const shown = await ask(pages, '/console/mails/m1');
  const policy = shown.headers.get('content-security-policy')!;
  expect(shown.headers.get('content-type')).toContain('text/html');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'self'");
  // A sandbox without allow-scripts and allow-same-origin: the browser runs nothing in it.
  expect(policy).toMatch(/sandbox allow-popups allow-popups-to-escape-sandbox$/);
  expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await shown.text()).toContain('<base target="_blank">');
  expect((await ask(pages, '/console/mails/none')).status).toBe(404);
});
