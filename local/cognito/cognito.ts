import { createHash, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import type { JWK } from 'jose';
import type { Clock, Service, Store } from '../core/contract.ts';

const VALID_SECONDS = 3600;

export interface SignIn {
  username: string;
  groups: string[];
  email?: string;
  /** Physical id of the app client; the stack's only one unless told. */
  clientId?: string;
}
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
}

interface Pool {
  id: string;
  issuer: string;
  groups: Set<string>;
}
interface SavedKey {
  kid: string;
  privateJwk: JWK;
  publicJwk: JWK;
}

/** User pools as issuers of tokens: RS256, an hour long by virtual time, with one key that outlives restarts. */
export function createCognito({ store, clock }: { store: Store; clock: Clock }): Cognito {
  const pools = new Map<string, Pool>();
  const clients = new Map<string, Pool>();
  const saved = store.collection<SavedKey>('cognito.key');
  let making: Promise<SavedKey> | undefined;

  function key(): Promise<SavedKey> {
    const known = saved.get('key');
    if (known) return Promise.resolve(known);
    making ??= makeKey().then(made => {
      saved.put('key', made);
      return made;
    });
    return making;
  }
  const poolOf = (id: string): Pool => {
    const pool = pools.get(id);
    if (!pool) throw new Error(`there is no user pool ${id}`);
    return pool;
  };

  return {
    name: 'cognito-idp',
    protocol: 'json-1.1',
    operations: {},
    resourceTypes: {
      'AWS::Cognito::UserPool': {
        deploy({ physicalName }, cloud) {
          const id = `us-east-1_${shortId(physicalName, 9)}`;
          const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${id}`;
          pools.set(id, { id, issuer, groups: new Set() });
          return {
            ref: id,
            attributes: {
              Arn: `arn:aws:cognito-idp:us-east-1:${cloud.account}:userpool/${id}`,
              ProviderName: issuer.slice('https://'.length),
              ProviderURL: issuer,
              UserPoolId: id,
            },
          };
        },
      },
      'AWS::Cognito::UserPoolClient': {
        deploy({ properties, physicalName }) {
          const id = shortId(physicalName, 26).toLowerCase();
          clients.set(id, poolOf(properties.UserPoolId));
          return { ref: id, attributes: { ClientId: id, Name: properties.ClientName ?? physicalName } };
        },
      },
      'AWS::Cognito::UserPoolGroup': {
        deploy({ properties, physicalName }) {
          const name = properties.GroupName ?? physicalName;
          poolOf(properties.UserPoolId).groups.add(name);
          return { ref: name, attributes: {} };
        },
      },
      // Nobody signs in by a directory here: tokens are minted. A client that names one must find it all the same.
      'AWS::Cognito::UserPoolIdentityProvider': {
        deploy({ properties }) {
          poolOf(properties.UserPoolId);
          return { ref: properties.ProviderName, attributes: {} };
        },
      },
      'AWS::Cognito::UserPoolDomain': {
        deploy: ({ properties }) => ({
          ref: properties.Domain,
          attributes: { CloudFrontDistribution: `${properties.Domain}.local` },
        }),
      },
    },

    groups: () => [...new Set([...pools.values()].flatMap(pool => [...pool.groups]))],

    async mintToken({ username, groups, email, clientId = only([...clients.keys()]) }) {
      const pool = clients.get(clientId);
      if (!pool) throw new Error(`there is no user pool client ${clientId}`);
      const strange = groups.filter(group => !pool.groups.has(group));
      if (strange.length > 0) {
        throw new Error(
          `the user pool has no group ${strange.join(', ')}; it has ${[...pool.groups].join(', ') || 'none'}`,
        );
      }
      const { kid, privateJwk } = await key();
      const signer = await importJWK(privateJwk, 'RS256');
      const now = Math.floor(clock.now() / 1000);
      const shared = {
        'cognito:groups': groups,
        auth_time: now,
        event_id: randomUUID(),
        origin_jti: randomUUID(),
      };
      const sign = (claims: Record<string, unknown>) =>
        new SignJWT({ ...shared, ...claims })
          .setProtectedHeader({ alg: 'RS256', kid })
          .setIssuer(pool.issuer)
          .setSubject(subjectOf(username))
          .setJti(randomUUID())
          .setIssuedAt(now)
          .setExpirationTime(now + VALID_SECONDS)
          .sign(signer);
      const identity = {
        token_use: 'id',
        aud: clientId,
        'cognito:username': username,
        ...(email ? { email, email_verified: true } : {}),
      };
      const access = { token_use: 'access', client_id: clientId, username, scope: 'openid email profile' };
      return { idToken: await sign(identity), accessToken: await sign(access), expiresIn: VALID_SECONDS };
    },

    async keysOf(issuer) {
      if (![...pools.values()].some(pool => pool.issuer === issuer)) return undefined;
      return { keys: [(await key()).publicJwk] };
    },
  };
}

async function makeKey(): Promise<SavedKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const kid = randomUUID();
  const about = { kid, alg: 'RS256', use: 'sig' };
  return {
    kid,
    privateJwk: { ...(await exportJWK(privateKey)), ...about },
    publicJwk: { ...(await exportJWK(publicKey)), ...about },
  };
}

function only(clientIds: string[]): string {
  const [first, ...more] = clientIds;
  if (!first || more.length > 0) {
    throw new Error(`clientId must be told: the templates have ${clientIds.length} user pool clients`);
  }
  return first;
}

/** The same person has the same subject at each sign-in. */
function subjectOf(username: string): string {
  const hex = createHash('sha256').update(`subject ${username}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}

function shortId(name: string, length: number): string {
  return createHash('sha256').update(name).digest('base64').replace(/[+/=]/g, 'x').slice(0, length);
}
