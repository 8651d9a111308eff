import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { operatorParameter, type StackParts } from '../../layers/core/platform/operatorParameter.ts';
import type { Escalation } from './escalation.ts';
import type { Foundation } from './foundation.ts';
import type { InboundMail } from './inboundMail.ts';

/** Tells the operator's commands (`augment case …`, `augment customer …`) where the parts of the stack are. It grants nothing. */
export class OperatorAccess extends Construct {
  constructor(
    scope: Construct,
    id: string,
    {
      foundation,
      escalation,
      inboundMail,
    }: { foundation: Foundation; escalation: Escalation; inboundMail: InboundMail },
  ) {
    super(scope, id);
    const parts: StackParts = {
      table: foundation.table.tableName,
      files: foundation.files.bucketName,
      retentionDays: foundation.config.retentionDays,
      escalation: escalation.workflow.arn,
      contactCenter: foundation.contactCenterParameter,
      rescueMail: inboundMail.rescueMail.arn,
    };
    new StringParameter(this, 'parts', {
      parameterName: operatorParameter(Stack.of(this).stackName),
      description: `Where the parts of ${Stack.of(this).stackName} are, written by the stack`,
      stringValue: Stack.of(this).toJsonString(parts),
    });
  }
}
