import { randomUUID } from 'node:crypto';
import { AwsError, type Cloud, type Operation } from '../core/contract.ts';
import type { TopicRoom } from './topicRoom.ts';

const SIZE_LIMIT = 262_144;

/** The API of SNS, as far as the product uses it. */
export function topicOperations(of: (cloud: Cloud) => TopicRoom): Record<string, Operation> {
  return {
    Publish: publish(of),
    PublishBatch: publishBatch(of),
    ListSubscriptionsByTopic: listSubscriptions(of),
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
