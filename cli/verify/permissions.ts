import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writesMail } from '../golden/golden.ts';
import { openGoldenStage, prepare } from '../golden/cloudStage.ts';
import { playGolden } from '../golden/playGolden.ts';
import { readGoldens } from '../golden/readGoldens.ts';
import { inTurns } from './inTurns.ts';
import { reachesAcross } from './otherClient.ts';
import { isExplained } from './wideGrants.ts';
import { prepareAssembly } from '../../local/prepare.ts';
import { readAssembly, type StackTemplate } from '../../local/template/assembly.ts';
import { judgeGrants, readExcuses, sumGrants } from './grants.ts';

const HELP = `npm run verify:permissions -- [--client NAME] [--all]

Plays every golden of the client and holds the roles of its stacks against the calls that were made: no call was denied, and
everything a role may do was needed at least once or stands in cli/verify/notNeededHere.yaml with the reason. Then holds the roles of
each client against the resources of every other: none gets at them.

  --client NAME   whose goldens (demo)
  --all           also list what was needed
  --help          this text`;

const root = join(import.meta.dirname, '..', '..');
const { values } = parseArgs({
  options: {
    client: { type: 'string', default: 'demo' },
    all: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) console.log(HELP);
else process.exitCode = await run(values.client, values.all);

async function run(client: string, all: boolean): Promise<number> {
  const goldens = readGoldens(join(root, 'clients', client, 'goldens'));
  const prepared = await prepare({ root, client, log: line => console.error(line) });
  const denied = new Set<string>();
  const played = await inTurns(goldens, async golden => {
    const stage = await openGoldenStage({ prepared, at: golden.at, mail: writesMail(golden), log: () => {} });
    try {
      const { differences } = await playGolden(golden, stage);
      if (differences.length > 0) console.log(`${golden.id}: came out differently; see npm run demo`);
      for (const fault of stage.faults()) if (fault.startsWith('denied:')) denied.add(fault);
      return stage.grants();
    } finally {
      await stage.close();
    }
  });

  const grants = sumGrants(played.flat());
  const { needed, excused, unexplained, stale } = judgeGrants(
    grants,
    readExcuses(join(import.meta.dirname, 'notNeededHere.yaml')),
  );
  if (all) for (const { role, action } of needed) console.log(`needed: ${role} ${action}`);
  for (const one of denied) console.log(one);
  for (const { role, action, resources } of unexplained)
    console.log(`never needed: ${role} may ${action} on ${resources.join(', ')}`);
  for (const { role, action } of stale)
    console.log(`needed after all, or granted no more: ${role} ${action}; take it out of notNeededHere.yaml`);
  console.log(
    `${goldens.length} goldens, ${grants.length} grants: ${needed.length} needed, ${excused.length} not needed here for a reason, ${unexplained.length} never needed; ${denied.size} calls denied`,
  );
  const across = await reachOthers();
  return denied.size + unexplained.length + stale.length + across > 0 ? 1 : 0;
}

/** How many statements of one client reach a resource of another. */
async function reachOthers(): Promise<number> {
  const names = readdirSync(join(root, 'clients'), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name);
  const stacks = new Map<string, StackTemplate[]>();
  for (const name of names) {
    const directory = await prepareAssembly({ root, client: name, log: line => console.error(line) });
    stacks.set(name, readAssembly(directory).stacks);
  }
  let across = 0;
  let pairs = 0;
  for (const [ours, mine] of stacks)
    for (const [theirs, others] of stacks) {
      if (ours === theirs) continue;
      pairs++;
      for (const { policy, action, pattern, reached } of await reachesAcross(mine, others)) {
        if (isExplained(policy, action, pattern)) continue;
        across++;
        console.log(`across: ${policy} of ${ours} may ${action} on ${reached} of ${theirs}, by ${pattern}`);
      }
    }
  console.log(`${names.length} clients, ${pairs} pairs: ${across} resources of another client reached`);
  return across;
}
