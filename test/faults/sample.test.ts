import { join } from 'node:path';
import { readGoldens } from '../../cli/golden/readGoldens.ts';
import { openLanes } from '../../cli/verify/lanes.ts';
import { functionNames } from '../../cli/verify/faults/calls.ts';
import { cellsOf } from '../../cli/verify/faults/cells.ts';
import type { Kind } from '../../cli/verify/faults/kinds.ts';
import { playCell, playUndisturbed } from '../../cli/verify/faults/playCell.ts';
import { prepareDemo, ROOT } from '../e2e/prepareDemo.ts';

/** Where something was lost before; `npm run verify:faults` tries them all. */
const SAMPLE: [call: string, kind: Kind][] = [
  ['open-case/dynamodb:PutItem', 'killed-before'],
  ['sns/lambda:Invoke/record-message', 'duplicate'],
  ['lexv2/lambda:Invoke/take-turn', 'denied'],
  ['events/lambda:Invoke/follow-contact', 'out-of-order'],
  ['turn/states:StartExecution', 'down'],
  ['take-turn/states:StartSyncExecution', 'malformed'],
  ['work-case/states:SendTaskSuccess', 'timeout-after'],
];
/** In the first a case waits on, in the second it is seen to. */
const GOLDENS = ['asks-for-person', 'agent-resolves'];

test('whatever fails, nothing is lost, nothing happens twice and nobody is left alone', async () => {
  const prepared = await prepareDemo();
  const nameOf = functionNames(ROOT);
  const there = readGoldens(join(ROOT, 'clients', 'demo', 'goldens'));
  const goldens = GOLDENS.map(id => there.find(each => each.id === id)!);
  const lanes = openLanes();
  try {
    const undisturbed = await lanes.each(goldens, (each, lane) =>
      playUndisturbed(prepared, nameOf, each, lane),
    );
    expect(undisturbed.flatMap(({ wrong }) => wrong)).toEqual([]);
    const every = cellsOf(undisturbed, { seed: 1 });
    const cells = SAMPLE.map(([call, kind]) => {
      const cell = every.find(each => each.call === call && each.kind === kind);
      if (!cell) throw new Error(`no golden makes the call ${call}, or ${kind} can't happen to it`);
      return cell;
    });
    const results = await lanes.each(cells, (cell, lane) => playCell(prepared, nameOf, cell, lane));
    expect(results.map(({ cell: { call, kind }, hit, broken }) => ({ call, kind, hit, broken }))).toEqual(
      cells.map(({ call, kind }) => ({ call, kind, hit: true, broken: [] })),
    );
    // The case whose workflow could not be started gets one once the service is back.
    expect(results.find(({ cell }) => cell.kind === 'down')!.swept).toMatchObject({
      restarted: expect.any(Number),
    });
  } finally {
    await lanes.close();
  }
}, 240_000);
