import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { ArnFormat, Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Config as SweepCases } from '../../functions/sweep-cases/config.ts';
import { readContactCenter, tableVariables, useKey, useTable } from './access.ts';
import { acknowledgeWildcard } from '../acknowledge.ts';
import { deadLetters, failedEvents } from './deadLetters.ts';
import type { Escalation } from './escalation.ts';
import type { Events } from './events.ts';
import type { Foundation } from './foundation.ts';
import type { Notifications } from './notifications.ts';
import { failures, ownMetric, serviceAlarm } from './serviceAlarm.ts';
import { ServiceFunction } from './serviceFunction.ts';

export interface SweepingProps {
  foundation: Foundation;
  events: Events;
  notifications: Notifications;
  escalation: Escalation;
}

/** Every five minutes: finds cases past their deadline and workflows that died. */
export class Sweeping extends Construct {
  readonly sweepCases: ServiceFunction<typeof SweepCases>;

  constructor(
    scope: Construct,
    id: string,
    { foundation, events, notifications, escalation }: SweepingProps,
  ) {
    super(scope, id);
    const { operations } = notifications;
    const { workflow } = escalation;
    const undelivered = deadLetters(
      this,
      foundation,
      operations,
      'Forgotten cases stay forgotten: the sweeper does not run.',
    );
    const sweepCases = new ServiceFunction<typeof SweepCases>(this, 'sweep-cases', foundation, {
      environment: {
        ...tableVariables(foundation),
        CONTACT_CENTER_PARAMETER: foundation.contactCenterParameter,
        ESCALATION_ARN: workflow.arn,
        OPERATIONS_TOPIC_ARN: operations.topicArn,
        BUS_NAME: events.bus.eventBusName,
      },
      timeoutSeconds: 120,
      memoryMb: 512,
      onFailure: failedEvents(undelivered),
    });
    this.sweepCases = sweepCases;
    useTable(sweepCases, foundation, ['GetItem', 'PutItem', 'UpdateItem'], 'due', 'said');
    useKey(sweepCases, foundation, 'sqs', 'write');
    readContactCenter(sweepCases, foundation);
    notifications.publish(sweepCases, operations);
    events.put(sweepCases);
    escalation.answerTasks('forgotten-outcomes', sweepCases);
    sweepCases.allow(['states:StartExecution'], [workflow.arn]);
    const executions = Stack.of(this).formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${workflow.machine.stateMachineName}:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    sweepCases.allow(['states:DescribeExecution'], [executions]);
    acknowledgeWildcard(
      sweepCases.role,
      executions,
      "Executions are named by case; the sweeper describes any execution of this stack's own workflow.",
    );
    new Rule(this, 'every-five-minutes', {
      schedule: Schedule.rate(Duration.minutes(5)),
      targets: [new LambdaFunction(sweepCases.lambda, { deadLetterQueue: undelivered, retryAttempts: 0 })],
    });
    serviceAlarm(this, 'restarted-workflows', {
      metric: ownMetric(foundation, 'sweep-cases', 'WorkflowRestarted'),
      impact: 'Customers waited minutes longer: workflows died and were started again.',
      runbook: 'docs/runbook.md#failed-escalations',
      operations,
    });
    serviceAlarm(this, 'sweep-errors', {
      metric: failures(sweepCases),
      periods: 2,
      impact: 'Cases whose workflow died, or whose deadline passed, are not found.',
      runbook: 'docs/runbook.md#the-sweeper-fails',
      operations,
    });
  }
}
