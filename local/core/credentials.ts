import { randomBytes } from 'node:crypto';
import type { Principal } from './contract.ts';
import type { Work } from './activity.ts';

/** Access keys of this run: who calls, and below which work under way. */
export interface Credentials {
  issue(principal: Principal, current?: () => Work | undefined): AccessKey;
  find(accessKeyId: string): { principal: Principal; current?: () => Work | undefined } | undefined;
  revoke(accessKeyId: string): void;
}
export interface AccessKey {
  accessKeyId: string;
  secretAccessKey: string;
}

/** The operator's key, so that tools and tests may call anything: `AWS_ACCESS_KEY_ID=operator`. */
export const OPERATOR_KEY: AccessKey = { accessKeyId: 'operator', secretAccessKey: 'operator' };

export function createCredentials(): Credentials {
  const keys = new Map<string, { principal: Principal; current?: () => Work | undefined }>([
    [OPERATOR_KEY.accessKeyId, { principal: { id: 'operator' } }],
  ]);
  return {
    issue(principal, current) {
      const accessKeyId = `ASIALOCAL${randomBytes(6).toString('hex').toUpperCase()}`;
      keys.set(accessKeyId, { principal, ...(current ? { current } : {}) });
      return { accessKeyId, secretAccessKey: randomBytes(20).toString('hex') };
    },
    find: accessKeyId => keys.get(accessKeyId),
    revoke: accessKeyId => void keys.delete(accessKeyId),
  };
}
