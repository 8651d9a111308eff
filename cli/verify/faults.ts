import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepare } from '../golden/cloudStage.ts';
import { readGoldens } from '../golden/readGoldens.ts';
import { functionNames } from './faults/calls.ts';
import { cellsOf, sampled, shortestFirst } from './faults/cells.ts';
import { KINDS, type Kind } from './faults/kinds.ts';
import { keepResult, keptResults, keyOf } from './faults/keptResults.ts';
import { complaint, matrixOf, sumOf } from './faults/matrix.ts';
import { playCell, playUndisturbed, type Result } from './faults/playCell.ts';
import { openLanes } from './lanes.ts';

const HELP = `npm run verify:faults -- [--only CALL] [--fault KIND] [--sample N] [--seed N] [--golden ID]… [--client NAME] [--kept FILE] [--verbose]

Plays goldens and records every call that a function or workflow makes. Then, for every call and every fault that can happen
to it, plays a golden that makes the call, lets the fault happen once, lets time pass, and looks whether the invariants hold.

  --only CALL     calls whose name has this, e.g. record-turn/dynamodb
  --fault KIND    ${KINDS.join(', ')}
  --sample N      so many cells, drawn by the seed
  --seed N        draws the sample, and at which of the times a call is made the fault happens (1)
  --golden ID     which goldens; may be repeated. All of the client unless told; a call fails in the shortest that makes it
  --client NAME   whose goldens (demo)
  --kept FILE     results stand there, a line each; cells that do already aren't played again, so a run may be broken off
  --verbose       of a broken cell also what happened
  --help          this text`;

const root = join(import.meta.dirname, '..', '..');
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    fault: { type: 'string' },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    golden: { type: 'string', multiple: true },
    client: { type: 'string', default: 'demo' },
    kept: { type: 'string' },
    verbose: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) console.log(HELP);
else process.exitCode = await run(values);

async function run({ client, golden, seed: seedText, sample, only, fault, kept, verbose }: typeof values) {
  if (fault !== undefined && !KINDS.includes(fault as Kind)) return wrong(`no fault ${fault}; see --help`);
  const seed = Number(seedText);
  const many = sample === undefined ? undefined : Number(sample);
  if (!Number.isInteger(seed) || (many !== undefined && !(many > 0)))
    return wrong('--seed and --sample take whole numbers');
  const there = readGoldens(join(root, 'clients', client!, 'goldens'));
  const unknown = golden?.filter(id => !there.some(each => each.id === id)) ?? [];
  if (unknown.length > 0) return wrong(`no golden ${unknown.join(', ')} of ${client}`);
  const goldens = shortestFirst(there.filter(({ id }) => !golden || golden.includes(id)));

  const prepared = await prepare({ root, client: client!, log: line => console.error(line) });
  const nameOf = functionNames(root);
  const known = kept === undefined ? new Map<string, Result>() : keptResults(kept);
  const lanes = openLanes();
  try {
    const undisturbed = await lanes.each(goldens, (each, lane) =>
      playUndisturbed(prepared, nameOf, each, lane),
    );
    const differing = undisturbed.filter(each => each.wrong.length > 0);
    for (const each of differing)
      console.log(`${each.golden.id} is left out, wrong without a fault:\n  ${each.wrong.join('\n  ')}`);
    const every = cellsOf(
      undisturbed.filter(each => !differing.includes(each)),
      { seed, ...(only ? { only } : {}), ...(fault ? { fault: fault as Kind } : {}) },
    );
    const cells = many === undefined ? every : sampled(every, many, seed);
    if (cells.length === 0) return wrong('no such call in these goldens');
    const results = await lanes.each(cells, async (cell, lane) => {
      const result = known.get(keyOf(cell)) ?? (await playCell(prepared, nameOf, cell, lane));
      if (kept !== undefined && !known.has(keyOf(cell))) keepResult(kept, result);
      if (result.broken.length > 0) console.log(complaint(result, seed, verbose!));
      return result;
    });
    console.log(`\n${matrixOf(results)}\n\n${sumOf(results)}`);
    if (cells.length < every.length) console.log(`drawn from ${every.length} cells by seed ${seed}`);
    return differing.length > 0 || results.some(({ broken }) => broken.length > 0) ? 1 : 0;
  } finally {
    await lanes.close();
  }
}

function wrong(why: string): number {
  console.error(why);
  return 2;
}
