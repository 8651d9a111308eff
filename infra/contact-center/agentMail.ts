import { CfnEmailAddress, CfnInstanceStorageConfig } from 'aws-cdk-lib/aws-connect';
import { Construct } from 'constructs';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import type { Foundation } from '../support/foundation.ts';

/**
 * E-mail in Connect, towards agents only: an address at which cases arrive, and where Connect keeps what they say. No queue
 * has an address to send from: answers go out by the workspace, under owner and epoch. The domain is added to the instance by
 * hand, as nothing else can.
 */
export class AgentMail extends Construct {
  constructor(
    scope: Construct,
    id: string,
    foundation: Foundation,
    instanceArn: string,
    { address }: NonNullable<ClientConfig['mail']['agents']>,
  ) {
    super(scope, id);
    const { config } = foundation;
    // Connect stores by instance: one that is joined has its own storage.
    const storage =
      !config.existingInstanceArn &&
      new CfnInstanceStorageConfig(this, 'messages', {
        instanceArn,
        resourceType: 'EMAIL_MESSAGES',
        storageType: 'S3',
        s3Config: {
          bucketName: foundation.files.bucketName,
          bucketPrefix: 'emails',
          encryptionConfig: { encryptionType: 'KMS', keyId: foundation.key.keyArn },
        },
      });
    const email = new CfnEmailAddress(this, 'address', {
      instanceArn,
      emailAddress: address,
      displayName: config.name,
      description: `Cases of ${config.name} for agents`,
    });
    if (storage) email.addResourceDependency(storage);
  }
}
