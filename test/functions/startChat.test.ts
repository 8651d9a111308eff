import { createHash } from 'node:crypto';
import { SignJWT } from 'jose';
import { createHandler } from '../../functions/start-chat/handler.ts';
import { hasZeroBits, prove, type ProofWanted } from '../../layers/core/api/proofOfWork.ts';
import { networkOf } from '../../layers/core/store/visits.ts';
import { makeWorld } from './makeWorld.ts';

const SITE_KEY = 'a key of the site, at least thirty-two bytes';
const KEY = 'key-of-chat-1';
const sha256 = (text: string) => createHash('sha256').update(text).digest();

function makeDoor() {
  const world = makeWorld();
  const started: { key: string; attributes: Record<string, string> }[] = [];
  const handler = createHandler({
    contacts: {
      startChat: async (chat: (typeof started)[number]) => {
        started.push(chat);
        return { contactId: 'contact-1', participantId: 'p', participantToken: 't' };
      },
    } as never,
    store: world.store,
    visits: world.visits,
    siteKey: async () => SITE_KEY,
    linkKey: async () => 'link key',
    streamTo: 'arn:topic',
    languages: ['en', 'de'],
    now: world.now,
  });
  const ask = async (request: object, sourceIp = '192.0.2.1') => {
    const { statusCode, headers, body } = await handler({
      routeKey: 'POST /chats',
      requestContext: { http: { sourceIp } },
      body: JSON.stringify(request),
    } as never);
    return {
      status: statusCode,
      headers,
      body: JSON.parse(body) as ProofWanted & { error?: string; key?: string },
    };
  };
  /** Asks for the work, does it, and is as slow as a person. */
  const work = async (key: string, sourceIp?: string) => {
    const { body } = await ask({ key }, sourceIp);
    world.advance(body.afterMs);
    return prove(body, sha256);
  };
  return { world, started, ask, work };
}

test('a stranger works for a chat, once for each', async () => {
  const { world, started, ask } = makeDoor();
  const wanted = await ask({ key: KEY, displayName: 'Rosa' });
  expect(wanted).toMatchObject({ status: 428, body: { error: 'proof-wanted', bits: 14 } });
  const proof = await prove(wanted.body, sha256);
  expect(started).toEqual([]);
  world.advance(1_500);
  expect(await ask({ key: KEY, displayName: 'Rosa', proof })).toMatchObject({ status: 200 });
  expect(started).toMatchObject([{ key: KEY }]);
  // The proof of one chat opens no other.
  expect((await ask({ key: 'key-of-chat-2', proof })).status).toBe(428);
});

test('who has told a name sooner than a person can is told to send it again, and when', async () => {
  const { world, started, ask } = makeDoor();
  world.advance(123);
  const wanted = await ask({ key: KEY });
  expect(wanted.body.afterMs).toBe(1_500);
  const proof = await prove(wanted.body, sha256);
  expect(await ask({ key: KEY, proof })).toMatchObject({ status: 425, body: { afterMs: 1_500 } });
  world.advance(600);
  expect(await ask({ key: KEY, proof })).toMatchObject({
    status: 425,
    headers: { 'retry-after': '1' },
    body: {
      error: 'too-soon',
      message: 'Nobody fills in a form that fast: send the same request again in 900 ms.',
      afterMs: 900,
    },
  });
  world.advance(899);
  expect((await ask({ key: KEY, proof })).status).toBe(425);
  expect(started).toEqual([]);
  world.advance(1);
  expect((await ask({ key: KEY, proof })).status).toBe(200);
});

test.each<[string, (wanted: ProofWanted) => object | Promise<object>]>([
  ['no answer', ({ challenge }) => ({ challenge, answer: '' })],
  [
    'a challenge of one’s own',
    async ({ bits }) => prove({ challenge: 'w.key-of-chat-1.0.zzzzzz.x', bits }, sha256),
  ],
  [
    'an easier one',
    async ({ challenge }) => prove({ challenge: challenge.replace('.14-', '.1-'), bits: 1 }, sha256),
  ],
  [
    'one of an earlier time',
    async ({ challenge, bits }) =>
      prove({ challenge: challenge.replace(/-\w+/, `-${(1e12).toString(36)}`), bits }, sha256),
  ],
])('%s is no proof', async (_what, make) => {
  const { started, ask } = makeDoor();
  const wanted = (await ask({ key: KEY })).body;
  expect((await ask({ key: KEY, proof: await make(wanted) })).status).toBe(428);
  expect(started).toEqual([]);
});

test('a proof that comes too late is asked for anew', async () => {
  const { world, ask } = makeDoor();
  const proof = await prove((await ask({ key: KEY })).body, sha256);
  world.advance(301_000);
  expect((await ask({ key: KEY, proof })).status).toBe(428);
});

test('one address begins so many chats, and is told when it may go on', async () => {
  const { world, started, ask, work } = makeDoor();
  const begin = async (n: number, address?: string) => {
    const key = `key-of-chat-${n}`;
    return ask({ key, proof: await work(key, address) }, address);
  };
  for (let n = 0; n < 20; n++) expect((await begin(n)).status).toBe(200);
  // A minute after the window began, with the time that each took.
  world.advance(60_000 - 21 * 1_500);
  const refused = await begin(20);
  expect(refused).toMatchObject({ status: 429, body: { error: 'too-many', retryAfter: 540 } });
  expect(refused.headers).toMatchObject({ 'retry-after': '540' });
  expect(started).toHaveLength(20);
  // Others are not held up, and nothing that is kept says who it was.
  expect((await begin(21, '192.0.2.2')).status).toBe(200);
  expect(JSON.stringify([...world.table.items.values()])).not.toContain('192.0.2');
  world.advance(540_000);
  expect((await begin(22)).status).toBe(200);
}, 60_000);

test('where visits can’t be counted a customer is let in', async () => {
  const { world, ask, work } = makeDoor();
  const proof = await work(KEY);
  world.table.count = async () => {
    throw new Error('the table is down');
  };
  expect((await ask({ key: KEY, proof })).status).toBe(200);
});

test('what fills in the field that nobody sees is a program', async () => {
  const { started, ask } = makeDoor();
  const proof = await prove((await ask({ key: KEY, website: '' })).body, sha256);
  const refused = await ask({ key: KEY, proof, website: 'https://spam.example' });
  expect(refused).toMatchObject({ status: 400, body: { error: 'not-a-person' } });
  expect(started).toEqual([]);
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:0:12::1', '2001:db8:0:12'],
  ['2001:0db8:0000:0012:aaaa:bbbb:cccc:dddd', '2001:db8:0:12'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
])('%s is of the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test.each([
  [['de-AT', 'en'], 'de'],
  [['pl', 'EN-gb', 'de'], 'en'],
  [['pl'], undefined],
  [[], undefined],
  [undefined, undefined],
])('of %j the client speaks %s', async (languages, spoken) => {
  const { started, ask, work } = makeDoor();
  const proof = await work(KEY);
  expect((await ask({ key: KEY, proof, languages })).status).toBe(200);
  expect(started[0]!.attributes.language).toBe(spoken);
});

test('a language that is none is refused', async () => {
  expect(await makeDoor().ask({ key: KEY, languages: ['de', '<b>'] })).toMatchObject({
    status: 400,
    body: { message: 'languages.1: a language tag' },
  });
});

test('who is signed in on the client’s site need not work', async () => {
  const { world, started, ask } = makeDoor();
  const now = Math.floor(world.now().getTime() / 1000);
  const identityToken = await new SignJWT({ name: 'Rosa' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('K-1')
    .setIssuedAt(now)
    .setExpirationTime(now + 60)
    .sign(new TextEncoder().encode(SITE_KEY));
  expect((await ask({ key: KEY, identityToken })).status).toBe(200);
  expect(started[0]!.attributes).toMatchObject({ customerId: 'K-1', customerVerified: 'true' });
  expect((await ask({ key: KEY, identityToken: `${identityToken}x` })).status).toBe(401);
});

test.each([
  [[0, 0, 255], 16, true],
  [[0, 0b0011_1111], 10, true],
  [[0, 0b0111_1111], 10, false],
  [[1, 0], 8, false],
  [[], 3, false],
])('%j begins with %i zero bits: %s', (bytes, bits, right) => {
  expect(hasZeroBits(Uint8Array.from(bytes), bits)).toBe(right);
});
