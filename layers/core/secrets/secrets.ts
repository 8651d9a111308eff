import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** A secret's text, read once per container. A failed read is tried again at the next use. */
export function createSecret(arn: string, client = new SecretsManagerClient({})): () => Promise<string> {
  let value: Promise<string> | undefined;
  return () =>
    (value ??= client
      .send(new GetSecretValueCommand({ SecretId: arn }))
      .then(({ SecretString }) => {
        if (!SecretString) throw new Error(`secret ${arn} has no text`);
        return SecretString;
      })
      .catch(error => {
        value = undefined;
        throw error;
      }));
}
