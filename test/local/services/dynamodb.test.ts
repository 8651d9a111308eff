import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { createDynamodb } from '../../../local/dynamodb/index.ts';
import { testCloud, type TestCloud } from './testCloud.ts';

const TABLE = {
  TableName: 'cases',
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: ['pk', 'sk', 'state'].map(AttributeName => ({ AttributeName, AttributeType: 'S' })),
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byState',
      KeySchema: [{ AttributeName: 'state', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
  TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
};
const key = (sk: string) => ({ pk: { S: 'p' }, sk: { S: sk } });
const folder = mkdtempSync(join(tmpdir(), 'dynamodb-'));
const open: TestCloud[] = [];
afterEach(async () => {
  for (const test of open.splice(0)) await test.stop();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function table(properties: object = {}, options: { path?: string } = {}) {
  const test = testCloud([createDynamodb(options)]);
  open.push(test);
  const deployed = await test.deploy('AWS::DynamoDB::GlobalTable', { ...TABLE, ...properties });
  await test.resume();
  return { test, deployed, client: clientOf(test) };
}

/** The SDK's own client, its requests handed to the service instead of a socket. */
function clientOf({ cloud }: TestCloud) {
  const handle = async (request: any) => {
    const { status, headers, body } = await cloud.service('dynamodb').raw!(
      {
        method: request.method,
        path: request.path,
        query: new URLSearchParams(),
        headers: request.headers,
        body: Buffer.concat([request.body]),
      },
      { principal: { id: 'role' }, cloud },
    );
    return { response: { statusCode: status, headers, body: new Blob([body as string]).stream() } };
  };
  return new DynamoDBClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
    requestHandler: { handle } as any,
  });
}

test('the SDK reads, writes and queries; the index is kept; conditions fail by name', async () => {
  const { test, client, deployed } = await table();
  expect(deployed).toMatchObject({
    ref: 'cases',
    attributes: { Arn: 'arn:aws:dynamodb:us-east-1:000000000000:table/cases' },
  });
  const Item = { ...key('1'), state: { S: 'open' }, epoch: { N: '1' } };
  await client.send(new PutItemCommand({ TableName: 'cases', Item }));
  const found = await client.send(new GetItemCommand({ TableName: deployed.attributes.Arn, Key: key('1') }));
  expect(found.Item).toEqual(Item);
  const query = {
    TableName: 'cases',
    IndexName: 'byState',
    KeyConditionExpression: '#s = :s',
    ExpressionAttributeNames: { '#s': 'state' },
    ExpressionAttributeValues: { ':s': { S: 'open' } },
  };
  expect((await client.send(new QueryCommand(query))).Items).toEqual([Item]);
  const stale = new UpdateItemCommand({
    TableName: 'cases',
    Key: key('1'),
    UpdateExpression: 'SET epoch = :n',
    ConditionExpression: 'epoch = :o',
    ExpressionAttributeValues: { ':n': { N: '3' }, ':o': { N: '2' } },
  });
  await expect(client.send(stale)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
  expect(
    test.cloud.calls.map(call => [
      call.operation,
      call.resources.map(arn => arn.split(':').at(-1)),
      call.error,
    ]),
  ).toEqual([
    ['PutItem', ['table/cases'], undefined],
    ['GetItem', ['table/cases'], undefined],
    ['Query', ['table/cases/index/byState'], undefined],
    ['UpdateItem', ['table/cases'], 'ConditionalCheckFailedException'],
  ]);
});

test('transactions are refused loudly', async () => {
  const { client } = await table();
  await expect(client.send(new TransactWriteItemsCommand({ TransactItems: [] }))).rejects.toMatchObject({
    name: 'UnknownOperationException',
  });
});

test('expired items go within a virtual hour, others stay', async () => {
  const { test } = await table();
  const at = (seconds: number) => ({ N: String(Math.floor(test.cloud.clock.now() / 1000) + seconds) });
  await test.call('dynamodb', 'PutItem', { TableName: 'cases', Item: { ...key('soon'), ttl: at(60) } });
  await test.call('dynamodb', 'PutItem', { TableName: 'cases', Item: { ...key('late'), ttl: at(86_400) } });
  await test.call('dynamodb', 'PutItem', { TableName: 'cases', Item: key('never') });
  const keys = async () =>
    (await test.call('dynamodb', 'Scan', { TableName: 'cases' })).Items.map((item: any) => item.sk.S).sort();
  await test.cloud.clock.advance(3_599_000);
  expect(await keys()).toHaveLength(3);
  await test.cloud.clock.advance(1_000);
  await test.cloud.activity.idle();
  expect(await keys()).toEqual(['late', 'never']);
  const { TimeToLiveDescription } = await test.call('dynamodb', 'DescribeTimeToLive', { TableName: 'cases' });
  expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'ttl' });
});

test('items outlive the process; a table of another shape is refused', async () => {
  const path = join(folder, 'kept');
  const first = await table({}, { path });
  await first.client.send(
    new PutItemCommand({ TableName: 'cases', Item: { ...key('1'), state: { S: 'open' } } }),
  );
  await first.test.stop();
  open.length = 0;
  const { test } = await table({}, { path });
  const { Items } = await test.call('dynamodb', 'Scan', { TableName: 'cases', IndexName: 'byState' });
  expect(Items).toHaveLength(1);
  const other = { GlobalSecondaryIndexes: [], AttributeDefinitions: TABLE.AttributeDefinitions.slice(0, 2) };
  await expect(test.deploy('AWS::DynamoDB::Table', { ...TABLE, ...other })).rejects.toThrow(
    /indexes of cases differ/,
  );
});

test('streams are refused at deploy', async () => {
  await expect(table({ StreamSpecification: { StreamViewType: 'NEW_IMAGE' } })).rejects.toThrow(/streams/);
});
