import { join } from 'node:path';
import { playCrowd } from '../../bench/load/crowd.ts';
import { customersOf } from '../../bench/load/customers.ts';
import { fillTable, MARKS, tableOf } from '../../bench/load/fillTable.ts';
import { measureGrowth } from '../../bench/load/growth.ts';
import { lookForLost } from '../../bench/load/nothingLost.ts';
import { pastCase } from '../../bench/load/past.ts';
import { randomFrom, type Random } from '../../bench/load/random.ts';
import { openTableFiles } from '../../bench/load/tableFiles.ts';
import { openEngine } from '../../local/dynamodb/engine.ts';
import { bootDemo, makeStateDir, MONDAY_MORNING } from './demoCloud.ts';
import { prepareDemo, ROOT } from './prepareDemo.ts';

/* A little of `npm run bench:load`. */

const LONGEST_MS = 240_000;

test(
  'a small crowd: nothing is lost, nobody is left without an answer or an owner',
  async () => {
    const prepared = await prepareDemo();
    const state = makeStateDir();
    const local = await bootDemo(prepared, state.path);
    try {
      const crowd = await playCrowd({
        local,
        chats: 6,
        minutes: 2,
        seed: 3,
        atOnce: 3,
        scriptOf: customersOf(ROOT, 'demo'),
        onProgress: () => {},
        isCutShort: () => false,
      });
      expect(crowd.failures).toEqual([]);
      expect(crowd.most).toBe(6);
      const found = await lookForLost(local, crowd.chats);
      expect(found.lost).toEqual([]);
      expect(found.messages).toBeGreaterThan(5);

      // And it is seen when something is: a message that nobody stored, a case that nobody has.
      const [someone] = crowd.chats.filter(({ said }) => said.length > 0);
      someone!.said.push('never sent');
      const missing = await lookForLost(local, crowd.chats);
      expect(missing.lost).toEqual([expect.stringContaining('"never sent" is not stored')]);
    } finally {
      await local.stop();
      state.remove();
    }
  },
  LONGEST_MS,
);

test(
  'cases that are put straight into the table are found as those that the product stores: by key and by every index',
  async () => {
    const prepared = await prepareDemo();
    const state = makeStateDir();
    try {
      const local = await bootDemo(prepared, state.path);
      const TableName = tableOf(local.deployed);
      await local.stop();
      const files = await openTableFiles(state.path, TableName);
      const customer = { identity: 'verified', customerId: MARKS.customer, attributes: {} } as const;
      const { caseId: id, contactId } = MARKS;
      const pattern = (random: Random) =>
        pastCase(random, { id, contactId, customer, at: MONDAY_MORNING, turns: 2 });
      await fillTable(files, 60, { random: randomFrom(1), pattern, onProgress: () => {} });
      await files.close();

      const engine = openEngine(join(state.path, 'tables'));
      try {
        const { Items: items } = await engine.run('Scan', { TableName });
        // The case, its contact, two turns and three events.
        expect(items).toHaveLength(60 * 7);
        const keyOf = ({ pk, sk }: any) => `${pk.S} ${sk.S}`;
        const byKey = new Map<string, object>(items.map((item: any) => [keyOf(item), item]));
        const { Table: table } = await engine.run('DescribeTable', { TableName });
        for (const { IndexName, KeySchema } of [
          ...table.GlobalSecondaryIndexes,
          ...table.LocalSecondaryIndexes,
        ]) {
          const names = KeySchema.map(({ AttributeName }: any) => AttributeName);
          const [partition] = names;
          const indexed = items.filter((item: any) => names.every((name: string) => item[name]));
          const wanted = new Set<string>(indexed.map((item: any) => item[partition].S));
          let found = 0;
          for (const value of wanted) {
            const { Items, Count } = await engine.run('Query', {
              TableName,
              IndexName,
              KeyConditionExpression: '#p = :p',
              ExpressionAttributeNames: { '#p': partition },
              ExpressionAttributeValues: { ':p': { S: value } },
            });
            found += Count;
            for (const item of Items) expect(byKey.get(keyOf(item))).toMatchObject(item);
          }
          expect({ IndexName, found }).toEqual({ IndexName, found: indexed.length });
        }
      } finally {
        await engine.close();
      }
    } finally {
      state.remove();
    }
  },
  LONGEST_MS,
);

test(
  'what is used does not grow with the cases stored, the customer’s earlier cases or the length of a case',
  async () => {
    const prepared = await prepareDemo();
    const growth = await measureGrowth({
      prepared,
      sizes: [20, 400],
      seed: 1,
      start: MONDAY_MORNING,
      long: { messages: 120, cases: 60 },
      onProgress: () => {},
    });
    expect(growth.grown).toEqual([]);
    const first = growth.rows.find(({ what }) => what === 'first message, answered by the AI')!.at;
    expect(first).toHaveLength(2);
    expect(first[0]).toMatchObject({ 'states express executions': 1, 'lambda invocations': 7 });
    expect(first[0]!['dynamodb write units']).toBeGreaterThan(0);
  },
  LONGEST_MS,
);
