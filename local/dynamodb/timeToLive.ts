import type { Cloud } from '../core/contract.ts';
import { parseSchedule } from '../events/schedule.ts';
import { Ticks } from '../events/ticks.ts';
import type { Engine } from './engine.ts';
import type { Table } from './tables.ts';

/** Removes expired items once every virtual hour; the real service takes up to some days. */
export function sweepHourly(cloud: Cloud, engine: Engine, tables: Map<string, Table>) {
  const hourly = 'rate(1 hour)';
  new Ticks(cloud).arm('dynamodb-time-to-live', hourly, parseSchedule(hourly), () => {
    const swept = cloud.activity.run(() => sweep(cloud, engine, [...tables.values()]));
    swept.catch(error => cloud.log(`dynamodb: removing expired items failed: ${(error as Error).message}`));
  });
}

async function sweep(cloud: Cloud, engine: Engine, tables: Table[]) {
  const now = { N: String(Math.floor(cloud.clock.now() / 1000)) };
  for (const { name, keys, ttlAttribute } of tables) {
    if (!ttlAttribute) continue;
    const expired = {
      ExpressionAttributeNames: { '#ttl': ttlAttribute },
      ExpressionAttributeValues: { ':now': now },
    };
    let ExclusiveStartKey: unknown;
    do {
      const page = await engine.run('Scan', {
        TableName: name,
        ...expired,
        FilterExpression: '#ttl < :now',
        ExclusiveStartKey,
      });
      for (const item of page.Items) {
        const Key = Object.fromEntries(keys.map(key => [key, item[key]]));
        await remove(engine, { TableName: name, Key, ...expired, ConditionExpression: '#ttl < :now' });
      }
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
  }
}

/** An item that got a new lease between the look and the removal stays. */
async function remove(engine: Engine, input: object) {
  try {
    await engine.run('DeleteItem', input);
  } catch (error) {
    if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
  }
}
