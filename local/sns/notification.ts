import type { Filter, MessageAttributes } from './filter.ts';

export interface Subscription {
  arn: string;
  topicArn: string;
  protocol: string;
  endpoint: string;
  raw: boolean;
  filter: Filter;
  deadLetterArn?: string;
}
export interface Message {
  topicArn: string;
  messageId: string;
  message: string;
  subject?: string;
  attributes: MessageAttributes;
  /** ISO 8601. */
  timestamp: string;
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

/** A record of what a Lambda gets. */
export function lambdaRecord({ arn }: Subscription, message: Message) {
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
export function envelope({ arn }: Subscription, message: Message) {
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
