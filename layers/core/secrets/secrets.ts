import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { lazily } from '../platform/lazily.ts';

/** A secret that was changed by hand is used by all containers after this, however busy they are. */
const FRESH_MS = 5 * 60_000;

/**
 * A secret's text, read once per container and again every five minutes. A first read that fails is tried again at the next use; one that
 * fails later leaves what is known in use.
 */
export function createSecret(
  arn: string,
  client: Pick<SecretsManagerClient, 'send'> = lazily(() => new SecretsManagerClient({})),
  now: () => number = Date.now,
): () => Promise<string> {
  let value: Promise<string> | undefined;
  let readAt = 0;
  const read = async () => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    if (!SecretString) throw new Error(`secret ${arn} has no text`);
    return SecretString;
  };
  return () => {
    if (value && now() - readAt < FRESH_MS) return value;
    const before = value;
    readAt = now();
    value = read().catch(error => {
      value = before;
      if (before) return before;
      throw error;
    });
    return value;
  };
}
