import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Grant } from '../../local/iam/grants.ts';
import { RECORD } from '../../local/iam/recordGrants.ts';
import { openGoldenStage, prepare } from '../golden/cloudStage.ts';
import { writesMail } from '../golden/golden.ts';
import { playGolden } from '../golden/playGolden.ts';
import { readGoldens } from '../golden/readGoldens.ts';
import { judgeGrants, markUsed, ofAnyClient, readExcuses, sumGrants } from './grants.ts';
import { openLanes } from './lanes.ts';
import { reachOthers } from './reachOthers.ts';

const HELP = `npm run verify:permissions -- [--no-tests] [--all]

Plays every golden of the example clients, runs the tests that boot a cloud, and holds the roles of the stacks against the calls
that were made: no call was denied, and everything a role may do was needed at least once or stands in
cli/verify/notNeededHere.yaml with the reason. Then holds the roles of each client against the resources of every other: none gets at
them.

  --no-tests   goldens only
  --all        also list what was needed, and what wasn't for a reason
  --help       this text`;

const root = join(import.meta.dirname, '..', '..');
const CLIENTS = ['demo', 'second'];
const TESTS = ['test/e2e', 'test/browser', 'test/faults'];

const { values } = parseArgs({
  options: {
    'no-tests': { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) console.log(HELP);
else process.exitCode = await run();

async function run(): Promise<number> {
  const denied = new Set<string>();
  const played: Grant[] = [];
  let goldens = 0;
  for (const client of CLIENTS) {
    const { grants, count } = await playAll(client, denied);
    played.push(...grants);
    goldens += count;
  }
  const tested = values['no-tests'] ? [] : runTests();
  if (!tested) return 1;
  const grants = markUsed(sumGrants(played.map(ofAnyClient)), tested.map(ofAnyClient));

  const excuses = readExcuses(join(import.meta.dirname, 'notNeededHere.yaml'));
  const { needed, excused, unexplained, stale } = judgeGrants(grants, excuses);
  if (values.all) {
    for (const { role, action } of needed) console.log(`needed: ${role} ${action}`);
    for (const { role, action, resources } of excused)
      console.log(`not needed here: ${role} may ${action} on ${resources.join(', ')}`);
  }
  for (const one of denied) console.log(one);
  for (const { role, action, resources } of unexplained)
    console.log(`never needed: ${role} may ${action} on ${resources.join(', ')}`);
  for (const { role, action, resource = '*' } of stale)
    console.log(
      `needed after all, or granted no more: ${role} ${action} on ${resource}; take it out of notNeededHere.yaml`,
    );
  console.log(
    `${goldens} goldens, ${grants.length} grants: ${needed.length} needed, ${excused.length} not needed here for a reason, ${unexplained.length} never needed; ${denied.size} calls denied`,
  );
  const across = await reachOthers(root);
  return denied.size + unexplained.length + stale.length + across > 0 ? 1 : 0;
}

async function playAll(client: string, denied: Set<string>): Promise<{ grants: Grant[]; count: number }> {
  const goldens = readGoldens(join(root, 'clients', client, 'goldens'));
  const prepared = await prepare({ root, client, log: line => console.error(line) });
  const lanes = openLanes();
  // What a warm function doesn't ask for again, it has asked for in an earlier golden: all of them are summed.
  const played = await lanes.each(goldens, async (golden, lane) => {
    const stage = await openGoldenStage({
      prepared,
      lane,
      ...(golden.at ? { at: golden.at } : {}),
      mail: writesMail(golden),
      log: () => {},
    });
    try {
      const { differences } = await playGolden(golden, stage);
      if (differences.length > 0) console.log(`${golden.id}: came out differently; see npm run demo`);
      for (const fault of stage.faults()) if (fault.startsWith('denied:')) denied.add(fault);
      return stage.grants();
    } finally {
      await stage.close();
    }
  });
  await lanes.close();
  return { grants: played.flat(), count: goldens.length };
}

/** What their clouds' roles needed; undefined when one failed. */
function runTests(): Grant[] | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'grants-'));
  const file = join(folder, 'grants.jsonl');
  try {
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(root, 'cli', 'run.mjs'), 'test', '--silent', ...TESTS],
      { cwd: root, encoding: 'utf8', env: { ...process.env, [RECORD]: file } },
    );
    if (status !== 0) {
      console.log(`the tests failed:\n${stderr.slice(-3000)}`);
      return undefined;
    }
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .flatMap(line => JSON.parse(line) as Grant[]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
