import { playCrowd } from '../../bench/load/crowd.ts';
import { customersOf } from '../../bench/load/customers.ts';
import { measureGrowth } from '../../bench/load/growth.ts';
import { lookForLost } from '../../bench/load/nothingLost.ts';
import { bootDemo, makeStateDir, MONDAY_MORNING, prepareDemo, ROOT } from './demoCloud.ts';

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
