import { createMeter } from '../../../local/core/meter.ts';
import { createDynamodb } from '../../../local/dynamodb/index.ts';
import { itemSize } from '../../../local/dynamodb/units.ts';
import { testCloud } from './testCloud.ts';

const key = (...names: string[]) =>
  names.map((AttributeName, n) => ({ AttributeName, KeyType: n ? 'RANGE' : 'HASH' }));
const TABLE = {
  TableName: 'cases',
  KeySchema: key('pk', 'sk'),
  AttributeDefinitions: ['pk', 'sk', 'state'].map(AttributeName => ({ AttributeName, AttributeType: 'S' })),
  GlobalSecondaryIndexes: [
    { IndexName: 'byState', KeySchema: key('state'), Projection: { ProjectionType: 'ALL' } },
    {
      IndexName: 'narrow',
      KeySchema: key('state'),
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['title'] },
    },
  ],
};
const item = (members: object, kB = 0) => ({
  pk: { S: 'p' },
  sk: { S: '1' },
  ...members,
  // A little less than so many kB with the rest.
  ...(kB && { filler: { S: 'x'.repeat(kB * 1024 - 200) } }),
});
const open = { state: { S: 'open' } };
const Key = { pk: { S: 'p' }, sk: { S: '1' } };

async function spentBy(...calls: [operation: string, input: object][]) {
  const meter = createMeter();
  const test = testCloud([createDynamodb()], {}, undefined, meter);
  try {
    await test.deploy('AWS::DynamoDB::Table', TABLE);
    const before = calls.slice(0, -1);
    for (const [operation, input] of before)
      await test.call('dynamodb', operation, { TableName: 'cases', ...input });
    const units = () => {
      const of = (what: string) => meter.readings().find(one => one.what === what)?.amount ?? 0;
      return [of('read units'), of('write units')] as const;
    };
    const [read, write] = units();
    const [operation, input] = calls.at(-1)!;
    await test.call('dynamodb', operation, { TableName: 'cases', ...input }).catch(() => undefined);
    const [readAfter, writeAfter] = units();
    return { read: readAfter - read, write: writeAfter - write };
  } finally {
    await test.stop();
  }
}
const put = (members: object, kB = 0): [string, object] => ['PutItem', { Item: item(members, kB) }];
const set = (name: string, value: object, more: object = {}): [string, object] => [
  'UpdateItem',
  {
    Key,
    UpdateExpression: 'SET #n = :v',
    ExpressionAttributeNames: { '#n': name },
    ExpressionAttributeValues: { ':v': value },
    ...more,
  },
];
const query = (more: object): [string, object] => [
  'Query',
  { KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': { S: 'p' } }, ...more },
];

test.each([
  ['a small item that no index holds', [put({})], { write: 1 }],
  ['3 kB, in two indexes, one of which holds little', [put(open, 3)], { write: 3 + 3 + 1 }],
  ['a change that only the wide index sees', [put(open, 3), set('note', { S: 'n' })], { write: 3 + 3 }],
  ['an entry that moves is two writes', [put(open, 3), set('state', { S: 'closed' })], { write: 3 + 6 + 2 }],
  [
    'the larger of before and after counts',
    [put({}, 5), ['DeleteItem', { Key }] as [string, object]],
    { write: 5 },
  ],
  ['the same again changes no index', [put(open, 3), put(open, 3)], { write: 3 }],
  [
    'a condition that fails costs what is there',
    [put({}, 4), set('n', { S: '' }, { ConditionExpression: 'attribute_not_exists(pk)' })],
    { write: 4 },
  ],
  ['nothing found, read at once', [['GetItem', { Key, ConsistentRead: true }]], { read: 1 }],
  ['nothing found, read at leisure', [['GetItem', { Key }]], { read: 0.5 }],
  ['9 kB read at once', [put({}, 9), ['GetItem', { Key, ConsistentRead: true }]], { read: 3 }],
  ['a page is summed up, then rounded', [put({}, 9), query({})], { read: 1.5 }],
  ['a page of nothing', [query({ ConsistentRead: true })], { read: 1 }],
] as [string, [string, object][], object][])('%s', async (_name, calls, spent) => {
  expect(await spentBy(...calls)).toEqual({ read: 0, write: 0, ...spent });
});

test('sizes are those of the developer guide: names and UTF-8 bytes, three for a list or map and one an element', () => {
  expect(itemSize({ name: { S: 'Grüße' } })).toBe(4 + 7);
  expect(itemSize({ n: { N: '1234.5' } })).toBe(1 + 4);
  expect(itemSize({ l: { L: [{ S: 'ab' }, { BOOL: true }] } })).toBe(1 + 3 + 1 + 2 + 1 + 1);
  expect(itemSize({ m: { M: { a: { NULL: true } } } })).toBe(1 + 3 + 1 + 1 + 1);
});
