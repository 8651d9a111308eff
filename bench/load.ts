/** `npm run bench:load`: see HELP. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startOf } from '../cli/golden/at.ts';
import { prepare } from '../cli/golden/cloudStage.ts';
import { readClient } from '../layers/core/release/readClient.ts';
import { bootCloud } from '../local/boot.ts';
import { createMeter } from '../local/core/meter.ts';
import { playCrowd } from './load/crowd.ts';
import { customersOf } from './load/customers.ts';
import { measureGrowth, tableOfGrowth } from './load/growth.ts';
import { lookForLost } from './load/nothingLost.ts';
import { FIGURES, number, table, usageOf } from './load/usage.ts';

const HELP = `npm run bench:load [-- --chats N] [--minutes N] [--cases N,N,…] [--seed N] [--at-once N] [--only crowd|growth]

Two things, on clouds of their own:
 crowd    N chats open at any moment for so many minutes of virtual time: customers as in the client's goldens and topics, who
          think before they write; agents who take, answer, resolve, hand off. Then every message, every turn and every case
          is looked up: nothing may be lost, nobody without an answer or an owner.
 growth   what a turn, an agent's work and the sweeper use (request units, transitions, invocations, bytes) with more and more
          cases stored, of a customer with 1,000 earlier cases, and in a case of 500 messages: it may not grow.
Ctrl-C ends the crowd's minutes early: what has begun is played to its end and looked through; a second one ends everything.
Prints tables; exits 1 when something was lost, failed or grew.

  --chats N        chats open at once (1000)
  --minutes N      of virtual time (10)
  --cases N,N,…    cases stored (100,10000,1000000)
  --seed N         of customers, agents and stored cases (1)
  --at-once N      what falls into one second and is under way at once, as many as the machine bears (6)
  --only PART      one of the two
  --client NAME    whose (demo)
  --help           this text`;

const root = join(import.meta.dirname, '..');

class WrongUse extends Error {}

try {
  process.exitCode = await run();
} catch (error) {
  const isKnown =
    error instanceof WrongUse ||
    (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
  console.error(isKnown ? (error as Error).message : error);
  process.exitCode = 2;
}

async function run(): Promise<number> {
  const { values } = parseArgs({
    options: {
      chats: { type: 'string', default: '1000' },
      minutes: { type: 'string', default: '10' },
      cases: { type: 'string', default: '100,10000,1000000' },
      seed: { type: 'string', default: '1' },
      'at-once': { type: 'string', default: '6' },
      only: { type: 'string' },
      client: { type: 'string', default: 'demo' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (values.only !== undefined && !['crowd', 'growth'].includes(values.only))
    throw new WrongUse(`--only is crowd or growth, not "${values.only}"`);
  const [chats, minutes, seed, atOnce] = (['chats', 'minutes', 'seed', 'at-once'] as const).map(name =>
    whole(`--${name}`, values[name]),
  ) as [number, number, number, number];
  const sizes = values.cases.split(',').map(text => whole('--cases', text));
  if (sizes.some((size, n) => n > 0 && size <= sizes[n - 1]!))
    throw new WrongUse('--cases: fewest first, 100,10000');

  const { client } = values;
  const prepared = await prepare({ root, client, log: line => console.error(line) });
  const { config } = readClient(join(root, 'clients', client));
  const start = startOf(undefined, config.hours, Date.now());
  const onProgress = (line: string) => console.error(`  ${line}`);
  let wrong = 0;

  if (values.only !== 'growth') {
    console.log(`${chats} chats at once for ${minutes} minutes of virtual time`);
    const stateDir = mkdtempSync(join(tmpdir(), 'load-'));
    const meter = createMeter();
    const failed: string[] = [];
    const local = await bootCloud({
      ...prepared,
      stateDir,
      clock: { start: new Date(start).toISOString(), frozen: true },
      pages: false,
      meter,
      log: line => void (/failed|denied|not authorized/i.test(line) && failed.push(line)),
    });
    try {
      await local.lambda.warm();
      const began = performance.now();
      let isCutShort = false;
      process.once('SIGINT', () => (isCutShort = true));
      const crowd = await playCrowd({
        local,
        chats,
        minutes,
        seed,
        atOnce,
        scriptOf: customersOf(root, client),
        onProgress,
        isCutShort: () => isCutShort,
      });
      const seconds = (performance.now() - began) / 1000;
      const found = await lookForLost(local, crowd.chats);
      const used = usageOf(meter);
      const states = Object.entries(found.states).map(([state, count]) => [`  ${state}`, number(count)]);
      console.log(
        table([
          ['chats begun', number(crowd.chats.length)],
          ['seconds of virtual time', number(crowd.seconds)],
          ['most open at once', number(crowd.most)],
          ['messages of customers', number(found.messages)],
          ['turns with a reply', number(found.answered)],
          ['cases', number(found.cases)],
          ...states,
          ...Object.entries(crowd.agents).map(([what, count]) => [`agents: ${what}`, number(count)]),
          ...FIGURES.map(figure => [
            `${figure}, a message`,
            number(Math.round(((used[figure] ?? 0) / Math.max(1, found.messages)) * 100) / 100),
          ]),
          ['seconds of real time', number(Math.round(seconds))],
        ]),
      );
      const bad = [
        ...found.lost.map(line => `lost: ${line}`),
        ...[...crowd.failures, ...failed].map(line => `failed: ${line.slice(0, 300)}`),
      ];
      wrong += bad.length;
      console.log(bad.length === 0 ? 'nothing lost, nothing failed' : bad.slice(0, 40).join('\n'));
      if (bad.length > 40) console.log(`… and ${bad.length - 40} more`);
    } finally {
      await local.stop();
      rmSync(stateDir, { recursive: true, force: true });
    }
  }

  if (values.only !== 'crowd') {
    console.log(`\nwhat it costs with ${sizes.map(number).join(', ')} cases stored`);
    const long = { messages: 500, cases: 1000 };
    const growth = await measureGrowth({ prepared, sizes, seed, start, long, onProgress });
    console.log(tableOfGrowth(growth));
    console.log(growth.grown.length === 0 ? 'nothing grew' : growth.grown.join('\n'));
    wrong += growth.grown.length;
  }
  return wrong === 0 ? 0 : 1;
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new WrongUse(`${name} needs a whole number above 0, not "${text}"`);
}
