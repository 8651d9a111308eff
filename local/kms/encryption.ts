import type { Deployed, Resource } from '../core/contract.ts';

/** Where a resource type's template names the key that encrypts it. */
const KEY_OF: Record<string, (properties: any) => string | undefined> = {
  'AWS::DynamoDB::Table': ({ SSESpecification }) => SSESpecification?.KMSMasterKeyId,
  'AWS::S3::Bucket': ({ BucketEncryption }) =>
    BucketEncryption?.ServerSideEncryptionConfiguration?.[0]?.ServerSideEncryptionByDefault?.KMSMasterKeyID,
  'AWS::SecretsManager::Secret': ({ KmsKeyId }) => KmsKeyId,
  'AWS::SNS::Topic': ({ KmsMasterKeyId }) => KmsMasterKeyId,
  'AWS::SQS::Queue': ({ KmsMasterKeyId }) => KmsMasterKeyId,
};
const READ = ['kms:Decrypt'];
const WRITE = ['kms:GenerateDataKey'];
const BOTH = [...READ, ...WRITE];

/**
 * What a caller must be allowed to do with the key, by way of the service, to use what is encrypted with it. Sources: the
 * key management pages of S3, Secrets Manager, SNS and SQS; for DynamoDB what CDK's `grantReadData` and `grantWriteData` grant.
 */
const NEEDS: Record<string, string[]> = {
  'dynamodb:GetItem': READ,
  'dynamodb:BatchGetItem': READ,
  'dynamodb:Query': READ,
  'dynamodb:Scan': READ,
  'dynamodb:PutItem': BOTH,
  'dynamodb:UpdateItem': BOTH,
  'dynamodb:DeleteItem': BOTH,
  'dynamodb:BatchWriteItem': BOTH,
  's3:GetObject': READ,
  's3:PutObject': WRITE,
  'secretsmanager:GetSecretValue': READ,
  'secretsmanager:PutSecretValue': BOTH,
  'sns:Publish': BOTH,
  'sqs:SendMessage': BOTH,
};

/** Which key encrypts what, as the templates say. */
export interface Encryption {
  deployed(resource: Resource, made: Deployed): void;
  /** The actions that a call on this resource needs on its key. */
  needs(action: string, resource: string): { key: string; actions: string[] } | undefined;
}

export function createEncryption(): Encryption {
  const keys = new Map<string, string>();
  return {
    deployed({ type, properties }, { ref, attributes }) {
      const key = KEY_OF[type]?.(properties);
      if (key) keys.set(attributes['Arn'] ?? ref, keyArn(key));
    },
    needs(action, resource) {
      const actions = NEEDS[action];
      // Objects and indexes are below their bucket or table: `<arn>/…`.
      const key =
        actions &&
        (keys.get(resource) ?? keys.get(resource.split('/index/')[0]!) ?? keys.get(resource.split('/')[0]!));
      return key ? { key, actions } : undefined;
    },
  };
}

/** Templates name a key by its id or its ARN. */
export const keyArn = (idOrArn: string): string =>
  idOrArn.startsWith('arn:') ? idOrArn : `arn:aws:kms:us-east-1:000000000000:key/${idOrArn}`;
