import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  ScanCommand,
  UpdateItemCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Item, Key } from '../../layers/core/store/table.ts';

/** All items of a client, keys included. For the operator alone: reading everything costs by the size of the table. */
export interface WholeTable {
  items(): AsyncIterable<Item>;
  /** Replaces the members that differ, the key aside; false when one of them is no longer what it was. */
  rewrite(item: Item, changed: Item): Promise<boolean>;
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
    async rewrite(item, changed) {
      const members = Object.keys(changed).filter(
        member => JSON.stringify(changed[member]) !== JSON.stringify(item[member]),
      );
      const names = Object.fromEntries(members.map((member, n) => [`#m${n}`, member]));
      const values = Object.fromEntries(
        members.flatMap((member, n) => [
          [`:was${n}`, item[member]],
          [`:is${n}`, changed[member]],
        ]),
      );
      const { pk, sk } = item;
      try {
        await client.send(
          new UpdateItemCommand({
            TableName,
            Key: marshall({ pk, sk }),
            UpdateExpression: `SET ${members.map((_, n) => `#m${n} = :is${n}`).join(', ')}`,
            ConditionExpression: members.map((_, n) => `#m${n} = :was${n}`).join(' AND '),
            ExpressionAttributeNames: names,
            ExpressionAttributeValues: marshall(values),
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
    async remove({ pk, sk }) {
      await client.send(new DeleteItemCommand({ TableName, Key: marshall({ pk, sk }) }));
    },
  };
}
