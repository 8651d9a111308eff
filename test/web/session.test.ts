import { createHash } from 'node:crypto';
import { Session, SignedOut, type Browser } from '../../web/agent/sign-in/session.ts';

const PAGES = { url: 'https://sign.in', clientId: 'pages', redirectUri: 'https://help.example/agent/' };

/** A tab whose hosted pages answer by `reply`. */
function makeTab(reply: (grant: URLSearchParams) => { status: number; body?: object }) {
  const kept = new Map<string, string>();
  const tab = { now: 1_000_000, went: [] as string[], asked: [] as URLSearchParams[] };
  globalThis.fetch = (async (_url: string, { body }: RequestInit) => {
    const grant = new URLSearchParams(String(body));
    tab.asked.push(grant);
    const { status, body: answer = {} } = reply(grant);
    return new Response(JSON.stringify(answer), { status });
  }) as typeof fetch;
  const browser: Browser = {
    storage: {
      getItem: key => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: key => void kept.delete(key),
    },
    goTo: async url => void tab.went.push(url),
    leaveTo: url => void tab.went.push(url),
    now: () => tab.now,
  };
  return { tab, kept, session: () => new Session(PAGES, browser) };
}

const tokens = (n: number) => ({
  status: 200,
  body: { id_token: `id-${n}`, refresh_token: 'refresh', expires_in: 3600 },
});

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
});

/** The way to the hosted pages and back. */
async function signIn({ tab, session }: ReturnType<typeof makeTab>, changes: Record<string, string> = {}) {
  await session().signIn();
  const asked = new URL(tab.went.at(-1)!).searchParams;
  const back = session();
  const answer = new URLSearchParams({ code: 'C', state: asked.get('state')!, ...changes });
  return { asked, back, begun: await back.begin(answer) };
}

test('signs in by the code flow, and proves to be the tab that asked', async () => {
  const stage = makeTab(() => tokens(1));
  const { asked, back, begun } = await signIn(stage);
  expect(begun).toBe('signed-in');
  expect(Object.fromEntries(asked)).toMatchObject({
    response_type: 'code',
    client_id: 'pages',
    redirect_uri: PAGES.redirectUri,
    code_challenge_method: 'S256',
  });
  const [grant] = stage.tab.asked;
  const challenge = createHash('sha256').update(grant!.get('code_verifier')!).digest('base64url');
  expect(challenge).toBe(asked.get('code_challenge'));
  expect(await back.token()).toBe('id-1');
  // What could be stolen from storage is no ID token.
  expect([...stage.kept.values()].join()).not.toContain('id-1');
});

test.each([
  ['an answer to another question', { state: 'forged' }, /not started in this tab/],
  ['a refusal', { code: '', error: 'access_denied' }, /refused \(access_denied\)/],
])('%s signs nobody in', async (_what, changes, problem) => {
  const stage = makeTab(() => tokens(1));
  const { begun } = await signIn(stage, changes);
  expect(begun).toEqual({ problem: expect.stringMatching(problem) });
  expect(stage.tab.asked).toEqual([]);
});

test('a used code asks to sign in again', async () => {
  const { begun } = await signIn(makeTab(() => ({ status: 400, body: { error: 'invalid_grant' } })));
  expect(begun).toEqual({ problem: expect.stringContaining('sign in again') });
});

test('a token is renewed before it runs out, once for all who ask, and when the API turns it away', async () => {
  let n = 0;
  const stage = makeTab(() => tokens((n += 1)));
  const { back } = await signIn(stage);
  stage.tab.now += 3500_000;
  expect(await Promise.all([back.token(), back.token()])).toEqual(['id-2', 'id-2']);
  expect(await back.token('id-2')).toBe('id-3');
  expect(await back.token('id-2')).toBe('id-3');
});

test('a reload goes on; a session that has ended says so', async () => {
  let isOver = false;
  const stage = makeTab(() => (isOver ? { status: 400 } : tokens(1)));
  await signIn(stage);
  const reloaded = stage.session();
  expect(await reloaded.begin(new URLSearchParams())).toBe('signed-in');
  isOver = true;
  let ended = 0;
  reloaded.onEnded = () => (ended += 1);
  await expect(reloaded.token('id-1')).rejects.toThrow(SignedOut);
  expect(ended).toBe(1);
  expect(await stage.session().begin(new URLSearchParams())).toBe('signed-out');
});

test('signing out forgets, and tells the hosted pages', async () => {
  const stage = makeTab(() => tokens(1));
  const { back } = await signIn(stage);
  back.signOut();
  expect(stage.kept.size).toBe(0);
  expect(stage.tab.went.at(-1)).toBe(
    'https://sign.in/logout?client_id=pages&logout_uri=https%3A%2F%2Fhelp.example%2Fagent%2F',
  );
});
