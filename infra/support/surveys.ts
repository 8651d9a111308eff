import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Config as SendSurvey } from '../../functions/send-survey/config.ts';
import type { Config as TakeSurvey } from '../../functions/take-survey/config.ts';
import {
  readContactCenter,
  readRelease,
  releaseVariables,
  tableVariables,
  useKey,
  useTable,
} from './access.ts';
import { deadLetters, failedEvents } from './deadLetters.ts';
import type { Events } from './events.ts';
import type { Foundation } from './foundation.ts';
import type { Mail } from './mail.ts';
import type { Notifications } from './notifications.ts';
import type { Secrets } from './secrets.ts';
import { failures, serviceAlarm } from './serviceAlarm.ts';
import { ServiceFunction } from './serviceFunction.ts';

export interface SurveysProps {
  foundation: Foundation;
  events: Events;
  mail: Mail;
  notifications: Notifications;
  secrets: Secrets;
}

/** Asks how it was once a case is closed, and takes the answer. */
export class Surveys extends Construct {
  readonly sendSurvey: ServiceFunction<typeof SendSurvey>;
  readonly takeSurvey: ServiceFunction<typeof TakeSurvey>;

  constructor(
    scope: Construct,
    id: string,
    { foundation, events, mail, notifications, secrets }: SurveysProps,
  ) {
    super(scope, id);
    const { operations } = notifications;
    const undelivered = deadLetters(this, foundation, operations, 'Customers are not asked how it was.');
    const link = {
      ...tableVariables(foundation),
      ...releaseVariables(foundation),
      LINK_SECRET_ARN: secrets.link.secretArn,
    };

    this.sendSurvey = new ServiceFunction<typeof SendSurvey>(this, 'send-survey', foundation, {
      environment: {
        ...link,
        ...mail.variables,
        CONTACT_CENTER_PARAMETER: foundation.contactCenterParameter,
        PAGES_URL: foundation.pagesUrl,
      },
      timeoutSeconds: 30,
      memoryMb: 512,
      onFailure: failedEvents(undelivered),
    });
    useTable(this.sendSurvey, foundation, ['GetItem', 'PutItem', 'UpdateItem']);
    useKey(this.sendSurvey, foundation, 'sqs', 'write');
    readRelease(this.sendSurvey, foundation);
    readContactCenter(this.sendSurvey, foundation);
    secrets.read(this.sendSurvey, secrets.link);
    mail.send(this.sendSurvey);
    new Rule(this, 'case-closed', {
      eventBus: events.bus,
      description: 'A case is closed: send its survey',
      eventPattern: { detailType: ['Case Closed'] },
      targets: [
        new LambdaFunction(this.sendSurvey.lambda, {
          deadLetterQueue: undelivered,
          maxEventAge: Duration.hours(2),
        }),
      ],
    });

    this.takeSurvey = new ServiceFunction<typeof TakeSurvey>(this, 'take-survey', foundation, {
      environment: link,
      timeoutSeconds: 10,
      memoryMb: 512,
    });
    useTable(this.takeSurvey, foundation, ['GetItem', 'PutItem', 'UpdateItem']);
    readRelease(this.takeSurvey, foundation);
    secrets.read(this.takeSurvey, secrets.link);

    serviceAlarm(this, 'survey-errors', {
      metric: failures(this.sendSurvey, this.takeSurvey),
      threshold: 3,
      impact: 'Surveys are not sent or not taken.',
      runbook: 'docs/runbook.md#surveys-fail',
      operations,
    });
  }
}
