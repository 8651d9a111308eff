import { ask, makeCloud, makePages, makePanel } from './consoleCloud.ts';

function open() {
  const panel = makePanel();
  const { app } = makePages(makeCloud(), panel);
  const call = async (path: string, body?: unknown, agent = 'Ada') => {
    const reply = await ask(app, `/contact-panel${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer token of ${agent}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: reply.status, body: (await reply.json()) as any };
  };
  return { app, panel, call };
}

test('is only for who is signed in', async () => {
  const { app } = open();
  const reply = await ask(app, '/contact-panel/state', { headers: { authorization: 'Bearer forged' } });
  expect(reply.status).toBe(401);
});

test('shows who rings, and by whose clock', async () => {
  const { panel, call } = open();
  panel.ringing.add('K1');
  expect((await call('/state')).body).toEqual({
    now: '2026-03-01T11:00:00.000Z',
    available: false,
    contacts: [{ contactId: 'K1', initialContactId: 'K1', state: 'offered', channel: 'chat' }],
  });
});

test('takes contacts, accepts and leaves them as the signed-in agent', async () => {
  const { panel, call } = open();
  expect((await call('/state', { available: true })).body.available).toBe(true);
  panel.ringing.add('K1');
  expect((await call('/contacts/K1/accept', {})).body.contacts).toMatchObject([{ state: 'connected' }]);
  expect((await call('/contacts/K1/say', { text: ' Hello ' })).status).toBe(200);
  expect((await call('/contacts/K1/leave', {})).body.contacts).toEqual([]);
  expect(panel.log).toEqual(['Ada available', 'Ada accepts K1', 'Ada says Hello to K1', 'Ada leaves K1']);
});

test.each([
  ['/state', { available: 'yes' }, 400],
  ['/contacts/K9/accept', {}, 404],
  ['/contacts/K9/say', { text: 'Hello' }, 404],
  ['/contacts/K9/say', { text: ' ' }, 400],
])('%s %j: %i', async (path, body, status) => {
  const { panel, call } = open();
  expect((await call(path, body)).status).toBe(status);
  expect(panel.log).toEqual([]);
});
