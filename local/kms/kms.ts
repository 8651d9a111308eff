import { createHash } from 'node:crypto';
import type { Service } from '../core/contract.ts';

/** Keys have ids and ARNs here; nothing is encrypted with them, as everything stays on this machine's disk. */
export function createKms(): Service {
  return {
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
          return { ref: id, attributes: { KeyId: id, Arn: `arn:aws:kms:us-east-1:000000000000:key/${id}` } };
        },
      },
      'AWS::KMS::Alias': {
        deploy: ({ properties }) => ({ ref: properties.AliasName, attributes: {} }),
      },
    },
  };
}
