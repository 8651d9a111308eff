import { createEvents } from '../../../local/events/index.ts';
import { createSes } from '../../../local/ses/index.ts';
import { parseMail } from '../../../local/ses/mime.ts';
import { createSns } from '../../../local/sns/index.ts';
import { createSqs } from '../../../local/sqs/index.ts';
import { testCloud, type TestCloud } from './testCloud.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:000000000000:function:f';
const services = () => [createEvents(), createSns(), createSqs(), createSes()];

describe('SNS', () => {
  async function topic(subscription: object, functions = { f: () => null }) {
    const test = testCloud(services(), functions);
    const { ref } = await test.deploy('AWS::SNS::Topic', { TopicName: 't' }, 'Topic');
    await test.deploy(
      'AWS::SNS::Subscription',
      { TopicArn: ref, Protocol: 'lambda', Endpoint: LAMBDA, ...subscription },
      'Sub',
    );
    const publish = async (input: object) => {
      const answer = await test.call('sns', 'Publish', { TopicArn: ref, Message: 'm', ...input });
      await test.cloud.activity.idle();
      return answer;
    };
    return { test, ref, publish };
  }
  const attribute = (StringValue: string, DataType = 'String') => ({ DataType, StringValue });

  test('a Lambda gets Records with attributes by type and value', async () => {
    const { test, ref, publish } = await topic({});
    const { MessageId } = await publish({ Subject: 's', MessageAttributes: { n: attribute('1', 'Number') } });
    expect(test.invoked).toMatchObject([
      { type: 'event', sourceArn: ref, principal: { id: 'service:sns.amazonaws.com' } },
    ]);
    expect(test.invoked[0]!.payload).toMatchObject({
      Records: [
        {
          EventSource: 'aws:sns',
          EventVersion: '1.0',
          Sns: {
            Type: 'Notification',
            MessageId,
            TopicArn: ref,
            Subject: 's',
            Message: 'm',
            Timestamp: '2026-03-02T09:00:00.000Z',
            MessageAttributes: { n: { Type: 'Number', Value: '1' } },
          },
        },
      ],
    });
  });

  test.each<[string, object, object, number]>([
    [
      'an attribute that is equal',
      { FilterPolicy: { kind: ['a', 'b'] } },
      { MessageAttributes: { kind: attribute('b') } },
      1,
    ],
    [
      'one that is not',
      { FilterPolicy: { kind: ['a'] } },
      { MessageAttributes: { kind: attribute('b') } },
      0,
    ],
    ['none at all', { FilterPolicy: { kind: ['a'] } }, {}, 0],
    [
      'a number',
      { FilterPolicy: { n: [{ numeric: ['>=', 5] }] } },
      { MessageAttributes: { n: attribute('5', 'Number') } },
      1,
    ],
    [
      'a list',
      { FilterPolicy: { l: ['y'] } },
      { MessageAttributes: { l: attribute('["x","y"]', 'String.Array') } },
      1,
    ],
    ['absence', { FilterPolicy: { kind: [{ exists: false }] } }, {}, 1],
    [
      'the body',
      { FilterPolicyScope: 'MessageBody', FilterPolicy: { a: { b: [{ prefix: 'x' }] } } },
      { Message: '{"a":{"b":"xy"}}' },
      1,
    ],
    [
      'a body that is no JSON',
      { FilterPolicyScope: 'MessageBody', FilterPolicy: { a: ['x'] } },
      { Message: 'plain' },
      0,
    ],
    [
      'a policy as text',
      { FilterPolicy: '{"kind":["a"]}' },
      { MessageAttributes: { kind: attribute('a') } },
      1,
    ],
  ])('filter by %s', async (_name, subscription, message, delivered) => {
    const { test, publish } = await topic(subscription);
    await publish(message);
    expect(test.invoked).toHaveLength(delivered);
  });

  test.each(['email', 'sms', 'https'])('%s is kept in the outbox', async Protocol => {
    const { test, publish } = await topic({ Protocol, Endpoint: 'there' });
    await publish({ Subject: 's' });
    const [sent] = test.cloud.store.collection('sns-outbox').list();
    expect(sent!.document).toMatchObject({
      protocol: Protocol,
      endpoint: 'there',
      subject: 's',
      message: 'm',
    });
  });

  test('a queue gets the envelope, or the bare message', async () => {
    const { test, ref, publish } = await topic({});
    for (const [name, RawMessageDelivery] of [
      ['whole', false],
      ['bare', true],
    ] as const) {
      const queue = await test.deploy('AWS::SQS::Queue', { QueueName: name }, name);
      await test.deploy(
        'AWS::SNS::Subscription',
        { TopicArn: ref, Protocol: 'sqs', Endpoint: queue.attributes.Arn, RawMessageDelivery },
        `${name}Sub`,
      );
    }
    await publish({});
    const body = async (name: string) =>
      (await test.call('sqs', 'ReceiveMessage', { QueueUrl: name })).Messages[0].Body;
    expect(JSON.parse(await body('whole'))).toMatchObject({
      Type: 'Notification',
      Message: 'm',
      TopicArn: ref,
    });
    expect(await body('bare')).toBe('m');
  });

  test('PublishBatch, and an unknown topic', async () => {
    const { test, ref } = await topic({});
    const PublishBatchRequestEntries = [
      { Id: '1', Message: 'a' },
      { Id: '2', Message: '' },
    ];
    const answer = await test.call('sns', 'PublishBatch', { TopicArn: ref, PublishBatchRequestEntries });
    expect(answer).toMatchObject({
      Successful: [{ Id: '1' }],
      Failed: [{ Id: '2', Code: 'InvalidParameter' }],
    });
    await expect(test.call('sns', 'Publish', { TopicArn: `${ref}x`, Message: 'm' })).rejects.toMatchObject({
      name: 'NotFound',
    });
  });
});

describe('SQS', () => {
  test('a received message is hidden until its time is over or it is deleted', async () => {
    const test = testCloud(services());
    const { ref: QueueUrl } = await test.deploy('AWS::SQS::Queue', { QueueName: 'q', VisibilityTimeout: 30 });
    const count = async () => {
      const AttributeNames = ['ApproximateNumberOfMessages'];
      return (await test.call('sqs', 'GetQueueAttributes', { QueueUrl, AttributeNames })).Attributes
        .ApproximateNumberOfMessages;
    };
    await test.call('sqs', 'SendMessage', { QueueUrl, MessageBody: 'x' });
    expect(await count()).toBe('1');
    await test.call('sqs', 'ReceiveMessage', { QueueUrl });
    expect(await count()).toBe('0');
    await test.cloud.clock.advance(30_000);
    const { Messages } = await test.call('sqs', 'ReceiveMessage', { QueueUrl });
    await test.call('sqs', 'DeleteMessage', { QueueUrl, ReceiptHandle: Messages[0].ReceiptHandle });
    await test.cloud.clock.advance(30_000);
    expect(await count()).toBe('0');
    await expect(
      test.call('sqs', 'SendMessage', { QueueUrl: 'none', MessageBody: 'x' }),
    ).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
  });
});

describe('SES', () => {
  async function mailer() {
    const test = testCloud(services(), { f: () => null });
    await test.deploy('AWS::SES::EmailIdentity', { EmailIdentity: 'shop.example' }, 'Identity');
    await test.deploy('AWS::SES::ConfigurationSet', { Name: 'set' }, 'Set');
    await test.deploy('AWS::SES::ConfigurationSetEventDestination', {
      ConfigurationSetName: 'set',
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: ['BOUNCE', 'COMPLAINT'],
        EventBridgeDestination: { EventBusArn: 'arn:aws:events:us-east-1:000000000000:event-bus/default' },
      },
    });
    await test.deploy(
      'AWS::Events::Rule',
      { EventPattern: { source: ['aws.ses'] }, Targets: [{ Id: 't', Arn: LAMBDA }] },
      'Rule',
    );
    return test;
  }
  const simple = (more: object = {}) => ({
    FromEmailAddress: 'Help <help@shop.example>',
    Destination: { ToAddresses: ['a@b.example'] },
    Content: {
      Simple: {
        Subject: { Data: 'Hi' },
        Body: { Text: { Data: 't' }, Html: { Data: '<p>t</p>' } },
        Headers: [{ Name: 'In-Reply-To', Value: '<1@x>' }],
      },
    },
    ...more,
  });
  const outbox = (test: TestCloud) =>
    test.cloud.store
      .collection<any>('ses-outbox')
      .list()
      .map(({ document }) => document);

  test('a simple mail lands in the outbox with its headers', async () => {
    const test = await mailer();
    const { MessageId } = await test.call('ses', 'SendEmail', simple());
    expect(outbox(test)).toMatchObject([
      {
        from: 'Help <help@shop.example>',
        to: ['a@b.example'],
        subject: 'Hi',
        text: 't',
        html: '<p>t</p>',
        headers: { 'In-Reply-To': '<1@x>' },
        at: '2026-03-02T09:00:00.000Z',
        messageId: MessageId,
      },
    ]);
  });

  test('a raw mail is read: parts, encodings, encoded subject', async () => {
    const raw = [
      'From: help@shop.example',
      'To: "B, A" <a@b.example>, c@d.example',
      'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=',
      'References: <1@x>',
      ' <2@x>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative; boundary="b1"',
      '',
      '--b1',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'f=C3=BCr =',
      'dich',
      '--b1',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from('<p>ü</p>').toString('base64'),
      '--b1--',
      '',
    ].join('\r\n');
    const test = await mailer();
    await test.call('ses', 'SendEmail', { Content: { Raw: { Data: Buffer.from(raw).toString('base64') } } });
    expect(outbox(test)).toMatchObject([
      {
        from: 'help@shop.example',
        to: ['"B, A" <a@b.example>', 'c@d.example'],
        subject: 'Grüße',
        text: 'für dich',
        html: '<p>ü</p>',
        headers: { References: '<1@x> <2@x>' },
      },
    ]);
  });

  test('a mail without parts', () => {
    expect(parseMail(Buffer.from('Subject: x\n\nhello'))).toEqual({
      headers: { Subject: 'x' },
      text: 'hello',
    });
  });

  test.each<[string, object, string]>([
    ['a sender that is no identity', { FromEmailAddress: 'x@other.example' }, 'MessageRejected'],
    ['an unknown configuration set', { ConfigurationSetName: 'none' }, 'NotFoundException'],
    ['nobody to send to', { Destination: {} }, 'BadRequestException'],
    ['a template', { Content: { Template: {} } }, 'BadRequestException'],
  ])('refuses %s', async (_name, more, name) => {
    const test = await mailer();
    await expect(test.call('ses', 'SendEmail', simple(more))).rejects.toMatchObject({ name });
    expect(outbox(test)).toEqual([]);
  });

  test.each([
    ['bounce@simulator.amazonses.com', 'Email Bounced', 'Bounce'],
    ['complaint+1@simulator.amazonses.com', 'Email Complaint Received', 'Complaint'],
    ['gone@b.example', 'Email Bounced', 'Bounce'],
  ])('%s makes an event «%s»', async (address, detailType, eventType) => {
    const test = await mailer();
    await test.call('ses', 'PutSuppressedDestination', { EmailAddress: 'Gone@b.example', Reason: 'BOUNCE' });
    await test.call(
      'ses',
      'SendEmail',
      simple({ ConfigurationSetName: 'set', Destination: { ToAddresses: [address] } }),
    );
    await test.call('ses', 'SendEmail', simple({ ConfigurationSetName: 'set' }));
    await test.cloud.activity.idle();
    expect(test.invoked.map(({ payload }) => payload)).toMatchObject([
      {
        source: 'aws.ses',
        'detail-type': detailType,
        detail: { eventType, mail: { destination: [address] } },
      },
    ]);
  });

  test('the suppression list', async () => {
    const test = await mailer();
    const get = () => test.call('ses', 'GetSuppressedDestination', { EmailAddress: 'a@b.example' });
    await expect(get()).rejects.toMatchObject({ name: 'NotFoundException', status: 404 });
    await test.call('ses', 'PutSuppressedDestination', { EmailAddress: 'A@b.example', Reason: 'COMPLAINT' });
    expect((await get()).SuppressedDestination.Reason).toBe('COMPLAINT');
    await test.call('ses', 'DeleteSuppressedDestination', { EmailAddress: 'a@b.example' });
    await expect(get()).rejects.toMatchObject({ name: 'NotFoundException' });
  });
});
