import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import type { Change } from './linkPhoneNumber.ts';

/** @throws Error naming the property that is missing */
export function changeOf({ RequestType, ResourceProperties }: CloudFormationCustomResourceEvent): Change {
  const property = (name: string): string => {
    const value: unknown = ResourceProperties[name];
    if (typeof value === 'string' && value !== '') return value;
    throw new Error(`the property ${name} of the custom resource is missing`);
  };
  return {
    kind: RequestType === 'Delete' ? 'unlink' : 'link',
    link: {
      instanceId: property('InstanceId'),
      phoneNumberId: property('PhoneNumberId'),
      flowId: property('ContactFlowId'),
    },
  };
}
