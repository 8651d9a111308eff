import { CfnInstance, CfnInstanceStorageConfig } from 'aws-cdk-lib/aws-connect';
import { Fn, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { dialsOut } from './phone.ts';
import { ATTACHMENTS } from '../support/contacts.ts';
import type { Foundation } from '../support/foundation.ts';

/**
 * The Connect instance: the client's own, or an existing one that is joined. An account may make and delete only 100 a month,
 * and agents' accounts live in it, so it is never replaced and never deleted with the stack.
 */
export class Instance extends Construct {
  readonly arn: string;
  readonly id: string;

  constructor(scope: Construct, id: string, foundation: Foundation) {
    super(scope, id);
    const { existingInstanceArn, instanceAlias } = foundation.config;
    if (existingInstanceArn) {
      this.arn = existingInstanceArn;
      this.id = Fn.select(1, Fn.split('/', existingInstanceArn));
      return;
    }
    const instance = new CfnInstance(this, 'instance', {
      instanceAlias,
      identityManagementType: 'CONNECT_MANAGED',
      attributes: {
        inboundCalls: true,
        outboundCalls: dialsOut(foundation.config),
        contactflowLogs: true,
        contactLens: true,
        // Without it a chat turn of the bot fails after ten seconds.
        messageStreaming: true,
      },
    });
    instance.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.arn = instance.attrArn;
    this.id = instance.attrId;
    // The service writes what flows do under this name, with the attributes of contacts: it must be forgotten in time.
    foundation.logGroup(this, 'flow-log', `/aws/connect/${instanceAlias}`);
    this.store(foundation, 'chat-transcripts', 'CHAT_TRANSCRIPTS', 'transcripts');
    // Attachments are off in an instance that has no place for them.
    if (foundation.config.chat?.attachments)
      this.store(foundation, 'attachments', 'ATTACHMENTS', ATTACHMENTS);
  }

  private store(foundation: Foundation, id: string, resourceType: string, bucketPrefix: string): void {
    new CfnInstanceStorageConfig(this, id, {
      instanceArn: this.arn,
      resourceType,
      storageType: 'S3',
      s3Config: {
        bucketName: foundation.files.bucketName,
        bucketPrefix,
        encryptionConfig: { encryptionType: 'KMS', keyId: foundation.key.keyArn },
      },
    });
  }
}
