import { createHash, randomBytes } from 'node:crypto';
import type { Clock, RawRequest, RawResponse, Store } from '../core/contract.ts';
import type { Account, SignIn, Tokens } from './cognito.ts';
import type { AppClient, Pool } from './pools.ts';
import { loginPage, problemPage } from './loginPage.ts';

/** Where the pages of all domains live here: `<AWS endpoints>/_cognito/<domain>/oauth2/authorize` … */
export const HOSTED_UI = '/_cognito/';
/** Cognito's own life of an authorization code. */
const CODE_MS = 5 * 60_000;

export interface HostedUiOptions {
  store: Store;
  clock: Clock;
  clients: Map<string, AppClient>;
  domains: Map<string, Pool>;
  accounts: Map<string, Account>;
  mintToken(signIn: SignIn): Promise<Tokens>;
}

interface Code {
  username: string;
  clientId: string;
  redirectUri: string;
  challenge?: string;
  until: number;
}
interface Refresh {
  username: string;
  clientId: string;
  until: number;
}

/**
 * The hosted sign-in pages and OAuth endpoints of a user pool, for the authorization-code flow with PKCE. Nobody has a
 * password here: the page lets one choose whom to be. Everything else is checked as Cognito does.
 */
export function createHostedUi(options: HostedUiOptions) {
  const { store, clock, clients, domains, accounts, mintToken } = options;
  const codes = store.collection<Code>('cognito.codes');
  const refreshes = store.collection<Refresh>('cognito.refresh');

  return async function handle(request: RawRequest): Promise<RawResponse> {
    const [domain = '', ...rest] = request.path.slice(HOSTED_UI.length).split('/');
    const pool = domains.get(domain);
    if (!pool) return problemPage(404, 'There is no user pool domain of that name.');
    const clientOf = (id: string | null) => {
      const client = clients.get(id ?? '');
      return client?.pool === pool ? client : undefined;
    };
    const form = new URLSearchParams(Buffer.from(request.body).toString());
    switch (`${request.method} ${rest.join('/')}`) {
      case 'GET oauth2/authorize':
      case 'GET login':
        return login(request.query);
      case 'POST login':
        return signIn(form);
      case 'POST oauth2/token':
        return withCors(request, clientOf(form.get('client_id')), await token(form));
      case 'POST oauth2/revoke':
        refreshes.delete(form.get('token') ?? '');
        return withCors(request, clientOf(form.get('client_id')), json(200, {}));
      case 'GET logout':
        return logout(request.query);
      default:
        return problemPage(404, 'There is no such page.');
    }

    function login(query: URLSearchParams): RawResponse {
      const wrong = wrongRequest(query);
      if (wrong) return wrong;
      const people = [...accounts.values()].filter(({ groups }) =>
        groups.every(group => pool!.groups.has(group)),
      );
      return loginPage(`${HOSTED_UI}${domain}/login`, query, people);
    }

    /** What Cognito shows itself (an unknown client or address to return to is never redirected to), or sends back. */
    function wrongRequest(query: URLSearchParams): RawResponse | undefined {
      const client = clientOf(query.get('client_id'));
      const redirectUri = query.get('redirect_uri') ?? '';
      if (!client) return problemPage(400, 'Client does not exist.');
      if (!client.callbackUrls.includes(redirectUri)) return problemPage(400, 'redirect_mismatch');
      const back = (error: string) => redirect(redirectUri, { error, state: query.get('state') });
      if (query.get('response_type') !== 'code' || !client.flows.includes('code'))
        return back('unauthorized_client');
      const scopes = (query.get('scope') ?? '').split(' ').filter(Boolean);
      if (scopes.some(scope => !client.scopes.includes(scope))) return back('invalid_scope');
      if (query.has('code_challenge') && query.get('code_challenge_method') !== 'S256')
        return back('invalid_request');
      return undefined;
    }

    function signIn(query: URLSearchParams): RawResponse {
      const wrong = wrongRequest(query);
      if (wrong) return wrong;
      const account = accounts.get(query.get('username') ?? '');
      if (!account) return login(query);
      const code = randomBytes(24).toString('base64url');
      const redirectUri = query.get('redirect_uri')!;
      codes.put(code, {
        username: account.username,
        clientId: query.get('client_id')!,
        redirectUri,
        ...(query.get('code_challenge') ? { challenge: query.get('code_challenge')! } : {}),
        until: clock.now() + CODE_MS,
      });
      return redirect(redirectUri, { code, state: query.get('state') });
    }

    async function token(given: URLSearchParams): Promise<RawResponse> {
      const client = clientOf(given.get('client_id'));
      if (!client) return json(400, { error: 'invalid_client' });
      switch (given.get('grant_type')) {
        case 'authorization_code':
          return exchange(given, client);
        case 'refresh_token': {
          const refresh = refreshes.get(given.get('refresh_token') ?? '');
          const account = accounts.get(refresh?.username ?? '');
          if (!account || refresh!.clientId !== client.id || refresh!.until < clock.now()) return refused;
          return json(200, await tokensOf(account, client));
        }
        default:
          return json(400, { error: 'unsupported_grant_type' });
      }
    }

    async function exchange(given: URLSearchParams, client: AppClient): Promise<RawResponse> {
      const code = given.get('code') ?? '';
      const granted = codes.get(code);
      // A code is good for one try.
      codes.delete(code);
      const isIts =
        granted?.clientId === client.id &&
        granted.redirectUri === given.get('redirect_uri') &&
        granted.until >= clock.now() &&
        (granted.challenge === undefined ||
          granted.challenge === challengeOf(given.get('code_verifier') ?? ''));
      const account = isIts && accounts.get(granted.username);
      if (!account) return refused;
      const refreshToken = randomBytes(48).toString('base64url');
      refreshes.put(refreshToken, {
        username: account.username,
        clientId: client.id,
        until: clock.now() + client.refreshSeconds * 1000,
      });
      return json(200, { ...(await tokensOf(account, client)), refresh_token: refreshToken });
    }

    async function tokensOf(account: Account, client: AppClient) {
      const { idToken, accessToken, expiresIn } = await mintToken({ ...account, clientId: client.id });
      return { id_token: idToken, access_token: accessToken, expires_in: expiresIn, token_type: 'Bearer' };
    }

    function logout(query: URLSearchParams): RawResponse {
      const uri = query.get('logout_uri') ?? '';
      const isKnown = clientOf(query.get('client_id'))?.logoutUrls.includes(uri);
      return isKnown
        ? redirect(uri, {})
        : problemPage(400, 'Required parameter is missing or wrong: logout_uri');
    }
  };
}

const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');

const refused: RawResponse = json(400, { error: 'invalid_grant' });

function json(status: number, body: object): RawResponse {
  return {
    status,
    headers: { 'content-type': 'application/json;charset=UTF-8', 'cache-control': 'no-store' },
    body: JSON.stringify(body),
  };
}

function redirect(to: string, parameters: Record<string, string | null>): RawResponse {
  const url = new URL(to);
  for (const [name, value] of Object.entries(parameters))
    if (value !== null) url.searchParams.set(name, value);
  return { status: 302, headers: { location: url.href, 'cache-control': 'no-store' }, body: '' };
}

/** Pages of the client's callback addresses may call. */
function withCors({ headers }: RawRequest, client: AppClient | undefined, reply: RawResponse): RawResponse {
  const { origin } = headers;
  const isOurs = origin && client?.callbackUrls.some(url => new URL(url).origin === origin);
  return isOurs
    ? { ...reply, headers: { ...reply.headers, 'access-control-allow-origin': origin, vary: 'origin' } }
    : reply;
}
