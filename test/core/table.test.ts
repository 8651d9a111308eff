import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { createTable, type Table } from '../../layers/core/store/table.ts';
import { createMemoryTable } from './memoryTable.ts';

// dynalite has no types of its own.
const server = createRequire(import.meta.url)('dynalite')({ createTableMs: 0 });
let client: DynamoDBClient;
let tables = 0;

beforeAll(async () => {
  await new Promise<void>(done => server.listen(0, '127.0.0.1', () => done()));
  client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
});
afterAll(() => {
  client.destroy();
  server.close();
});

async function dynamoTable(): Promise<Table> {
  const TableName = `table-${++tables}`;
  const key = (AttributeName: string, KeyType: 'HASH' | 'RANGE') => ({ AttributeName, KeyType });
  const index = (IndexName: string, number: number) => ({
    IndexName,
    KeySchema: [key(`gsi${number}pk`, 'HASH'), key(`gsi${number}sk`, 'RANGE')],
    Projection: { ProjectionType: 'ALL' as const },
  });
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
      AttributeDefinitions: ['pk', 'sk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk', 'saidAt'].map(
        AttributeName => ({
          AttributeName,
          AttributeType: 'S' as const,
        }),
      ),
      GlobalSecondaryIndexes: [index('due', 1), index('customer', 2)],
      LocalSecondaryIndexes: [
        {
          IndexName: 'said',
          KeySchema: [key('pk', 'HASH'), key('saidAt', 'RANGE')],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
  return createTable(TableName, client);
}

describe.each([
  ['DynamoDB', dynamoTable],
  ['memory', async () => createMemoryTable() as Table],
])('the table in %s', (_, open) => {
  test('puts an item once and keeps the first', async () => {
    const table = await open();
    expect(await table.putNew({ pk: 'A', sk: '1', name: 'first', gone: undefined })).toBe(true);
    expect(await table.putNew({ pk: 'A', sk: '1', name: 'second' })).toBe(false);
    expect(await table.get('A', '1')).toEqual({ name: 'first' });
    expect(await table.get('A', '2')).toBeUndefined();
  });

  test('counts, however many come at once', async () => {
    const table = await open();
    const key = { pk: 'COUNT', sk: '1' };
    const counts = await Promise.all([1, 2, 3].map(() => table.count(key, 2_000_000_000)));
    expect(counts.sort()).toEqual([1, 2, 3]);
    expect(await table.count({ ...key, sk: '2' }, 2_000_000_000)).toBe(1);
  });

  test('sets and removes members when the condition holds', async () => {
    const table = await open();
    await table.putNew({ pk: 'A', sk: '1', state: 'open', epoch: 1, draft: 'x' });
    const changed = await table.update(
      { pk: 'A', sk: '1' },
      { epoch: 2, draft: undefined },
      { equals: { epoch: 1 }, oneOf: { state: ['open', 'waiting'] }, absent: ['answer'] },
    );
    expect(changed).toEqual({ ok: true, item: { state: 'open', epoch: 2 } });
  });

  test.each([
    ['another value', { equals: { epoch: 7 } }],
    ['none of the values', { oneOf: { state: ['closed'] } }],
    ['a member that must be absent', { absent: ['state'] }],
    ['a text that must be before', { before: { state: 'open' } }],
    ['all of several', { any: [{ absent: ['state'] }, { equals: { epoch: 2 } }] }],
  ])('refuses on %s and says how it stands', async (_what, condition) => {
    const table = await open();
    await table.putNew({ pk: 'A', sk: '1', state: 'open', epoch: 1 });
    expect(await table.update({ pk: 'A', sk: '1' }, { epoch: 9 }, condition)).toEqual({
      ok: false,
      current: { state: 'open', epoch: 1 },
    });
  });

  test.each([
    ['is before', { before: { state: 'opened' } }],
    ['one of several', { any: [{ absent: ['state'] }, { equals: { epoch: 1 }, before: { state: 'p' } }] }],
  ])('updates when it %s', async (_what, condition) => {
    const table = await open();
    await table.putNew({ pk: 'A', sk: '1', state: 'open', epoch: 1 });
    expect((await table.update({ pk: 'A', sk: '1' }, { epoch: 9 }, condition)).ok).toBe(true);
  });

  test('never makes an item by updating', async () => {
    const table = await open();
    expect(await table.update({ pk: 'A', sk: '1' }, { epoch: 9 }, {})).toEqual({
      ok: false,
      current: undefined,
    });
    expect(await table.get('A', '1')).toBeUndefined();
  });

  test('reads a partition by prefix and an index page by page', async () => {
    const table = await open();
    for (const n of [3, 1, 2]) {
      await table.putNew({ pk: 'A', sk: `TURN#${n}`, n, gsi1pk: 'DUE#0', gsi1sk: `2026-01-0${n}` });
    }
    await table.putNew({ pk: 'A', sk: 'CASE', n: 0 });
    expect(await table.partition('A', 'TURN#')).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    expect(await table.newest('A', 2)).toEqual([{ n: 3 }, { n: 2 }]);
    expect(await table.newest('A', 2, 'CASE')).toEqual([{ n: 0 }]);
    expect(await table.newest('B', 1)).toEqual([]);

    const first = await table.index<{ n: number }>({ index: 'due', partition: 'DUE#0', limit: 2 });
    expect(first.items).toEqual([{ n: 1 }, { n: 2 }]);
    const second = await table.index({ index: 'due', partition: 'DUE#0', limit: 2, after: first.last });
    expect(second).toEqual({ items: [{ n: 3 }] });
    const early = await table.index({ index: 'due', partition: 'DUE#0', limit: 9, until: '2026-01-02' });
    expect(early.items).toHaveLength(2);
  });

  test('knows what was said last, whatever its key', async () => {
    const table = await open();
    for (const [sk, saidAt] of Object.entries({ z: '1', a: '3', m: '2', other: undefined }))
      await table.putNew({ pk: 'A', sk, saidAt, key: sk });
    await table.update({ pk: 'A', sk: 'a' }, { reply: 'yes' }, {});
    expect(await table.lastSaid('A', 2)).toEqual([{ key: 'a', reply: 'yes' }, { key: 'm' }]);
  });

  test('an item leaves an index when its members are removed', async () => {
    const table = await open();
    await table.putNew({ pk: 'A', sk: '1', gsi1pk: 'DUE#0', gsi1sk: 'x' });
    await table.update({ pk: 'A', sk: '1' }, { gsi1pk: undefined, gsi1sk: undefined }, {});
    expect((await table.index({ index: 'due', partition: 'DUE#0', limit: 9 })).items).toEqual([]);
  });
});
