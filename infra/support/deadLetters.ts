import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IDestination } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Foundation } from './foundation.ts';
import { serviceAlarm } from './serviceAlarm.ts';
import type { ServiceFunction } from './serviceFunction.ts';

/** Queue of the events that a function could not take, with the alarm that says so. */
export function deadLetters(
  scope: Construct,
  foundation: Foundation,
  operations: ITopic,
  impact: string,
): Queue {
  const queue = new Queue(scope, 'dead-letters', {
    encryption: QueueEncryption.KMS,
    encryptionMasterKey: foundation.key,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  acknowledge(queue, 'AwsSolutions-SQS3', 'This is a dead-letter queue itself.');
  serviceAlarm(scope, 'dead-letters-alarm', {
    metric: queue.metricApproximateNumberOfMessagesVisible({
      period: Duration.minutes(5),
      statistic: 'Maximum',
    }),
    impact,
    runbook: 'docs/runbook.md#undelivered-events',
    operations,
  });
  return queue;
}

/** Where a function's failed events go. Unlike CDK's own, it grants no use of the key but by way of the queue. */
export const failedEvents = (queue: Queue): IDestination => ({
  bind(_scope, fn) {
    fn.addToRolePolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }));
    return { destination: queue.queueArn };
  },
});

/** A function that takes what another one failed on. */
export const failedTo = (rescuer: ServiceFunction<any>): IDestination => ({
  bind(_scope, fn) {
    fn.addToRolePolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [rescuer.arn] }));
    return { destination: rescuer.arn };
  },
});
