import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { createPhoneNumberFlows } from '../../layers/core/connect/phoneNumberFlows.ts';
import { customResource } from '../../layers/core/platform/customResource.ts';
import { lambda } from '../../layers/core/platform/lambda.ts';
import { changeOf } from './handler.ts';
import { linkPhoneNumber } from './linkPhoneNumber.ts';

const flows = createPhoneNumberFlows();

export const handler = lambda(
  customResource((event: CloudFormationCustomResourceEvent) => linkPhoneNumber(changeOf(event), flows)),
);
