import { createHash, randomUUID } from 'node:crypto';
import { AwsError, type Cloud, type Operation, type Service } from '../core/contract.ts';

interface Message {
  id: string;
  body: string;
  attributes?: Record<string, unknown>;
  /** Epoch ms. */
  sentAt: number;
  visibleAt: number;
  received: number;
  receipt?: string;
}

/** Only what dead-letter queues need: send, receive, delete, count. Messages do not expire. */
export function createSqs(): Service {
  const queues = new Map<string, { visibilitySeconds: number }>();
  const resources = (input: any, cloud: Cloud) => [arnOf(queueName(input), cloud)];
  const on = (run: (queue: Queue, input: any) => unknown): Operation => ({
    resources,
    run(input, { cloud }) {
      const name = queueName(input);
      const settings = queues.get(name);
      if (!settings) {
        throw new AwsError('QueueDoesNotExist', `The specified queue does not exist: ${name}`);
      }
      return run(new Queue(name, settings.visibilitySeconds, cloud), input);
    },
  });
  return {
    name: 'sqs',
    protocol: 'json-1.0',
    operations: {
      SendMessage: on((queue, input) => queue.send(input)),
      ReceiveMessage: on((queue, input) => queue.receive(input)),
      DeleteMessage: on((queue, input) => queue.delete(input)),
      GetQueueAttributes: on((queue, input) => queue.attributes(input)),
      GetQueueUrl: on((queue, _input) => ({ QueueUrl: queue.url })),
    },
    resourceTypes: {
      'AWS::SQS::Queue': {
        deploy({ properties, physicalName }, cloud) {
          const name = properties.QueueName ?? physicalName;
          queues.set(name, { visibilitySeconds: Number(properties.VisibilityTimeout ?? 30) });
          const url = urlOf(name, cloud);
          return { ref: url, attributes: { Arn: arnOf(name, cloud), QueueName: name, QueueUrl: url } };
        },
      },
      // Service principals are not refused by the local cloud, so the policy has nothing to decide.
      'AWS::SQS::QueuePolicy': {
        deploy: ({ physicalName }) => ({ ref: physicalName, attributes: { Id: physicalName } }),
      },
    },
  };
}

class Queue {
  readonly url: string;
  private readonly name: string;
  private readonly visibilitySeconds: number;
  private readonly cloud: Cloud;
  private readonly messages;

  constructor(name: string, visibilitySeconds: number, cloud: Cloud) {
    this.name = name;
    this.visibilitySeconds = visibilitySeconds;
    this.cloud = cloud;
    this.url = urlOf(name, cloud);
    this.messages = cloud.store.collection<Message>('sqs-messages');
  }

  send({ MessageBody, MessageAttributes, DelaySeconds = 0 }: any) {
    const now = this.cloud.clock.now();
    const id = randomUUID();
    const [last] = this.messages.list({ prefix: `${this.name}|`, reverse: true, limit: 1 });
    const sequence = Number(last?.id.split('|')[1] ?? 0) + 1;
    this.messages.put(`${this.name}|${String(sequence).padStart(12, '0')}`, {
      id,
      body: MessageBody,
      attributes: MessageAttributes,
      sentAt: now,
      visibleAt: now + DelaySeconds * 1000,
      received: 0,
    });
    return { MessageId: id, MD5OfMessageBody: md5(MessageBody) };
  }

  receive({ MaxNumberOfMessages = 1, VisibilityTimeout = this.visibilitySeconds }: any) {
    const now = this.cloud.clock.now();
    const ready = this.all()
      .filter(({ document }) => document.visibleAt <= now)
      .slice(0, MaxNumberOfMessages);
    const Messages = ready.map(({ id, document }) => {
      const receipt = Buffer.from(`${id} ${randomUUID()}`).toString('base64url');
      const received = document.received + 1;
      this.messages.put(id, { ...document, received, receipt, visibleAt: now + VisibilityTimeout * 1000 });
      return {
        MessageId: document.id,
        ReceiptHandle: receipt,
        Body: document.body,
        MD5OfBody: md5(document.body),
        MessageAttributes: document.attributes,
        Attributes: { SentTimestamp: String(document.sentAt), ApproximateReceiveCount: String(received) },
      };
    });
    return Messages.length ? { Messages } : {};
  }

  delete({ ReceiptHandle }: any) {
    const [id = ''] = Buffer.from(String(ReceiptHandle), 'base64url').toString().split(' ');
    if (!id.startsWith(`${this.name}|`)) {
      throw new AwsError('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
    }
    if (this.messages.get(id)?.receipt === ReceiptHandle) this.messages.delete(id);
    return {};
  }

  attributes({ AttributeNames = [] }: any) {
    const now = this.cloud.clock.now();
    const all = this.all();
    const visible = all.filter(({ document }) => document.visibleAt <= now).length;
    const known: Record<string, string> = {
      ApproximateNumberOfMessages: String(visible),
      ApproximateNumberOfMessagesNotVisible: String(all.length - visible),
      QueueArn: arnOf(this.name, this.cloud),
      VisibilityTimeout: String(this.visibilitySeconds),
    };
    const wanted = AttributeNames.includes('All') ? Object.keys(known) : AttributeNames;
    return {
      Attributes: Object.fromEntries(
        wanted.filter((key: string) => key in known).map((key: string) => [key, known[key]]),
      ),
    };
  }

  private all() {
    return this.messages.list({ prefix: `${this.name}|` });
  }
}

/** By URL, or by ARN as the services inside the cloud know their queues. */
function queueName({ QueueUrl, QueueName }: any): string {
  return String(QueueUrl ?? QueueName)
    .split(/[/:]/)
    .at(-1)!;
}
const urlOf = (name: string, cloud: Cloud) =>
  `https://sqs.${cloud.region}.amazonaws.com/${cloud.account}/${name}`;
const arnOf = (name: string, cloud: Cloud) => `arn:aws:sqs:${cloud.region}:${cloud.account}:${name}`;
const md5 = (text: string) => createHash('md5').update(text).digest('hex');
