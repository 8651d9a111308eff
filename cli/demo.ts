import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ClientFileError } from '../layers/core/release/readClient.ts';
import { openGoldenStage, prepare, type Prepared } from './golden/cloudStage.ts';
import { writesMail, type Golden } from './golden/golden.ts';
import type { FlowCoverage } from '../local/connect/index.ts';
import { addUp, coverageTable, untaken } from './golden/flowCoverage.ts';
import { playGolden } from './golden/playGolden.ts';
import { GoldenFileError, readGoldens } from './golden/readGoldens.ts';
import { conversation, differencesOf, summary, timeline, type Timed } from './golden/report.ts';

const HELP = `npm run demo -- [--client NAME] [--only ID] [--coverage] [--verbose]

Plays the client's goldens (clients/NAME/goldens/*.yaml) headless through the real path: the synthesized stacks on the
local cloud, chats over the participant protocol, agents and the client's team over the HTTP API. Prints each
conversation and its case's timeline, then a table; exits 1 when one differs, or when the goldens of a client together leave
a way out of a flow's block untaken. Branches of a block with one target are one way.

  --client NAME   whose goldens (demo)
  --only ID       one golden, by its id; may be repeated
  --coverage      every way out of every block of the flows, and which goldens took it
  --verbose       also what the local cloud has to say while it runs
  --help          this text`;

/** Each golden has a cloud of its own; two keep two cores busy. */
const AT_A_TIME = 2;

type Told = Timed & { text: string; coverage: FlowCoverage[] };

const root = join(import.meta.dirname, '..');

try {
  process.exitCode = await run();
} catch (error) {
  const isKnown = error instanceof GoldenFileError || error instanceof ClientFileError || isWrongUse(error);
  console.error(isKnown ? (error as Error).message : error);
  process.exitCode = 2;
}

async function run(): Promise<number> {
  const { values } = parseArgs({
    options: {
      client: { type: 'string', default: 'demo' },
      only: { type: 'string', multiple: true, default: [] },
      coverage: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const { client, only, coverage, verbose } = values;
  const all = readGoldens(join(root, 'clients', client, 'goldens'));
  const goldens = only.length > 0 ? all.filter(({ id }) => only.includes(id)) : all;
  const unknown = only.filter(id => !all.some(golden => golden.id === id));
  if (unknown.length > 0) {
    console.error(`no golden ${unknown.join(', ')}; there are ${all.map(({ id }) => id).join(', ')}`);
    return 2;
  }
  const prepared = await prepare({ root, client, log: line => console.error(line) });
  const results = await inOrder(goldens, AT_A_TIME, golden => playOne(golden, prepared, verbose));
  console.log(`\n${summary(results)}`);
  const ways = addUp(
    results.map(({ played, coverage: took }) => ({ golden: played.golden.id, coverage: took })),
  );
  const isWhole = goldens.length === all.length;
  // Of a few goldens nobody expects that they take every way.
  if (isWhole || coverage) console.log(`\n${coverageTable(ways, coverage)}`);
  const differs = results.some(({ played }) => played.differences.length > 0);
  return differs || (isWhole && untaken(ways).length > 0) ? 1 : 0;
}

/** Plays one golden on a cloud of its own; gives the result, printed by `show` when its turn comes. */
async function playOne(golden: Golden, prepared: Prepared, verbose: boolean): Promise<Told> {
  const began = performance.now();
  const said: string[] = [];
  const stage = await openGoldenStage({
    prepared,
    at: golden.at,
    mail: writesMail(golden),
    log: line => said.push(line),
  });
  try {
    const played = await playGolden(golden, stage);
    const differs = played.differences.length > 0;
    const text = [
      `\n${golden.id}: ${golden.title}`,
      conversation(played),
      ...(played.found ? [timeline(played.found)] : []),
      ...(differs
        ? ['  DIFFERS', differencesOf(played), ...stage.faults().map(fault => `  ! ${fault}`)]
        : []),
      ...(verbose ? said.map(line => `  │ ${line}`) : []),
    ];
    const took = performance.now() - began;
    return { played, took, text: text.join('\n'), coverage: stage.coverage() };
  } finally {
    await stage.close();
  }
}

/** Does the work for each item, some at a time, and prints what came out in the order of the items. */
async function inOrder(
  goldens: Golden[],
  atATime: number,
  work: (golden: Golden) => Promise<Told>,
): Promise<Told[]> {
  const under = new Map<number, Promise<Told>>();
  const results: Told[] = [];
  for (let next = 0, shown = 0; shown < goldens.length; shown += 1) {
    for (; next < goldens.length && next < shown + atATime; next += 1) {
      const started = work(goldens[next]!);
      // Looked at when its turn comes; until then nobody waits for it.
      started.catch(() => undefined);
      under.set(next, started);
    }
    const told = await under.get(shown)!;
    under.delete(shown);
    console.log(told.text);
    results.push(told);
  }
  return results;
}

function isWrongUse(error: unknown): boolean {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
