import { randomBytes } from 'node:crypto';
import type { Principal } from './contract.ts';
import type { Work } from './activity.ts';

/** Access keys of this run: who calls, and below which work under way. */
export interface Credentials {
  issue(principal: Principal, current?: () => Work | undefined): AccessKey;
  /** A key that another cloud has issued. */
  adopt(key: AccessKey, principal: Principal, current?: () => Work | undefined): void;
  find(accessKeyId: string): { principal: Principal; current?: () => Work | undefined } | undefined;
  /** For what can only be checked with the secret itself: presigned URLs. */
  secretOf(accessKeyId: string): string | undefined;
  revoke(accessKeyId: string): void;
}
export interface AccessKey {
  accessKeyId: string;
  secretAccessKey: string;
}

/** The operator's key, so that tools and tests may call anything: `AWS_ACCESS_KEY_ID=operator`. */
export const OPERATOR_KEY: AccessKey = { accessKeyId: 'operator', secretAccessKey: 'operator' };

export function createCredentials(): Credentials {
  interface Known {
    principal: Principal;
    current?: () => Work | undefined;
    secret: string;
  }
  const keys = new Map<string, Known>([
    [OPERATOR_KEY.accessKeyId, { principal: { id: 'operator' }, secret: OPERATOR_KEY.secretAccessKey }],
  ]);
  return {
    adopt({ accessKeyId, secretAccessKey }, principal, current) {
      keys.set(accessKeyId, { principal, secret: secretAccessKey, ...(current ? { current } : {}) });
    },
    issue(principal, current) {
      const accessKeyId = `ASIALOCAL${randomBytes(6).toString('hex').toUpperCase()}`;
      const secret = randomBytes(20).toString('hex');
      keys.set(accessKeyId, { principal, secret, ...(current ? { current } : {}) });
      return { accessKeyId, secretAccessKey: secret };
    },
    find: accessKeyId => keys.get(accessKeyId),
    secretOf: accessKeyId => keys.get(accessKeyId)?.secret,
    revoke: accessKeyId => void keys.delete(accessKeyId),
  };
}
