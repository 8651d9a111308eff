import { createHash } from 'node:crypto';
import { createCognito, type Cognito } from '../../../local/cognito/cognito.ts';
import { createActivity } from '../../../local/core/activity.ts';
import { openClock } from '../../../local/core/clock.ts';
import type { Cloud, RawResponse } from '../../../local/core/contract.ts';
import { openStore } from '../../../local/core/store.ts';

const PAGE = 'http://127.0.0.1:4400/agent/';
const VERIFIER = 'a-verifier-that-is-long-enough-for-the-standard-0123';
const challenge = createHash('sha256').update(VERIFIER).digest('base64url');

/** A pool with one client, as the templates make it. */
async function open() {
  const store = openStore(':memory:');
  const clock = openClock({
    store,
    activity: createActivity(),
    start: '2027-03-08T09:00:00Z',
    frozen: true,
    onError: error => Promise.reject(error),
  });
  const cognito: Cognito = createCognito({ store, clock });
  const cloud = { account: '000000000000', urls: { aws: 'http://127.0.0.1:4402' } } as unknown as Cloud;
  const deploy = async (kind: string, properties: object) =>
    cognito.resourceTypes[`AWS::Cognito::${kind}`]!.deploy(
      { stack: 's', logicalId: kind, type: kind, physicalName: `s-${kind}`, properties },
      cloud,
    );
  const { ref: UserPoolId } = await deploy('UserPool', {});
  await deploy('UserPoolGroup', { UserPoolId, GroupName: 'agents' });
  await deploy('UserPoolDomain', { UserPoolId, Domain: 'demo' });
  const { ref: clientId } = await deploy('UserPoolClient', {
    UserPoolId,
    CallbackURLs: [PAGE],
    LogoutURLs: [PAGE],
    AllowedOAuthFlows: ['code'],
    AllowedOAuthScopes: ['openid', 'email'],
    RefreshTokenValidity: 720,
    TokenValidityUnits: { RefreshToken: 'minutes' },
  });
  cognito.addAccounts([{ username: 'Ada', name: 'Ada <b>', groups: ['agents'] }]);

  const ask = (method: string, path: string, fields: Record<string, string> = {}, origin?: string) => {
    const query = new URLSearchParams(fields);
    const body = method === 'POST' ? Buffer.from(query.toString()) : Buffer.alloc(0);
    return cognito.unsigned!.handle(
      {
        method,
        path: `/_cognito/demo/${path}`,
        query: method === 'GET' ? query : new URLSearchParams(),
        headers: origin ? { origin } : {},
        body,
      },
      cloud,
    );
  };
  const wanted = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: PAGE,
    scope: 'openid email',
    state: 'S',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  };
  const signIn = async () => {
    const { headers } = await ask('POST', 'login', { ...wanted, username: 'Ada' });
    return new URL(headers['location']!).searchParams;
  };
  const exchange = async (changes: Record<string, string> = {}) =>
    ask('POST', 'oauth2/token', {
      grant_type: 'authorization_code',
      client_id: clientId,
      code: (await signIn()).get('code')!,
      redirect_uri: PAGE,
      code_verifier: VERIFIER,
      ...changes,
    });
  return { ask, clock, clientId, cloud, cognito, exchange, signIn, wanted };
}

const json = ({ body }: RawResponse) => JSON.parse(String(body));

let stage: Awaited<ReturnType<typeof open>>;
beforeEach(async () => (stage = await open()));

test('tells pages where to send people', () => {
  expect(stage.cognito.signInOf(stage.cloud)).toEqual({
    url: 'http://127.0.0.1:4402/_cognito/demo',
    clientId: stage.clientId,
  });
});

test('lets one choose whom to be, names shown as text', async () => {
  const { status, body } = await stage.ask('GET', 'oauth2/authorize', stage.wanted);
  expect(status).toBe(200);
  expect(String(body)).toContain('Ada &#60;b&#62;');
});

test.each([
  ['a client nobody knows', { client_id: 'stranger' }, 400, 'Client does not exist'],
  ['an address that is not registered', { redirect_uri: 'https://evil.example/' }, 400, 'redirect_mismatch'],
  ['another flow', { response_type: 'token' }, 302, 'unauthorized_client'],
  ['a scope it has not', { scope: 'openid phone' }, 302, 'invalid_scope'],
  ['a plain challenge', { code_challenge_method: 'plain' }, 302, 'invalid_request'],
])('refuses %s', async (_what, changes, status, said) => {
  const reply = await stage.ask('GET', 'oauth2/authorize', { ...stage.wanted, ...changes });
  expect(reply.status).toBe(status);
  expect(String(reply.body) + (reply.headers['location'] ?? '')).toContain(said);
});

test('gives tokens for the code to whoever proves to have asked for it', async () => {
  expect((await stage.signIn()).get('state')).toBe('S');
  const reply = await stage.exchange();
  expect(json(reply)).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
  expect(await stage.cognito.usernameOf(json(reply).id_token)).toBe('Ada');
  // An access token says nothing of who somebody is.
  expect(await stage.cognito.usernameOf(json(reply).access_token)).toBeUndefined();
});

test.each([
  ['a wrong verifier', { code_verifier: 'wrong' }],
  ['another address', { redirect_uri: 'http://127.0.0.1:4400/chat' }],
  ['an invented code', { code: 'invented' }],
])('refuses %s', async (_what, changes) => {
  const reply = await stage.exchange(changes);
  expect([reply.status, json(reply)]).toEqual([400, { error: 'invalid_grant' }]);
});

test('a code is good once, and for five minutes', async () => {
  const code = (await stage.signIn()).get('code')!;
  expect((await stage.exchange({ code })).status).toBe(200);
  expect((await stage.exchange({ code })).status).toBe(400);
  const late = (await stage.signIn()).get('code')!;
  await stage.clock.advance(5 * 60_000 + 1);
  expect((await stage.exchange({ code: late })).status).toBe(400);
});

test('refresh tokens live as long as the client says, and not after they are revoked', async () => {
  const { refresh_token } = json(await stage.exchange());
  const refresh = () =>
    stage.ask('POST', 'oauth2/token', {
      grant_type: 'refresh_token',
      client_id: stage.clientId,
      refresh_token,
    });
  await stage.clock.advance(2 * 3600_000);
  const renewed = json(await refresh());
  expect(await stage.cognito.usernameOf(renewed.id_token)).toBe('Ada');
  expect(renewed.refresh_token).toBeUndefined();
  await stage.clock.advance(10 * 3600_000 + 1);
  expect((await refresh()).status).toBe(400);
  const other = json(await stage.exchange()).refresh_token;
  await stage.ask('POST', 'oauth2/revoke', { client_id: stage.clientId, token: other });
  const revoked = { grant_type: 'refresh_token', client_id: stage.clientId, refresh_token: other };
  expect((await stage.ask('POST', 'oauth2/token', revoked)).status).toBe(400);
});

test('only pages of the client may ask for tokens from a browser', async () => {
  const cors = async (origin: string) => {
    const { headers } = await stage.ask('POST', 'oauth2/token', { client_id: stage.clientId }, origin);
    return headers['access-control-allow-origin'];
  };
  expect(await cors('http://127.0.0.1:4400')).toBe('http://127.0.0.1:4400');
  expect(await cors('https://evil.example')).toBeUndefined();
});

test('signing out leads back to registered addresses only', async () => {
  const out = (logout_uri: string) => stage.ask('GET', 'logout', { client_id: stage.clientId, logout_uri });
  expect((await out(PAGE)).headers['location']).toBe(PAGE);
  expect((await out('https://evil.example/')).status).toBe(400);
});
