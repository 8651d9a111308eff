import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ClientFileError } from '../layers/core/release/readClient.ts';
import { openGoldenStage, prepare } from './golden/cloudStage.ts';
import { playGolden } from './golden/playGolden.ts';
import { GoldenFileError, readGoldens } from './golden/readGoldens.ts';
import { conversation, differencesOf, summary, timeline, type Timed } from './golden/report.ts';

const HELP = `npm run demo -- [--client NAME] [--only ID] [--verbose]

Plays the client's goldens (clients/NAME/goldens/*.yaml) headless through the real path: the synthesized stacks on the
local cloud, chats over the participant protocol, agents and the client's team over the HTTP API. Prints each
conversation and its case's timeline, then a table; exits 1 when one differs.

  --client NAME   whose goldens (demo)
  --only ID       one golden, by its id; may be repeated
  --verbose       also what the local cloud has to say while it runs
  --help          this text`;

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
      verbose: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const { client, only, verbose } = values;
  const all = readGoldens(join(root, 'clients', client, 'goldens'));
  const goldens = only.length > 0 ? all.filter(({ id }) => only.includes(id)) : all;
  const unknown = only.filter(id => !all.some(golden => golden.id === id));
  if (unknown.length > 0) {
    console.error(`no golden ${unknown.join(', ')}; there are ${all.map(({ id }) => id).join(', ')}`);
    return 2;
  }
  const prepared = await prepare({ root, client, log: line => console.error(line) });
  const results: Timed[] = [];
  for (const golden of goldens) {
    const began = performance.now();
    const stage = await openGoldenStage({
      prepared,
      at: golden.at,
      log: line => verbose && console.error(`  │ ${line}`),
    });
    try {
      const played = await playGolden(golden, stage);
      results.push({ played, took: performance.now() - began });
      console.log(`\n${golden.id}: ${golden.title}`);
      console.log(conversation(played));
      if (played.found) console.log(timeline(played.found));
      if (played.differences.length > 0) {
        console.log(`  DIFFERS\n${differencesOf(played)}`);
        for (const fault of stage.faults()) console.log(`  ! ${fault}`);
      }
    } finally {
      await stage.close();
    }
  }
  console.log(`\n${summary(results)}`);
  return results.some(({ played }) => played.differences.length > 0) ? 1 : 0;
}

function isWrongUse(error: unknown): boolean {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
