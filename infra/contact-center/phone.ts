import { CfnInstanceStorageConfig, CfnPhoneNumber } from 'aws-cdk-lib/aws-connect';
import { CustomResource, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Config as LinkPhoneNumber } from '../../functions/link-phone-number/config.ts';
import type { ClientConfig, Voice } from '../../layers/core/domain/clientConfig.ts';
import type { Foundation } from '../support/foundation.ts';
import { ServiceFunction } from '../support/serviceFunction.ts';

export interface PhoneProps {
  instance: { arn: string; id: string };
  /** Connect stores recordings by instance: one that is joined has its own storage. */
  ownInstance: boolean;
  voice: Voice;
  /** As `claimNumber` made it. */
  number: CfnPhoneNumber | undefined;
  mainFlow: { id: string; arn: string };
}

/** The number that customers call, before there are queues: calls back show it. Undefined when the client brings its own. */
export function claimNumber(
  scope: Construct,
  { name, voice }: Pick<ClientConfig, 'name' | 'voice'>,
  instanceArn: string,
): CfnPhoneNumber | undefined {
  if (!voice?.number) return undefined;
  const { country, type, prefix } = voice.number;
  const number = new CfnPhoneNumber(scope, 'phone-number', {
    targetArn: instanceArn,
    countryCode: country,
    type,
    prefix,
    description: `What customers of ${name} call`,
  });
  // A number that is given back is soon somebody else's.
  number.applyRemovalPolicy(RemovalPolicy.RETAIN);
  return number;
}

/** What makes a number a telephone: its link to the main flow, and where recordings are kept. */
export class Phone extends Construct {
  constructor(scope: Construct, id: string, foundation: Foundation, props: PhoneProps) {
    super(scope, id);
    const { voice, instance, ownInstance, number } = props;
    if (voice.recording && ownInstance) this.storeRecordings(foundation, instance.arn);
    if (number) this.link(foundation, number, props);
  }

  private link(foundation: Foundation, number: CfnPhoneNumber, { instance, mainFlow }: PhoneProps): void {
    const link = new ServiceFunction<typeof LinkPhoneNumber>(this, 'link-phone-number', foundation, {
      environment: {},
      timeoutSeconds: 60,
      memoryMb: 256,
    });
    link.allow(
      ['connect:AssociatePhoneNumberContactFlow', 'connect:DisassociatePhoneNumberContactFlow'],
      [instance.arn, number.attrPhoneNumberArn, mainFlow.arn],
    );
    const linked = new CustomResource(this, 'number-flow', {
      resourceType: 'Custom::PhoneNumberFlow',
      serviceToken: link.arn,
      properties: {
        InstanceId: instance.id,
        PhoneNumberId: number.attrPhoneNumberArn,
        ContactFlowId: mainFlow.id,
      },
    });
    // The role's permissions are a resource of their own, which must be there first.
    linked.node.addDependency(link.role);
  }

  private storeRecordings(foundation: Foundation, instanceArn: string): void {
    new CfnInstanceStorageConfig(this, 'recordings', {
      instanceArn,
      resourceType: 'CALL_RECORDINGS',
      storageType: 'S3',
      s3Config: {
        bucketName: foundation.files.bucketName,
        bucketPrefix: 'recordings',
        encryptionConfig: { encryptionType: 'KMS', keyId: foundation.key.keyArn },
      },
    });
  }
}

/** Whether the instance must be able to dial: a call back, or a call that broke off. */
export const dialsOut = ({ voice }: Pick<ClientConfig, 'voice'>): boolean =>
  voice !== undefined && (voice.callback !== undefined || voice.callBackDropped !== 'never');
