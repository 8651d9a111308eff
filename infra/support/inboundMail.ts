import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Config as CallPerson } from '../../functions/call-person/config.ts';
import type { Config as FollowMail } from '../../functions/follow-mail/config.ts';
import type { Config as ReadFile } from '../../functions/read-file/config.ts';
import type { Config as RescueMail } from '../../functions/rescue-mail/config.ts';
import type { Config as ReceiveEmail } from '../../functions/receive-email/config.ts';
import { acknowledgeWildcard } from '../acknowledge.ts';
import { keepTeamFiles, readRelease, releaseVariables, tableVariables, useKey, useTable } from './access.ts';
import { ATTACHMENTS } from './contacts.ts';
import { deadLetters, failedEvents, failedTo } from './deadLetters.ts';
import type { Foundation } from './foundation.ts';
import type { Mail } from './mail.ts';
import type { Notifications } from './notifications.ts';
import type { Secrets } from './secrets.ts';
import { failures, ownMetric, serviceAlarm } from './serviceAlarm.ts';
import { ServiceFunction } from './serviceFunction.ts';
import type { Turn } from './turn.ts';

export interface InboundMailProps {
  foundation: Foundation;
  mail: Mail;
  notifications: Notifications;
  secrets: Secrets;
  turn: Turn;
}

/** Where SES puts what comes in: `layers/core/files/fileStore.ts` reads it there. */
export const RAW_MAIL_PREFIX = 'mail/in/';

/**
 * Mail that comes in, and what becomes of mail that went out. The receipt rule that feeds it is in the client's mail stack,
 * which may be deployed later or not at all.
 */
export class InboundMail extends Construct {
  readonly receiveEmail: ServiceFunction<typeof ReceiveEmail>;
  readonly rescueMail: ServiceFunction<typeof RescueMail>;
  readonly callPerson: ServiceFunction<typeof CallPerson>;
  /** For agents: what came with a mail or in a chat. */
  readonly readFile: ServiceFunction<typeof ReadFile>;

  constructor(scope: Construct, id: string, props: InboundMailProps) {
    super(scope, id);
    const { foundation, mail, notifications, secrets, turn } = props;
    const { operations } = notifications;
    const state = tableVariables(foundation);
    const release = releaseVariables(foundation);
    const link = { LINK_SECRET_ARN: secrets.link.secretArn };
    const undelivered = deadLetters(
      this,
      foundation,
      operations,
      "A customer's mail is stored and nobody has read it.",
    );

    // What nobody could read becomes a case that a person looks at; only what fails here too is left to operations.
    this.rescueMail = new ServiceFunction<typeof RescueMail>(this, 'rescue-mail', foundation, {
      environment: {
        ...state,
        ...release,
        ...mail.variables,
        ...link,
        FILES_BUCKET: foundation.files.bucketName,
        TURN_ARN: turn.arn,
        PAGES_URL: foundation.pagesUrl,
      },
      timeoutSeconds: 300,
      memoryMb: 512,
      onFailure: failedEvents(undelivered),
    });
    useTable(this.rescueMail, foundation, ['GetItem', 'PutItem', 'UpdateItem']);
    readRelease(this.rescueMail, foundation);
    useKey(this.rescueMail, foundation, 'sqs', 'write');
    secrets.read(this.rescueMail, secrets.link);
    this.rescueMail.allow(['s3:ListBucket'], [foundation.files.bucketArn], {
      StringEquals: { 's3:prefix': RAW_MAIL_PREFIX },
    });
    // Lambda may fail to hand on what `receive-email` failed on: then nothing but the bucket knows of it.
    new Rule(this, 'forgotten-mails', {
      schedule: Schedule.rate(Duration.minutes(15)),
      targets: [new LambdaFunction(this.rescueMail.lambda, { deadLetterQueue: undelivered })],
    });
    mail.send(this.rescueMail);
    this.rescueMail.allow(['states:StartSyncExecution'], [turn.arn]);

    this.receiveEmail = new ServiceFunction<typeof ReceiveEmail>(this, 'receive-email', foundation, {
      environment: {
        ...state,
        ...release,
        ...mail.variables,
        ...link,
        FILES_BUCKET: foundation.files.bucketName,
        TURN_ARN: turn.arn,
        PAGES_URL: foundation.pagesUrl,
      },
      timeoutSeconds: 120,
      // A mail of 40 MB with its text in memory more than once.
      memoryMb: 1536,
      onFailure: failedTo(this.rescueMail),
    });
    useTable(this.receiveEmail, foundation, ['GetItem', 'PutItem', 'UpdateItem']);
    readRelease(this.receiveEmail, foundation);
    secrets.read(this.receiveEmail, secrets.link);
    mail.send(this.receiveEmail);
    keepTeamFiles(this.receiveEmail, foundation);
    this.receiveEmail.allow(['states:StartSyncExecution'], [turn.arn]);

    this.readFile = new ServiceFunction<typeof ReadFile>(this, 'read-file', foundation, {
      environment: { ...state, FILES_BUCKET: foundation.files.bucketName },
      timeoutSeconds: 10,
      memoryMb: 512,
    });
    // It writes who read what.
    useTable(this.readFile, foundation, ['GetItem', 'PutItem', 'Query']);
    useKey(this.readFile, foundation, 's3', 'read');
    this.files(foundation);

    this.callPerson = new ServiceFunction<typeof CallPerson>(this, 'call-person', foundation, {
      environment: { ...state, ...release, ...link, TURN_ARN: turn.arn },
      timeoutSeconds: 29,
      memoryMb: 512,
    });
    // It counts the presses of an address.
    useTable(this.callPerson, foundation, ['GetItem', 'UpdateItem']);
    readRelease(this.callPerson, foundation);
    secrets.read(this.callPerson, secrets.link);
    this.callPerson.allow(['states:StartSyncExecution'], [turn.arn]);

    const followMail = new ServiceFunction<typeof FollowMail>(this, 'follow-mail', foundation, {
      environment: state,
      timeoutSeconds: 30,
      memoryMb: 512,
      onFailure: failedEvents(undelivered),
    });
    useTable(followMail, foundation, ['GetItem', 'PutItem', 'UpdateItem']);
    useKey(followMail, foundation, 'sqs', 'write');
    new Rule(this, 'mail-events', {
      description: `What became of mails of ${foundation.config.client}`,
      eventPattern: {
        source: ['aws.ses'],
        detail: {
          eventType: ['Bounce', 'Complaint', 'Reject'],
          mail: { tags: { 'ses:configuration-set': [mail.configurationSet.configurationSetName] } },
        },
      },
      targets: [
        new LambdaFunction(followMail.lambda, {
          deadLetterQueue: undelivered,
          maxEventAge: Duration.hours(2),
        }),
      ],
    });

    serviceAlarm(this, 'mail-errors', {
      metric: failures(this.receiveEmail, this.rescueMail, this.callPerson, followMail, this.readFile),
      threshold: 3,
      impact: 'Customers who write mails wait for an answer; deliveries are repeated.',
      runbook: 'docs/runbook.md#mail-is-not-answered',
      operations,
    });
    serviceAlarm(this, 'stopped-addresses', {
      metric: ownMetric(foundation, 'follow-mail', 'AddressStopped'),
      threshold: 10,
      impact: 'Mails bounce or are complained of in numbers: SES may stop all sending.',
      runbook: 'docs/runbook.md#mails-bounce',
      operations,
    });
  }

  /** SES writes raw mail, the function reads it and writes the files that came with it. */
  private files({ files, key, config }: Foundation): void {
    const { account, partition, region } = Stack.of(this);
    files.addToResourcePolicy(
      new PolicyStatement({
        sid: 'MailIn',
        principals: [new ServicePrincipal('ses.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [files.arnForObjects(`${RAW_MAIL_PREFIX}*`)],
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': `arn:${partition}:ses:${region}:${account}:receipt-rule-set/*` },
        },
      }),
    );
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'MailIn',
        principals: [new ServicePrincipal('ses.amazonaws.com')],
        actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    );
    const raw = files.arnForObjects(`${RAW_MAIL_PREFIX}*`);
    const kept = files.arnForObjects('mail/files/*');
    const chats = config.chat?.attachments ? [files.arnForObjects(`${ATTACHMENTS}/*`)] : [];
    for (const fn of [this.receiveEmail, this.rescueMail]) fn.allow(['s3:GetObject'], [raw]);
    this.receiveEmail.allow(['s3:PutObject'], [kept]);
    this.readFile.allow(['s3:GetObject'], [raw, kept, ...chats]);
    for (const { role } of [this.receiveEmail, this.readFile, this.rescueMail])
      for (const arn of [raw, kept, ...chats])
        acknowledgeWildcard(
          role,
          arn,
          'Every file has a key of its own: any mail or file of a chat of this client, and nothing else of the bucket.',
        );
  }
}
