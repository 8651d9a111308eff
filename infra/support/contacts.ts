import { SubscriptionFilter } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Config as CheckAttachment } from '../../functions/check-attachment/config.ts';
import type { Config as FollowContact } from '../../functions/follow-contact/config.ts';
import type { Config as RecordMessage } from '../../functions/record-message/config.ts';
import type { Config as RouteContact } from '../../functions/route-contact/config.ts';
import type { Config as StartChat } from '../../functions/start-chat/config.ts';
import {
  readContactCenter,
  readRelease,
  releaseVariables,
  tableVariables,
  useKey,
  useTable,
} from './access.ts';
import { acknowledgeWildcard } from '../acknowledge.ts';
import { deadLetters, failedEvents } from './deadLetters.ts';
import type { Escalation } from './escalation.ts';
import type { Events } from './events.ts';
import type { Foundation } from './foundation.ts';
import type { Notifications } from './notifications.ts';
import type { Secrets } from './secrets.ts';
import { failures, serviceAlarm } from './serviceAlarm.ts';
import { ServiceFunction } from './serviceFunction.ts';

export interface ContactsProps {
  foundation: Foundation;
  events: Events;
  notifications: Notifications;
  secrets: Secrets;
  escalation: Escalation;
}

/** Where Connect puts files of chats in the client's bucket, without slash at its end: `infra/contact-center/instance.ts`. */
export const ATTACHMENTS = 'attachments';
const ATTACHMENTS_PREFIX = `${ATTACHMENTS}/`;

/** What happens around a contact: it starts, is routed, people talk in it, it ends. */
export class Contacts extends Construct {
  readonly startChat: ServiceFunction<typeof StartChat>;
  readonly routeContact: ServiceFunction<typeof RouteContact>;
  readonly followContact: ServiceFunction<typeof FollowContact>;
  readonly recordMessage: ServiceFunction<typeof RecordMessage>;
  /** Where the client takes files in chats. */
  readonly checkAttachment?: ServiceFunction<typeof CheckAttachment>;
  /** Events that the functions here could not take. */
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: ContactsProps) {
    super(scope, id);
    const { foundation, events, notifications, secrets, escalation } = props;
    const state = tableVariables(foundation);
    const center = { CONTACT_CENTER_PARAMETER: foundation.contactCenterParameter };
    const { operations } = notifications;
    this.deadLetters = deadLetters(
      this,
      foundation,
      operations,
      'Messages between customer and agent are missing in the story of a case, or an ended contact went unnoticed.',
    );
    const onFailure = failedEvents(this.deadLetters);

    this.startChat = new ServiceFunction<typeof StartChat>(this, 'start-chat', foundation, {
      environment: {
        ...state,
        ...center,
        LINK_SECRET_ARN: secrets.link.secretArn,
        SITE_SECRET_ARN: secrets.site.secretArn,
        CHAT_TOPIC_ARN: notifications.chat.topicArn,
        LANGUAGES: foundation.config.languages.join(' '),
      },
      timeoutSeconds: 20,
    });
    // It counts the chats of an address.
    useTable(this.startChat, foundation, ['GetItem', 'UpdateItem']);
    readContactCenter(this.startChat, foundation);
    secrets.read(this.startChat, secrets.link, secrets.site);

    this.routeContact = new ServiceFunction<typeof RouteContact>(this, 'route-contact', foundation, {
      environment: {
        ...state,
        ...center,
        ...releaseVariables(foundation),
        LINK_SECRET_ARN: secrets.link.secretArn,
        PAGES_URL: foundation.pagesUrl,
      },
      // A flow waits 8 seconds at most.
      timeoutSeconds: 8,
    });
    useTable(
      this.routeContact,
      foundation,
      ['GetItem', 'PutItem', 'UpdateItem', 'Query'],
      'customer',
      'said',
    );
    readContactCenter(this.routeContact, foundation);
    readRelease(this.routeContact, foundation);
    secrets.read(this.routeContact, secrets.link);

    this.recordMessage = new ServiceFunction<typeof RecordMessage>(this, 'record-message', foundation, {
      environment: { ...state, ...center, ...releaseVariables(foundation) },
      timeoutSeconds: 30,
      memoryMb: 512,
      onFailure,
    });
    useTable(
      this.recordMessage,
      foundation,
      ['GetItem', 'PutItem', 'UpdateItem', 'Query'],
      'customer',
      'said',
    );
    readRelease(this.recordMessage, foundation);
    readContactCenter(this.recordMessage, foundation);
    useKey(this.recordMessage, foundation, 'sqs', 'write');
    if (foundation.config.chat?.attachments) {
      // A file may open a case, or go on with one.
      useTable(this.recordMessage, foundation, [], 'customer', 'said');
      this.checkAttachment = this.attachments(foundation);
    }
    notifications.chat.addSubscription(
      new LambdaSubscription(this.recordMessage.lambda, {
        deadLetterQueue: this.deadLetters,
        // The function passes over the bot's and the system's words, and events (typing, receipts).
        filterPolicy: {
          Type: SubscriptionFilter.stringFilter({ allowlist: ['MESSAGE', 'ATTACHMENT'] }),
          ParticipantRole: SubscriptionFilter.stringFilter({ allowlist: ['CUSTOMER', 'AGENT'] }),
        },
      }),
    );

    this.followContact = new ServiceFunction<typeof FollowContact>(this, 'follow-contact', foundation, {
      environment: {
        ...state,
        ...center,
        ...releaseVariables(foundation),
        BUS_NAME: events.bus.eventBusName,
      },
      timeoutSeconds: 30,
      memoryMb: 512,
      onFailure,
    });
    useTable(this.followContact, foundation, ['GetItem', 'PutItem', 'UpdateItem'], 'said');
    useKey(this.followContact, foundation, 'sqs', 'write');
    readContactCenter(this.followContact, foundation);
    readRelease(this.followContact, foundation);
    events.put(this.followContact);
    escalation.answerTasks('ended-contacts', this.followContact);
    escalation.answerTasks('unqueued-contacts', this.routeContact);

    serviceAlarm(this, 'start-errors', {
      metric: failures(this.startChat),
      impact: 'Customers cannot start a chat.',
      runbook: 'docs/runbook.md#chats-do-not-start',
      operations,
    });
    serviceAlarm(this, 'route-errors', {
      metric: failures(this.routeContact),
      impact: 'Contacts land in the default queue, without summary and priority.',
      runbook: 'docs/runbook.md#contacts-in-the-wrong-queue',
      operations,
    });
    serviceAlarm(this, 'follow-errors', {
      metric: failures(
        this.recordMessage,
        this.followContact,
        ...(this.checkAttachment ? [this.checkAttachment] : []),
      ),
      threshold: 3,
      impact:
        'The story of live chats has gaps, ended contacts stay open until the sweeper finds them, or files cannot be sent in chats.',
      runbook: 'docs/runbook.md#undelivered-events',
      operations,
    });
  }
  /** Connect asks it of every file before anybody gets it. */
  private attachments(foundation: Foundation): ServiceFunction<typeof CheckAttachment> {
    const fn = new ServiceFunction<typeof CheckAttachment>(this, 'check-attachment', foundation, {
      environment: { ...tableVariables(foundation), ...releaseVariables(foundation) },
      timeoutSeconds: 15,
      memoryMb: 512,
    });
    useTable(fn, foundation, ['PutItem']);
    readRelease(fn, foundation);
    const files = foundation.files.arnForObjects(`${ATTACHMENTS_PREFIX}*`);
    fn.allow(['s3:GetObject'], [files]);
    acknowledgeWildcard(
      fn.role,
      files,
      'Connect names the files of chats: any below the prefix it was given.',
    );
    return fn;
  }
}
