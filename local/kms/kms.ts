import { createHash } from 'node:crypto';
import type { Service } from '../core/contract.ts';
import { createEncryption, keyArn, type Encryption } from './encryption.ts';

export interface Kms extends Service {
  encryption: Encryption;
}

/**
 * Keys have ids and ARNs here; nothing is encrypted with them, as everything stays on this machine's disk. Who uses what is
 * encrypted must be allowed to use its key nevertheless.
 */
export function createKms(): Kms {
  return {
    encryption: createEncryption(),
    name: 'kms',
    protocol: 'json-1.1',
    operations: {},
    resourceTypes: {
      'AWS::KMS::Key': {
        deploy({ physicalName }) {
          const hex = createHash('sha256').update(physicalName).digest('hex');
          const id = [
            hex.slice(0, 8),
            hex.slice(8, 12),
            hex.slice(12, 16),
            hex.slice(16, 20),
            hex.slice(20, 32),
          ].join('-');
          return { ref: id, attributes: { KeyId: id, Arn: keyArn(id) } };
        },
      },
      'AWS::KMS::Alias': {
        deploy: ({ properties }) => ({ ref: properties.AliasName, attributes: {} }),
      },
    },
  };
}
