import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type AttributeValue,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { lazily } from '../platform/lazily.ts';

/** The client's one table: items by `pk` and `sk`. The only place that touches the DynamoDB client. */
export interface Table {
  get<T>(pk: string, sk: string): Promise<T | undefined>;
  /** Puts the item unless one with its key exists; false when it does. */
  putNew(item: Item): Promise<boolean>;
  put(item: Item): Promise<void>;
  /**
   * Sets and removes members (`undefined` removes) when `condition` holds, and returns the whole new item.
   * `{ ok: false, current }` when it doesn't, with the item as it is, or undefined when there is none.
   */
  update<T>(key: Key, changes: Record<string, unknown>, condition: Condition): Promise<Updated<T>>;
  /** Adds one to an item's count, which begins at nothing, and gives the new count: one write, however many come at once. */
  count(key: Key, expiresAt: number): Promise<number>;
  /** All items of a partition whose sort key begins with `prefix`. */
  partition<T>(pk: string, prefix: string): Promise<T[]>;
  /** The items of a partition with the highest sort keys, highest first; with a prefix only those that begin with it. */
  newest<T>(pk: string, limit: number, prefix?: string): Promise<T[]>;
  /** What was said last in a partition (items with `saidAt`), latest first. */
  lastSaid<T>(pk: string, limit: number): Promise<T[]>;
  /** One page of an index partition, up to `until` (inclusive) where given. */
  index<T>(query: IndexQuery): Promise<{ items: T[]; last?: string }>;
}

export interface Key {
  pk: string;
  sk: string;
}
export type Item = Key & Record<string, unknown>;
export type Updated<T> = { ok: true; item: T } | { ok: false; current: T | undefined };

/** Members that must equal a value, be one of several, be before a text, or be absent. The item itself must exist. */
export interface Condition {
  equals?: Record<string, unknown>;
  oneOf?: Record<string, readonly unknown[]>;
  before?: Record<string, string>;
  absent?: string[];
  /** At least one of these must hold, too. */
  any?: Omit<Condition, 'any'>[];
}

export interface IndexQuery {
  index: 'due' | 'customer';
  partition: string;
  until?: string;
  limit: number;
  /** `last` of the page before. */
  after?: string;
  newestFirst?: boolean;
}

const KEYS_OF = { due: ['gsi1pk', 'gsi1sk'], customer: ['gsi2pk', 'gsi2sk'] } as const;
const KEY_MEMBERS = ['pk', 'sk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk', 'saidAt', 'expiresAt'];

export function createTable(tableName: string, client = lazily(() => new DynamoDBClient({}))): Table {
  const toItem = (item: object) => marshall(item, { removeUndefinedValues: true });
  const fromItem = <T>(item: Record<string, AttributeValue>): T => {
    const plain = unmarshall(item);
    for (const member of KEY_MEMBERS) delete plain[member];
    return plain as T;
  };

  /** As many as the limit says, unless they are more than fit a page (1 MB). */
  const fromTheEnd = async <T>(query: Omit<QueryCommandInput, 'TableName'>): Promise<T[]> => {
    const { Items = [] } = await client.send(
      new QueryCommand({ TableName: tableName, ConsistentRead: true, ScanIndexForward: false, ...query }),
    );
    return Items.map(item => fromItem<T>(item));
  };

  return {
    async get<T>(pk: string, sk: string) {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: tableName, Key: toItem({ pk, sk }), ConsistentRead: true }),
      );
      return Item && fromItem<T>(Item);
    },

    async putNew(item) {
      try {
        await client.send(
          new PutItemCommand({
            TableName: tableName,
            Item: toItem(item),
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },

    async put(item) {
      await client.send(new PutItemCommand({ TableName: tableName, Item: toItem(item) }));
    },

    async update<T>(key: Key, changes: Record<string, unknown>, condition: Condition): Promise<Updated<T>> {
      const expression = updateExpression(changes, condition);
      try {
        const { Attributes } = await client.send(
          new UpdateItemCommand({
            TableName: tableName,
            Key: toItem(key),
            ...expression.texts,
            ExpressionAttributeNames: expression.names,
            ...(Object.keys(expression.values).length > 0 && {
              ExpressionAttributeValues: toItem(expression.values),
            }),
            ReturnValues: 'ALL_NEW',
          }),
        );
        return { ok: true, item: fromItem<T>(Attributes!) };
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        return { ok: false, current: await this.get<T>(key.pk, key.sk) };
      }
    },

    async count(key, expiresAt) {
      const { Attributes } = await client.send(
        new UpdateItemCommand({
          TableName: tableName,
          Key: toItem(key),
          UpdateExpression: 'SET expiresAt = :expiresAt ADD #count :one',
          ExpressionAttributeNames: { '#count': 'count' },
          ExpressionAttributeValues: toItem({ ':expiresAt': expiresAt, ':one': 1 }),
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      return (unmarshall(Attributes!) as { count: number }).count;
    },

    async partition<T>(pk: string, prefix: string) {
      const items: T[] = [];
      let from: Record<string, AttributeValue> | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName: tableName,
            KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
            ExpressionAttributeValues: toItem({ ':pk': pk, ':prefix': prefix }),
            ConsistentRead: true,
            ExclusiveStartKey: from,
          }),
        );
        items.push(...(page.Items ?? []).map(item => fromItem<T>(item)));
        from = page.LastEvaluatedKey;
      } while (from);
      return items;
    },

    newest: <T>(pk: string, limit: number, prefix?: string) =>
      fromTheEnd<T>({
        KeyConditionExpression: `pk = :pk${prefix ? ' AND begins_with(sk, :prefix)' : ''}`,
        ExpressionAttributeValues: toItem({ ':pk': pk, ':prefix': prefix }),
        Limit: limit,
      }),

    lastSaid: <T>(pk: string, limit: number) =>
      fromTheEnd<T>({
        IndexName: 'said',
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: toItem({ ':pk': pk }),
        Limit: limit,
      }),

    async index<T>({ index, partition, until, limit, after, newestFirst }: IndexQuery) {
      const [partitionKey, sortKey] = KEYS_OF[index];
      const input: QueryCommandInput = {
        TableName: tableName,
        IndexName: index,
        KeyConditionExpression: `${partitionKey} = :pk${until === undefined ? '' : ` AND ${sortKey} <= :until`}`,
        ExpressionAttributeValues: toItem({ ':pk': partition, ':until': until }),
        Limit: limit,
        ScanIndexForward: !newestFirst,
        ...(after && { ExclusiveStartKey: JSON.parse(Buffer.from(after, 'base64url').toString()) }),
      };
      const page = await client.send(new QueryCommand(input));
      return {
        items: (page.Items ?? []).map(item => fromItem<T>(item)),
        ...(page.LastEvaluatedKey && {
          last: Buffer.from(JSON.stringify(page.LastEvaluatedKey)).toString('base64url'),
        }),
      };
    },
  };
}

function updateExpression(changes: Record<string, unknown>, condition: Condition) {
  const names: Record<string, string> = { '#pk': 'pk' };
  const values: Record<string, unknown> = {};
  const name = (member: string) => {
    const key = `#${member.replace(/\W/g, '_')}`;
    names[key] = member;
    return key;
  };
  const value = (content: unknown) => {
    const key = `:v${Object.keys(values).length}`;
    values[key] = content;
    return key;
  };
  const set = Object.entries(changes).filter(([, content]) => content !== undefined);
  const remove = Object.keys(changes).filter(member => changes[member] === undefined);
  const update = [
    set.length > 0
      ? `SET ${set.map(([member, content]) => `${name(member)} = ${value(content)}`).join(', ')}`
      : '',
    remove.length > 0 ? `REMOVE ${remove.map(name).join(', ')}` : '',
  ];
  const terms = ({ equals = {}, oneOf = {}, before = {}, absent = [], any }: Condition): string[] => [
    ...Object.entries(equals).map(([member, content]) => `${name(member)} = ${value(content)}`),
    ...Object.entries(oneOf).map(
      ([member, contents]) => `${name(member)} IN (${contents.map(content => value(content)).join(', ')})`,
    ),
    ...Object.entries(before).map(([member, content]) => `${name(member)} < ${value(content)}`),
    ...absent.map(member => `attribute_not_exists(${name(member)})`),
    ...(any ? [`(${any.map(one => `(${terms(one).join(' AND ')})`).join(' OR ')})`] : []),
  ];
  const conditions = ['attribute_exists(#pk)', ...terms(condition)];
  return {
    names,
    values,
    texts: { UpdateExpression: update.join(' ').trim(), ConditionExpression: conditions.join(' AND ') },
  };
}
