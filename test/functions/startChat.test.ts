import { createHash } from 'node:crypto';
import { SignJWT } from 'jose';
import { createHandler } from '../../functions/start-chat/handler.ts';
import { hasZeroBits, prove, type ProofWanted } from '../../layers/core/api/proofOfWork.ts';
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
    siteKey: async () => SITE_KEY,
    linkKey: async () => 'link key',
    streamTo: 'arn:topic',
    now: world.now,
  });
  const ask = async (request: object) => {
    const { statusCode, body } = await handler({
      routeKey: 'POST /chats',
      body: JSON.stringify(request),
    } as never);
    return { status: statusCode, body: JSON.parse(body) as ProofWanted & { error?: string; key?: string } };
  };
  return { world, started, ask };
}

test('a stranger works for a chat, once for each', async () => {
  const { started, ask } = makeDoor();
  const wanted = await ask({ key: KEY, displayName: 'Rosa' });
  expect(wanted).toMatchObject({ status: 428, body: { error: 'proof-wanted', bits: 14 } });
  const proof = await prove(wanted.body, sha256);
  expect(started).toEqual([]);
  expect(await ask({ key: KEY, displayName: 'Rosa', proof })).toMatchObject({ status: 200 });
  expect(started).toMatchObject([{ key: KEY }]);
  // The proof of one chat opens no other.
  expect((await ask({ key: 'key-of-chat-2', proof })).status).toBe(428);
});

test.each<[string, (wanted: ProofWanted) => object | Promise<object>]>([
  ['no answer', ({ challenge }) => ({ challenge, answer: '' })],
  [
    'a challenge of one’s own',
    async ({ bits }) => prove({ challenge: 'w.key-of-chat-1.0.zzzzzz.x', bits }, sha256),
  ],
  [
    'an easier one',
    async ({ challenge }) => prove({ challenge: challenge.replace('.14.', '.1.'), bits: 1 }, sha256),
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
