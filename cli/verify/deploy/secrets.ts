import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { LocalCloud } from '../../../local/boot.ts';
import { namesThere, type Deployment } from './deployment.ts';

const OPERATOR = { id: 'operator' };

/**
 * Gives the emulator's secrets the values of the local cloud's, as the operator does with keys of the client's service and
 * site: the shop, the ticket system and the site that run beside the local cloud know those.
 */
export async function shareSecrets(local: LocalCloud, there: Deployment): Promise<void> {
  const client = new SecretsManagerClient(there.options);
  for (const [here, its] of namesThere(local, there)) {
    if (!here.startsWith('arn:aws:secretsmanager:')) continue;
    const { SecretString } = await local.cloud.call(OPERATOR, 'secretsmanager', 'GetSecretValue', {
      SecretId: here,
    });
    await client.send(new PutSecretValueCommand({ SecretId: its, SecretString }));
  }
}

/** The secrets of a local cloud, for others to begin with. */
export const secretsOf = ({ cloud }: LocalCloud) => cloud.store.collection<object>('secrets').list();
