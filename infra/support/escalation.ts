import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Config as CloseCase } from '../../functions/close-case/config.ts';
import type { Config as DeliverAnswer } from '../../functions/deliver-answer/config.ts';
import type { Config as HandOffCase } from '../../functions/hand-off-case/config.ts';
import type { Config as LapseDraft } from '../../functions/lapse-draft/config.ts';
import type { Config as OfferCase } from '../../functions/offer-case/config.ts';
import type { Config as RaiseCase } from '../../functions/raise-case/config.ts';
import type { Config as RemindClient } from '../../functions/remind-client/config.ts';
import type { Config as ReturnCase } from '../../functions/return-case/config.ts';
import type { Config as SummariseCase } from '../../functions/summarise-case/config.ts';
import { readContactCenter, readRelease, releaseVariables, tableVariables, useTable } from './access.ts';
import type { ClientTeam } from './clientTeam.ts';
import type { Events } from './events.ts';
import type { Foundation } from './foundation.ts';
import type { Mail } from './mail.ts';
import type { Notifications } from './notifications.ts';
import type { Secrets } from './secrets.ts';
import { failures, ownMetric, serviceAlarm } from './serviceAlarm.ts';
import { ServiceFunction } from './serviceFunction.ts';
import { Workflow } from './workflow.ts';

export interface EscalationProps {
  foundation: Foundation;
  events: Events;
  mail: Mail;
  notifications: Notifications;
  secrets: Secrets;
  clientTeam: ClientTeam;
}

/** The way of a case through people: agent, client team and back, with its deadlines. */
export class Escalation extends Construct {
  readonly workflow: Workflow;
  readonly offerCase: ServiceFunction<typeof OfferCase>;
  readonly raiseCase: ServiceFunction<typeof RaiseCase>;
  readonly deliverAnswer: ServiceFunction<typeof DeliverAnswer>;
  readonly lapseDraft: ServiceFunction<typeof LapseDraft>;
  readonly closeCase: ServiceFunction<typeof CloseCase>;

  constructor(scope: Construct, id: string, props: EscalationProps) {
    super(scope, id);
    const { foundation, events, mail, notifications, secrets, clientTeam } = props;
    const table = tableVariables(foundation);
    const state = { ...table, ...releaseVariables(foundation) };
    const center = { CONTACT_CENTER_PARAMETER: foundation.contactCenterParameter };
    const link = { LINK_SECRET_ARN: secrets.link.secretArn, PAGES_URL: foundation.pagesUrl };
    const handoff = { HANDOFF_TOPIC_ARN: notifications.handoff.topicArn };
    const asking = { ...mail.variables, ...link, ...handoff, ...clientTeam.variables };
    const operations = { OPERATIONS_TOPIC_ARN: notifications.operations.topicArn };
    const timeoutSeconds = 30;

    const summariseCase = new ServiceFunction<typeof SummariseCase>(this, 'summarise-case', foundation, {
      environment: state,
      timeoutSeconds,
    });
    this.offerCase = new ServiceFunction<typeof OfferCase>(this, 'offer-case', foundation, {
      environment: { ...state, ...center, ...mail.variables },
      timeoutSeconds,
    });
    this.raiseCase = new ServiceFunction<typeof RaiseCase>(this, 'raise-case', foundation, {
      environment: { ...table, ...center, ...operations },
      timeoutSeconds,
    });
    const handOffCase = new ServiceFunction<typeof HandOffCase>(this, 'hand-off-case', foundation, {
      environment: { ...state, ...asking },
      timeoutSeconds,
    });
    const remindClient = new ServiceFunction<typeof RemindClient>(this, 'remind-client', foundation, {
      environment: { ...state, ...asking },
      timeoutSeconds,
    });
    const returnCase = new ServiceFunction<typeof ReturnCase>(this, 'return-case', foundation, {
      environment: { ...state, ...link, ...operations, ...clientTeam.ticketVariables },
      timeoutSeconds,
    });
    this.deliverAnswer = new ServiceFunction<typeof DeliverAnswer>(this, 'deliver-answer', foundation, {
      environment: { ...state, ...center, ...link, ...mail.variables, ...clientTeam.ticketVariables },
      timeoutSeconds,
    });
    this.lapseDraft = new ServiceFunction<typeof LapseDraft>(this, 'lapse-draft', foundation, {
      environment: {
        ...state,
        ...center,
        ...mail.variables,
        LINK_SECRET_ARN: secrets.link.secretArn,
      },
      timeoutSeconds,
    });
    this.closeCase = new ServiceFunction<typeof CloseCase>(this, 'close-case', foundation, {
      environment: { ...table, ...center, BUS_NAME: events.bus.eventBusName },
      timeoutSeconds,
    });

    const steps: ServiceFunction<any>[] = [
      summariseCase,
      this.offerCase,
      this.lapseDraft,
      this.raiseCase,
      handOffCase,
      remindClient,
      returnCase,
      this.deliverAnswer,
      this.closeCase,
    ];
    for (const step of steps) useTable(step, foundation, ['GetItem', 'UpdateItem']);
    for (const step of steps.filter(fn => fn !== summariseCase)) useTable(step, foundation, ['PutItem']);
    // They write or send what was said.
    const mailsAgents = foundation.config.mail.agents ? [this.offerCase] : [];
    for (const step of [handOffCase, remindClient, this.deliverAnswer, ...mailsAgents])
      useTable(step, foundation, ['Query']);
    useTable(summariseCase, foundation, [], 'said');
    for (const step of steps.filter(fn => fn !== this.raiseCase && fn !== this.closeCase))
      readRelease(step, foundation);
    for (const step of [this.offerCase, this.lapseDraft, this.raiseCase, this.deliverAnswer, this.closeCase])
      readContactCenter(step, foundation);
    for (const step of [this.offerCase, this.lapseDraft, handOffCase, remindClient, this.deliverAnswer])
      mail.send(step);
    for (const step of [this.lapseDraft, handOffCase, remindClient, returnCase, this.deliverAnswer])
      secrets.read(step, secrets.link);
    for (const step of [returnCase, this.deliverAnswer]) clientTeam.useTickets(step);
    for (const step of [handOffCase, remindClient]) {
      clientTeam.use(step);
      notifications.publish(step, notifications.handoff);
    }
    for (const step of [this.raiseCase, returnCase]) notifications.publish(step, notifications.operations);
    events.put(this.closeCase);

    this.workflow = new Workflow(this, 'escalation', foundation, {
      type: StateMachineType.STANDARD,
      functions: steps,
    });
    this.answerTasks('early-outcomes', this.offerCase, handOffCase);
    this.alarms(steps, notifications, foundation);
  }

  /**
   * Lets functions end the workflow's waiting. A policy apart from the functions' own: those that the workflow invokes
   * can't depend on it.
   */
  answerTasks(id: string, ...functions: ServiceFunction<any>[]): void {
    new Policy(this, id, {
      roles: functions.map(fn => fn.role),
      statements: [
        new PolicyStatement({ actions: ['states:SendTaskSuccess'], resources: [this.workflow.arn] }),
      ],
    });
  }

  private alarms(steps: ServiceFunction<any>[], { operations }: Notifications, foundation: Foundation): void {
    const period = Duration.minutes(5);
    const { machine } = this.workflow;
    serviceAlarm(this, 'failed-escalations', {
      metric: new MathExpression({
        expression: 'SUM(METRICS())',
        usingMetrics: {
          failed: machine.metricFailed({ period }),
          timedOut: machine.metricTimedOut({ period }),
          aborted: machine.metricAborted({ period }),
        },
        period,
      }),
      impact: 'A customer was promised a person and nobody is told; the sweeper tries again within minutes.',
      runbook: 'docs/runbook.md#failed-escalations',
      operations,
    });
    [steps.slice(0, 4), steps.slice(4)].forEach((some, n) =>
      serviceAlarm(this, `step-errors-${n + 1}`, {
        metric: failures(...some),
        threshold: 3,
        impact: 'Cases reach agents or the client team late; steps are repeated.',
        runbook: 'docs/runbook.md#failed-escalations',
        operations,
      }),
    );
    serviceAlarm(this, 'sla-missed', {
      metric: ownMetric(foundation, 'raise-case', 'DeadlineMissed'),
      impact: 'A customer waits longer than was agreed with the client.',
      runbook: 'docs/runbook.md#sla-missed',
      operations,
    });
  }
}
