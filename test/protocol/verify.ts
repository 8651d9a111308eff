/** `npm run verify:interleavings`: explores the case protocol; see HELP. */
import { parseArgs } from 'node:util';
import { explore, Violation, type Explored } from './explore.ts';
import { modelOf, SCENARIOS } from './scenarios.ts';

const HELP = `npm run verify:interleavings [-- --depth N] [--states N] [--crashes N] [--runs N] [--seed N] [--only TEXT]

Plays each scenario (who acts on a case at once: customer, AI turn, agents, client's team, timers, duplicates, the sweeper)
over the real functions, transition table and store conditions, in every order of their steps: nearest states first, each
once, to a depth or as far as so many states go; what lies deeper is sampled in random runs to the end, by a seed. After
every step: one owner, no word after a later speaker's, nothing said or sent twice. Where nobody can go on: nothing lost,
nothing unsaid, no case without somebody. Prints what was visited; exits 1 with the steps that led to a violation.

  --depth N     steps explored exhaustively at most (no limit)
  --states N    states of each scenario explored so at most (20000); one that has fewer is explored as a whole
  --crashes N   most killed functions in one run (0 and 1, each on its own)
  --runs N      random runs of each scenario that is deeper (2000)
  --seed N      of the random runs (1)
  --only TEXT   scenarios whose name has it
  --help        this text`;

const { values } = parseArgs({
  options: {
    depth: { type: 'string' },
    states: { type: 'string', default: '20000' },
    crashes: { type: 'string' },
    runs: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit(0);
}
const whole = (name: keyof typeof values, text: string): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0) return value;
  console.error(`--${name} needs a whole number, not "${text}"\n\n${HELP}`);
  process.exit(2);
};
const nearest = {
  depth: values.depth === undefined ? Infinity : whole('depth', values.depth),
  states: whole('states', values.states),
};
const [runs, seed] = [whole('runs', values.runs), whole('seed', values.seed)];
const crashLevels = values.crashes === undefined ? [0, 1] : [whole('crashes', values.crashes)];
const scenarios = SCENARIOS.filter(({ name }) => name.includes(values.only));
if (scenarios.length === 0) {
  console.error(`no scenario has "${values.only}" in its name`);
  process.exit(2);
}

const total = { states: 0, edges: 0, ends: 0, whole: 0, searches: 0 };
for (const scenario of scenarios) {
  console.log(scenario.name);
  for (const crashes of crashLevels) {
    const began = performance.now();
    const seconds = () => `${((performance.now() - began) / 1000).toFixed(0)} s`;
    const onProgress = (what: string) => (soFar: Explored) => {
      if (process.stderr.isTTY)
        process.stderr.write(`\r  ${what}: ${figures(soFar)}, ${soFar.depth} deep, ${seconds()}`);
    };
    const done = () => process.stderr.isTTY && process.stderr.write('\r\x1b[K');
    try {
      const near = await explore(scenario.name, modelOf(scenario), {
        crashes,
        nearest,
        onProgress: onProgress('all'),
      });
      done();
      console.log(
        `  ${crashes === 1 ? '1 crash, ' : crashes ? `${crashes} crashes, ` : ''}${near.complete ? `all of it, ${near.depth} steps` : `all within ${near.allWithin} steps`}: ${figures(near)}, ${seconds()}`,
      );
      add(near);
      total.searches++;
      if (near.complete) {
        total.whole++;
        continue;
      }
      const sample = await explore(scenario.name, modelOf(scenario), {
        crashes,
        runs,
        seed,
        onProgress: onProgress('sample'),
      });
      done();
      console.log(
        `    beyond, ${sample.runs} random runs: ${figures(sample)}, up to ${sample.depth} steps, ${seconds()}`,
      );
      add(sample);
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      done();
      console.log(error.message);
      process.exitCode = 1;
    }
  }
}
console.log(
  `${total.states} states, ${total.edges} ways between them, ${total.ends} ends; ${total.whole} of ${total.searches} searches as a whole` +
    (process.exitCode ? '' : '; no violation'),
);

function figures({ states, edges, ends }: Explored): string {
  return `${states} states, ${edges} ways, ${ends} ends`;
}

function add({ states, edges, ends }: Explored): void {
  total.states += states;
  total.edges += edges;
  total.ends += ends;
}
