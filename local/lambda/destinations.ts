import type { Cloud, InvokeOutcome } from '../core/contract.ts';
import type { AsyncInvocation } from './asyncQueue.ts';
import type { FunctionSpec } from './protocol.ts';

/** What happens to an event that all attempts failed on: the on-failure destination and the dead-letter queue, if any. */
export interface FailureRoute {
  spec: FunctionSpec;
  onFailure?: string;
  cloud: Cloud;
}

export async function routeFailure(
  { spec, onFailure, cloud }: FailureRoute,
  invocation: AsyncInvocation,
  outcome: Extract<InvokeOutcome, { status: 'error' }>,
  condition: 'RetriesExhausted' | 'EventAgeExceeded',
): Promise<void> {
  if (onFailure) {
    const record = {
      version: '1.0',
      timestamp: new Date(cloud.clock.now()).toISOString(),
      requestContext: {
        requestId: invocation.requestId,
        functionArn: `${spec.arn}:$LATEST`,
        condition,
        approximateInvokeCount: invocation.attempts,
      },
      requestPayload: invocation.payload,
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: outcome.payload,
    };
    await send(cloud, spec, onFailure, record, {});
  }
  if (spec.deadLetterArn) {
    await send(cloud, spec, spec.deadLetterArn, invocation.payload, {
      RequestID: invocation.requestId,
      ErrorCode: '200',
      ErrorMessage: outcome.payload.errorMessage.slice(0, 1024),
    });
  }
}

/** Sends as the function's role, which needs the permission, just as on AWS. */
async function send(
  cloud: Cloud,
  spec: FunctionSpec,
  arn: string,
  body: unknown,
  attributes: Record<string, string>,
): Promise<void> {
  const principal = { id: spec.roleArn, caller: spec.logicalId };
  const text = JSON.stringify(body);
  const MessageAttributes = Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
  );
  const [, , service, region, account, ...rest] = arn.split(':');
  switch (service) {
    case 'sqs':
      await cloud.call(principal, 'sqs', 'SendMessage', {
        QueueUrl: `https://sqs.${region}.amazonaws.com/${account}/${rest[0]}`,
        MessageBody: text,
        MessageAttributes,
      });
      return;
    case 'sns':
      await cloud.call(principal, 'sns', 'Publish', { TopicArn: arn, Message: text, MessageAttributes });
      return;
    case 'lambda':
      await cloud.invoke({ principal, functionArn: arn, payload: body, type: 'event' });
      return;
    case 'events':
      await cloud.call(principal, 'events', 'PutEvents', {
        Entries: [
          {
            EventBusName: arn,
            Source: 'lambda',
            DetailType: 'Lambda Function Invocation Result - Failure',
            Detail: text,
          },
        ],
      });
      return;
    default:
      throw new Error(`${spec.name}: the local cloud cannot send failed events to ${arn}`);
  }
}
