/**
 * `npm run verify:interleavings [-- --crashes N] [--runs N] [--seed N] [--only TEXT]`: explores each scenario until nothing is left or
 * the runs are used up, and says how many states were visited. Exits 1 with the steps that led to a violation.
 */
import { parseArgs } from 'node:util';
import { explore, Violation } from './explore.ts';
import { modelOf, SCENARIOS } from './scenarios.ts';

const { values } = parseArgs({
  options: {
    crashes: { type: 'string', default: '1' },
    runs: { type: 'string', default: '20000' },
    only: { type: 'string', default: '' },
    seed: { type: 'string' },
  },
});
let states = 0;
for (const scenario of SCENARIOS.filter(({ name }) => name.includes(values.only))) {
  const began = performance.now();
  try {
    const explored = await explore(scenario.name, modelOf(scenario), {
      crashes: Number(values.crashes),
      runs: Number(values.runs),
      onProgress: p => console.error(scenario.name.slice(0, 30), p.runs, p.states, p.ends),
      ...(values.seed && { seed: Number(values.seed) }),
    });
    states += explored.states;
    console.log(JSON.stringify(explored));
    console.log(
      `${scenario.name}: ${explored.states} states in ${explored.runs} runs, up to ${explored.depth} steps, ${explored.complete ? 'all explored' : 'cut off'}, ${((performance.now() - began) / 1000).toFixed(1)} s`,
    );
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    console.log(error.message);
    process.exitCode = 1;
  }
}
console.log(`${states} states`);
