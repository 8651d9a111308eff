import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Config as DraftAnswer } from '../../functions/draft-answer/config.ts';
import type { Config as OpenCase } from '../../functions/open-case/config.ts';
import type { Config as RecordTurn } from '../../functions/record-turn/config.ts';
import type { Config as TakeTurn } from '../../functions/take-turn/config.ts';
import type { Config as TriageTurn } from '../../functions/triage-turn/config.ts';
import type { Config as VerifyAnswer } from '../../functions/verify-answer/config.ts';
import {
  readRelease,
  releaseVariables,
  tableVariables,
  useEmbeddings,
  useModels,
  useTable,
} from './access.ts';
import { actionVariables, runActions } from './actionAccess.ts';
import type { Events } from './events.ts';
import type { GuardrailRef } from '../guardrail/guardrailStack.ts';
import type { Foundation } from './foundation.ts';
import { applyGuardrail, guardrailVariables } from './guardrailAccess.ts';
import type { Mail } from './mail.ts';
import type { Secrets } from './secrets.ts';
import { failures, ownMetric, serviceAlarm } from './serviceAlarm.ts';
import { ServiceFunction } from './serviceFunction.ts';
import { Workflow } from './workflow.ts';

export interface TurnProps {
  foundation: Foundation;
  events: Events;
  mail: Mail;
  secrets: Secrets;
  escalation: Workflow;
  operations: ITopic;
  guardrail?: GuardrailRef;
}

/** One customer message and what is said back: Lex's code hook and the Express workflow behind it. */
export class Turn extends Construct {
  readonly takeTurn: ServiceFunction<typeof TakeTurn>;
  readonly workflow: Workflow;
  /** Of the Express workflow. */
  readonly arn: string;

  constructor(
    scope: Construct,
    id: string,
    { foundation, events, mail, secrets, escalation, operations, guardrail }: TurnProps,
  ) {
    super(scope, id);
    const state = tableVariables(foundation);
    const release = releaseVariables(foundation);

    const openCase = new ServiceFunction<typeof OpenCase>(this, 'open-case', foundation, {
      environment: { ...state, ...release },
      timeoutSeconds: 10,
    });
    useTable(openCase, foundation, ['GetItem', 'PutItem', 'UpdateItem'], 'customer', 'said');
    readRelease(openCase, foundation);

    const triageTurn = new ServiceFunction<typeof TriageTurn>(this, 'triage-turn', foundation, {
      environment: release,
      timeoutSeconds: 10,
    });
    readRelease(triageTurn, foundation);
    useModels(triageTurn, foundation);

    const draftAnswer = new ServiceFunction<typeof DraftAnswer>(this, 'draft-answer', foundation, {
      environment: {
        ...release,
        ...state,
        ...actionVariables({ foundation, mail, secrets }),
        ...guardrailVariables(guardrail),
      },
      timeoutSeconds: 20,
    });
    useTable(draftAnswer, foundation, ['GetItem', 'PutItem', 'UpdateItem', 'Query']);
    readRelease(draftAnswer, foundation);
    useModels(draftAnswer, foundation);
    useEmbeddings(draftAnswer, foundation);
    applyGuardrail(draftAnswer, guardrail);
    runActions(draftAnswer, { foundation, mail, secrets });

    const verifyAnswer = new ServiceFunction<typeof VerifyAnswer>(this, 'verify-answer', foundation, {
      environment: release,
      timeoutSeconds: 10,
    });
    readRelease(verifyAnswer, foundation);

    const recordTurn = new ServiceFunction<typeof RecordTurn>(this, 'record-turn', foundation, {
      environment: { ...state, ...release, BUS_NAME: events.bus.eventBusName },
      timeoutSeconds: 10,
    });
    useTable(recordTurn, foundation, ['GetItem', 'PutItem', 'UpdateItem']);
    readRelease(recordTurn, foundation);
    events.put(recordTurn);

    const workflow = (this.workflow = new Workflow(this, 'turn', foundation, {
      type: StateMachineType.EXPRESS,
      functions: [openCase, triageTurn, draftAnswer, verifyAnswer, recordTurn],
      substitutions: { EscalationArn: escalation.arn },
    }));
    workflow.role.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['states:StartExecution'], resources: [escalation.arn] }),
    );

    this.arn = workflow.arn;
    this.takeTurn = new ServiceFunction<typeof TakeTurn>(this, 'take-turn', foundation, {
      environment: { TURN_ARN: workflow.arn, ...state, ...release },
      timeoutSeconds: 29,
    });
    this.takeTurn.allow(['states:StartSyncExecution'], [workflow.arn]);
    // Where the workflow can't be run it keeps what was said.
    useTable(this.takeTurn, foundation, ['GetItem', 'PutItem', 'UpdateItem'], 'customer', 'said');
    readRelease(this.takeTurn, foundation);

    const period = Duration.minutes(5);
    serviceAlarm(this, 'failed-turns', {
      metric: new MathExpression({
        expression: 'SUM(METRICS())',
        usingMetrics: {
          failed: workflow.machine.metricFailed({ period }),
          timedOut: workflow.machine.metricTimedOut({ period }),
          throttled: workflow.machine.metricThrottled({ period }),
          unanswered: ownMetric(foundation, 'take-turn', 'TurnFailed'),
        },
        period,
      }),
      impact: 'Customers are passed to an agent although the AI could have answered.',
      runbook: 'docs/runbook.md#failed-turns',
      operations,
    });
    serviceAlarm(this, 'turn-errors', {
      metric: failures(this.takeTurn, openCase, triageTurn),
      impact: 'Customers hear that something went wrong and wait for an agent.',
      runbook: 'docs/runbook.md#failed-turns',
      operations,
    });
    serviceAlarm(this, 'release-unused', {
      metric: ownMetric(foundation, 'triage-turn', 'ReleaseUnused'),
      impact: 'The AI works with another release than the one that was activated.',
      runbook: 'docs/runbook.md#release-not-used',
      operations,
    });
    serviceAlarm(this, 'answer-errors', {
      metric: failures(draftAnswer, verifyAnswer, recordTurn),
      impact: 'The AI answers nobody; agents get every enquiry.',
      runbook: 'docs/runbook.md#failed-turns',
      operations,
    });
  }
}
