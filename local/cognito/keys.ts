import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import type { JWK } from 'jose';
import type { Store } from '../core/contract.ts';

interface SavedKey {
  kid: string;
  privateJwk: JWK;
  publicJwk: JWK;
}

export interface Keys {
  publicKey(): Promise<JWK>;
  /** RS256. */
  sign(token: SignJWT): Promise<string>;
}

/** One key for all pools, which outlives restarts. */
export function createKeys(store: Store): Keys {
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

  return {
    publicKey: async () => (await key()).publicJwk,
    async sign(token) {
      const { kid, privateJwk } = await key();
      return token.setProtectedHeader({ alg: 'RS256', kid }).sign(await importJWK(privateJwk, 'RS256'));
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
