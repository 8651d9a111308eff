import { explore } from './explore.ts';
import { modelOf, SCENARIOS } from './scenarios.ts';

/* A sample of each scenario; `npm run verify:interleavings` explores further. */

const RUNS = 120;

test.each(SCENARIOS.map(scenario => [scenario.name, scenario] as const))('%s', async (name, scenario) => {
  for (const crashes of [0, 1]) {
    const explored = await explore(name, modelOf(scenario), { crashes, runs: RUNS, seed: 1 });
    expect(explored.states).toBeGreaterThan(100);
  }
});

const named = (part: string) => SCENARIOS.find(({ name }) => name.includes(part))!;

test('nearest first, a short scenario is explored as a whole', async () => {
  const scenario = modelOf(named('opened again'));
  const nearest = { depth: Infinity, states: 10_000 };
  const explored = await explore('whole', scenario, { crashes: 0, nearest });
  expect(explored).toMatchObject({ complete: true, allWithin: explored.depth });
  const cut = await explore('cut', scenario, { crashes: 0, nearest: { ...nearest, depth: 12 } });
  expect(cut).toMatchObject({ complete: false, allWithin: 12, depth: 12 });
  expect(cut.states).toBeLessThan(explored.states);
});

test('orders that are left out come to the same ends', async () => {
  const scenario = modelOf(named('opened again'));
  const [some, every] = [
    await explore('some orders', scenario, { crashes: 0 }),
    await explore('every order', scenario, { crashes: 0, everyOrder: true }),
  ];
  expect([some.complete, every.complete]).toEqual([true, true]);
  expect(every.states).toBeGreaterThan(some.states);
  expect(every.ends).toBe(some.ends);
});

describe('a table that keeps no promise is found out', () => {
  test('a case that moves on while somebody still speaks', async () => {
    const model = modelOf(named('which answers'), table => ({
      ...table,
      update: (key, changes, { any: _, ...condition }) => table.update(key, changes, condition),
    }));
    await expect(explore('broken', model, { crashes: 0, runs: 5000 })).rejects.toThrow(/spoke .* after/);
  });

  test('an answer that is overwritten at the last moment', async () => {
    const model = modelOf(named('last reminder'), table => ({
      ...table,
      update: (key, changes, { absent: _, ...condition }) => table.update(key, changes, condition),
    }));
    await expect(explore('broken', model, { crashes: 0, runs: 5000, seed: 1 })).rejects.toThrow(/nowhere/);
  });
});
