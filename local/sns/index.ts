import { randomUUID } from 'node:crypto';
import { AwsError, type Cloud, type Operation, type Resource, type Service } from '../core/contract.ts';
import { Deliveries } from '../events/deliveries.ts';
import { compileFilter, type Filter, type MessageAttributes } from './filter.ts';

interface Subscription {
  arn: string;
  topicArn: string;
  protocol: string;
  endpoint: string;
  raw: boolean;
  filter: Filter;
  deadLetterArn?: string;
}
interface Message {
  topicArn: string;
  messageId: string;
  message: string;
  subject?: string;
  attributes: MessageAttributes;
  /** ISO 8601. */
  timestamp: string;
}
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
const SIZE_LIMIT = 262_144;
const PRINCIPAL = { id: 'service:sns.amazonaws.com' };

/** SNS: standard topics. */
export function createSns(): Service {
  let room: TopicRoom | undefined;
  const of = (cloud: Cloud) => (room ??= new TopicRoom(cloud));
  return {
    name: 'sns',
    protocol: 'query',
    operations: {
      Publish: publish(of),
      PublishBatch: publishBatch(of),
      ListSubscriptionsByTopic: listSubscriptions(of),
    },
    resourceTypes: {
      'AWS::SNS::Topic': { deploy: (resource, cloud) => of(cloud).deployTopic(resource) },
      'AWS::SNS::Subscription': {
        deploy: ({ stack, logicalId, properties }, cloud) => {
          const arn = of(cloud).subscribe(properties, properties.TopicArn, `${stack}/${logicalId}`);
          return { ref: arn, attributes: { Arn: arn } };
        },
      },
      // Service principals are not refused by the local cloud, so the policy has nothing to decide.
      'AWS::SNS::TopicPolicy': {
        deploy: ({ physicalName }) => ({ ref: physicalName, attributes: { Id: physicalName } }),
      },
    },
    resume: cloud => of(cloud).deliveries.resume(),
    stop: () => room?.deliveries.stop(),
  };
}

class TopicRoom {
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

function typed(attributes: MessageAttributes) {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      { Type: DataType, Value: StringValue ?? BinaryValue },
    ]),
  );
}

const signature = (arn: string) => ({
  SignatureVersion: '1',
  Signature: 'local',
  UnsubscribeUrl: `https://sns.invalid/?Action=Unsubscribe&SubscriptionArn=${arn}`,
});

function lambdaRecord({ arn }: Subscription, message: Message) {
  const { topicArn, messageId, subject = null, timestamp, attributes } = message;
  return {
    EventSource: 'aws:sns',
    EventVersion: '1.0',
    EventSubscriptionArn: arn,
    Sns: {
      Type: 'Notification',
      MessageId: messageId,
      TopicArn: topicArn,
      Subject: subject,
      Message: message.message,
      Timestamp: timestamp,
      ...signature(arn),
      SigningCertUrl: 'https://sns.invalid/certificate.pem',
      MessageAttributes: typed(attributes),
    },
  };
}

/** What a queue gets when raw delivery is off. */
function envelope({ arn }: Subscription, message: Message) {
  const { topicArn, messageId, subject, timestamp, attributes } = message;
  return {
    Type: 'Notification',
    MessageId: messageId,
    TopicArn: topicArn,
    ...(subject !== undefined && { Subject: subject }),
    Message: message.message,
    Timestamp: timestamp,
    ...signature(arn),
    ...(Object.keys(attributes).length > 0 && { MessageAttributes: typed(attributes) }),
  };
}

function accepted(room: TopicRoom, topicArn: string, input: any): string {
  const { Message: message = '', Subject: subject, MessageAttributes: attributes = {}, PhoneNumber } = input;
  if (message === '') throw new AwsError('InvalidParameter', 'Invalid parameter: Empty message');
  if (Buffer.byteLength(message) > SIZE_LIMIT)
    throw new AwsError('InvalidParameter', 'Invalid parameter: Message too long');
  const messageId = randomUUID();
  const timestamp = new Date(room.cloud.clock.now()).toISOString();
  if (PhoneNumber) {
    room.send({ protocol: 'sms', endpoint: PhoneNumber, message, messageId, at: timestamp });
    return messageId;
  }
  if (!room.topics.has(topicArn)) throw new AwsError('NotFound', 'Topic does not exist', 404);
  room.accept({ topicArn, messageId, message: structured(input), subject, attributes, timestamp });
  return messageId;
}

/** `MessageStructure: json` carries a text per protocol; the default one is delivered to all. */
function structured({ Message, MessageStructure }: any): string {
  return MessageStructure === 'json' ? String(JSON.parse(Message).default) : Message;
}

function publish(of: (cloud: Cloud) => TopicRoom): Operation {
  return {
    resources: ({ TopicArn, TargetArn }) => [TopicArn ?? TargetArn ?? '*'],
    run: (input, { cloud }) => ({ MessageId: accepted(of(cloud), input.TopicArn ?? input.TargetArn, input) }),
  };
}

function publishBatch(of: (cloud: Cloud) => TopicRoom): Operation {
  return {
    action: 'sns:Publish',
    resources: ({ TopicArn }) => [TopicArn],
    run(input, { cloud }) {
      const entries = input.PublishBatchRequestEntries ?? [];
      if (entries.length < 1)
        throw new AwsError('EmptyBatchRequest', "The batch request doesn't contain any entries.");
      if (entries.length > 10)
        throw new AwsError(
          'TooManyEntriesInBatchRequest',
          'The batch request contains more than 10 entries.',
        );
      const Successful: object[] = [];
      const Failed: object[] = [];
      for (const entry of entries) {
        try {
          Successful.push({ Id: entry.Id, MessageId: accepted(of(cloud), input.TopicArn, entry) });
        } catch (error) {
          if (!(error instanceof AwsError) || error.name === 'NotFound') throw error;
          Failed.push({ Id: entry.Id, Code: error.name, Message: error.message, SenderFault: true });
        }
      }
      return { Successful, Failed };
    },
  };
}

function listSubscriptions(of: (cloud: Cloud) => TopicRoom): Operation {
  return {
    resources: ({ TopicArn }) => [TopicArn],
    run(input, { cloud }) {
      const found = [...of(cloud).subscriptions.values()].filter(
        ({ topicArn }) => topicArn === input.TopicArn,
      );
      return {
        Subscriptions: found.map(({ arn, protocol, endpoint, topicArn }) => ({
          SubscriptionArn: arn,
          Protocol: protocol,
          Endpoint: endpoint,
          TopicArn: topicArn,
          Owner: cloud.account,
        })),
      };
    },
  };
}
