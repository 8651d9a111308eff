import { createHash, randomUUID } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { JWK } from 'jose';
import type { Clock, Cloud, Service, Store } from '../core/contract.ts';
import { createHostedUi, HOSTED_UI } from './hostedUi.ts';
import { createKeys } from './keys.ts';
import { createPools } from './pools.ts';

const VALID_SECONDS = 3600;

export interface SignIn {
  username: string;
  groups: string[];
  name?: string;
  email?: string;
  /** Physical id of the app client; the stack's only one unless told. */
  clientId?: string;
}
/** Somebody who can sign in at the hosted pages. */
export type Account = Omit<SignIn, 'clientId'>;

export interface Tokens {
  idToken: string;
  accessToken: string;
  /** Seconds. */
  expiresIn: number;
}
export interface Cognito extends Service {
  /** Signs in without a password: for the console and for tests. Throws when a group or client is not in the templates. */
  mintToken(signIn: SignIn): Promise<Tokens>;
  /** Public keys of an issuer; undefined when it is none of the pools. */
  keysOf(issuer: string): Promise<{ keys: JWK[] } | undefined>;
  groups(): string[];
  /** The username of a valid ID token of a pool here, else undefined. */
  usernameOf(idToken: string): Promise<string | undefined>;
  /** Makes accounts, as an operator does in a real pool. Adding one again changes it. */
  addAccounts(accounts: Account[]): void;
  /** Where a page sends people to sign in, and as which client. */
  signInOf(cloud: Cloud): { url: string; clientId: string };
}

/** User pools as issuers of tokens (RS256, an hour long by virtual time), and their hosted sign-in pages. */
export function createCognito({ store, clock }: { store: Store; clock: Clock }): Cognito {
  const { resourceTypes, pools, clients, domains } = createPools();
  const keys = createKeys(store);
  const accounts = new Map<string, Account>();

  async function mintToken({
    username,
    groups,
    name,
    email,
    clientId = only([...clients.keys()], 'user pool clients'),
  }: SignIn): Promise<Tokens> {
    const pool = clients.get(clientId)?.pool;
    if (!pool) throw new Error(`there is no user pool client ${clientId}`);
    const strange = groups.filter(group => !pool.groups.has(group));
    if (strange.length > 0) {
      throw new Error(
        `the user pool has no group ${strange.join(', ')}; it has ${[...pool.groups].join(', ') || 'none'}`,
      );
    }
    const now = Math.floor(clock.now() / 1000);
    const shared = {
      'cognito:groups': groups,
      auth_time: now,
      event_id: randomUUID(),
      origin_jti: randomUUID(),
    };
    const sign = (claims: Record<string, unknown>) =>
      keys.sign(
        new SignJWT({ ...shared, ...claims })
          .setIssuer(pool.issuer)
          .setSubject(subjectOf(username))
          .setJti(randomUUID())
          .setIssuedAt(now)
          .setExpirationTime(now + VALID_SECONDS),
      );
    const identity = {
      token_use: 'id',
      aud: clientId,
      'cognito:username': username,
      ...(name ? { name } : {}),
      ...(email ? { email, email_verified: true } : {}),
    };
    const access = { token_use: 'access', client_id: clientId, username, scope: 'openid email profile' };
    return { idToken: await sign(identity), accessToken: await sign(access), expiresIn: VALID_SECONDS };
  }

  const hostedUi = createHostedUi({ store, clock, clients, domains, accounts, mintToken });
  return {
    name: 'cognito-idp',
    protocol: 'json-1.1',
    operations: {},
    resourceTypes,
    unsigned: { prefix: HOSTED_UI, handle: hostedUi },
    groups: () => [...new Set([...pools.values()].flatMap(pool => [...pool.groups]))],
    mintToken,
    addAccounts(added) {
      for (const account of added) accounts.set(account.username, account);
    },
    signInOf: cloud => ({
      url: `${cloud.urls.aws}${HOSTED_UI}${only([...domains.keys()], 'user pool domains')}`,
      clientId: only([...clients.keys()], 'user pool clients'),
    }),
    async usernameOf(idToken) {
      try {
        const { payload } = await jwtVerify(idToken, await keys.publicKey(), {
          issuer: [...pools.values()].map(({ issuer }) => issuer),
          audience: [...clients.keys()],
          currentDate: new Date(clock.now()),
        });
        return payload['token_use'] === 'id' ? String(payload['cognito:username']) : undefined;
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },
    async keysOf(issuer) {
      if (![...pools.values()].some(pool => pool.issuer === issuer)) return undefined;
      return { keys: [await keys.publicKey()] };
    },
  };
}

function only(ids: string[], what: string): string {
  const [first, ...more] = ids;
  if (!first || more.length > 0)
    throw new Error(`clientId must be told: the templates have ${ids.length} ${what}`);
  return first;
}

/** The same person has the same subject at each sign-in. */
function subjectOf(username: string): string {
  const hex = createHash('sha256').update(`subject ${username}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
