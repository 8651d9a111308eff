import {
  DeleteItemCommand,
  PutItemCommand,
  ScanCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Item, Key } from '../../layers/core/store/table.ts';

/** All items of a client, keys included. For the operator alone: reading everything costs by the size of the table. */
export interface WholeTable {
  items(): AsyncIterable<Item>;
  put(item: Item): Promise<void>;
  remove(key: Key): Promise<void>;
}

export function openWholeTable(TableName: string, client: DynamoDBClient): WholeTable {
  return {
    async *items() {
      let from: Record<string, AttributeValue> | undefined;
      do {
        const page = await client.send(
          new ScanCommand({ TableName, ConsistentRead: true, ExclusiveStartKey: from }),
        );
        for (const item of page.Items ?? []) yield unmarshall(item) as Item;
        from = page.LastEvaluatedKey;
      } while (from);
    },
    async put(item) {
      await client.send(new PutItemCommand({ TableName, Item: marshall(item) }));
    },
    async remove({ pk, sk }) {
      await client.send(new DeleteItemCommand({ TableName, Key: marshall({ pk, sk }) }));
    },
  };
}
