import type { Cloud, Resource } from '../core/contract.ts';
import { Deliveries } from '../events/deliveries.ts';
import { compileFilter } from './filter.ts';
import { envelope, lambdaRecord, type Message, type Subscription } from './notification.ts';

interface Delivery {
  subscription: string;
  message: Message;
}
/** What left the cloud by e-mail, SMS or HTTPS; collection `sns-outbox`. */
export interface SentNotification {
  protocol: string;
  endpoint: string;
  subject?: string;
  message: string;
  topicArn?: string;
  messageId: string;
  at: string;
}

const PROTOCOLS = ['lambda', 'sqs', 'email', 'email-json', 'sms', 'http', 'https'];
const PRINCIPAL = { id: 'service:sns.amazonaws.com' };

/** Topics and subscriptions as deployed, and the deliveries under way. */
export class TopicRoom {
  readonly cloud: Cloud;
  readonly topics = new Set<string>();
  readonly subscriptions = new Map<string, Subscription>();
  readonly deliveries: Deliveries<Delivery>;

  constructor(cloud: Cloud) {
    this.cloud = cloud;
    this.deliveries = new Deliveries<Delivery>(cloud, 'sns-deliveries', {
      deliver: delivery => this.deliver(delivery),
      policy: () => ({ maximumRetryAttempts: 100, maximumAgeSeconds: 23 * 3600 }),
      giveUp: (delivery, error) => this.giveUp(delivery, error),
    });
  }

  deployTopic({ stack, logicalId, properties, physicalName }: Resource) {
    if (properties.FifoTopic)
      throw new Error(`${stack}/${logicalId}: FIFO topics are not supported by the local cloud`);
    const name = properties.TopicName ?? physicalName;
    const arn = `arn:aws:sns:${this.cloud.region}:${this.cloud.account}:${name}`;
    this.topics.add(arn);
    for (const subscription of properties.Subscription ?? [])
      this.subscribe(subscription, arn, `${stack}/${logicalId}`);
    return { ref: arn, attributes: { TopicArn: arn, TopicName: name } };
  }

  subscribe(properties: any, topicArn: string, owner: string): string {
    const { Protocol, Endpoint, RawMessageDelivery, FilterPolicy, FilterPolicyScope, RedrivePolicy } =
      properties;
    if (!PROTOCOLS.includes(Protocol))
      throw new Error(`${owner}: SNS protocol «${Protocol}» is not supported by the local cloud`);
    const arn = `${topicArn}:${Buffer.from(`${Protocol}|${Endpoint}`).toString('base64url').slice(0, 60)}`;
    this.subscriptions.set(arn, {
      arn,
      topicArn,
      protocol: Protocol,
      endpoint: Endpoint,
      raw: RawMessageDelivery === true || RawMessageDelivery === 'true',
      filter: compileFilter(FilterPolicy, FilterPolicyScope),
      deadLetterArn: (typeof RedrivePolicy === 'string' ? JSON.parse(RedrivePolicy) : RedrivePolicy)
        ?.deadLetterTargetArn,
    });
    return arn;
  }

  /** On disk, one delivery per subscription that wants it, when this returns. */
  accept(message: Message) {
    const wanted = [...this.subscriptions.values()].filter(
      ({ topicArn, filter }) => topicArn === message.topicArn && filter(message.message, message.attributes),
    );
    if (wanted.length) this.deliveries.accept(wanted.map(({ arn }) => ({ subscription: arn, message })));
  }

  /** Keeps what leaves the cloud where people and tests can look at it. */
  send(notification: SentNotification) {
    const outbox = this.cloud.store.collection<SentNotification>('sns-outbox');
    outbox.put(`${notification.at}|${notification.messageId}|${notification.endpoint}`, notification);
  }

  private async deliver({ subscription: arn, message }: Delivery) {
    const subscription = this.subscriptions.get(arn);
    if (!subscription)
      return this.cloud.log(
        `sns: subscription ${arn} is no longer deployed; message ${message.messageId} is dropped`,
      );
    const { protocol, endpoint, topicArn } = subscription;
    if (protocol === 'lambda') {
      const payload = { Records: [lambdaRecord(subscription, message)] };
      await this.cloud.invoke({
        principal: PRINCIPAL,
        functionArn: endpoint,
        payload,
        type: 'event',
        sourceArn: topicArn,
      });
    } else if (protocol === 'sqs') {
      await this.cloud.call(PRINCIPAL, 'sqs', 'SendMessage', {
        QueueUrl: endpoint,
        MessageBody: subscription.raw ? message.message : JSON.stringify(envelope(subscription, message)),
        MessageAttributes: subscription.raw ? message.attributes : undefined,
      });
    } else {
      const { messageId, subject, timestamp } = message;
      this.send({
        protocol,
        endpoint,
        subject,
        message: message.message,
        topicArn,
        messageId,
        at: timestamp,
      });
    }
  }

  private async giveUp({ subscription, message }: Delivery, error: Error) {
    const queue = this.subscriptions.get(subscription)?.deadLetterArn;
    if (!queue)
      return this.cloud.log(
        `sns: message ${message.messageId} could not be delivered and is lost: ${error.name}`,
      );
    const body = envelope(this.subscriptions.get(subscription)!, message);
    await this.cloud.call(PRINCIPAL, 'sqs', 'SendMessage', {
      QueueUrl: queue,
      MessageBody: JSON.stringify(body),
    });
  }
}
