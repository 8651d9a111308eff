import { join } from 'node:path';
import { readGoldens } from '../../cli/golden/readGoldens.ts';
import { inLanes } from '../../cli/verify/inLanes.ts';
import { inTurns } from '../../cli/verify/inTurns.ts';
import { functionNames } from '../../cli/verify/faults/calls.ts';
import { cellsOf } from '../../cli/verify/faults/cells.ts';
import type { Kind } from '../../cli/verify/faults/kinds.ts';
import { playCell, playUndisturbed } from '../../cli/verify/faults/playCell.ts';
import { prepareDemo, ROOT } from '../e2e/demoCloud.ts';

/** One or two for each way in which something was lost before, and for each fault; `npm run verify:faults` tries them all. */
const SAMPLE: [call: string, kind: Kind][] = [
  ['open-case/dynamodb:PutItem', 'killed-before'],
  ['record-turn/dynamodb:PutItem', 'denied'],
  ['record-turn/s3:ListObjectsV2', 'killed-after'],
  ['record-message/dynamodb:PutItem', 'throttled'],
  ['sns/lambda:Invoke/record-message', 'duplicate'],
  ['lexv2/lambda:Invoke/take-turn', 'timeout-after'],
  ['lexv2/lambda:Invoke/take-turn', 'denied'],
  ['events/lambda:Invoke/follow-contact', 'out-of-order'],
  ['apigateway/lambda:Invoke/start-chat', 'duplicate'],
  ['turn/states:StartExecution', 'server-error'],
  ['take-turn/states:StartSyncExecution', 'malformed'],
  ['work-case/states:SendTaskSuccess', 'timeout-after'],
  ['escalation/lambda:Invoke/offer-case', 'timeout-before'],
];

test('whatever fails once, nothing is lost, nothing happens twice and nobody is left alone', async () => {
  const prepared = await prepareDemo();
  const nameOf = functionNames(ROOT);
  const there = readGoldens(join(ROOT, 'clients', 'demo', 'goldens'));
  const goldens = ['faq-return-period', 'agent-resolves'].map(id => there.find(each => each.id === id)!);
  const undisturbed = await inTurns(goldens, golden => playUndisturbed(prepared, nameOf, golden));
  const every = cellsOf(undisturbed, { seed: 1 });
  const cells = SAMPLE.map(([call, kind]) => {
    const cell = every.find(each => each.call === call && each.kind === kind);
    if (!cell) throw new Error(`no golden makes the call ${call}, or ${kind} can't happen to it`);
    return cell;
  });
  const results = await inLanes(cells, (cell, lane) => playCell(prepared, nameOf, cell, lane));
  expect(results.map(({ cell: { call, kind }, hit, broken }) => ({ call, kind, hit, broken }))).toEqual(
    cells.map(({ call, kind }) => ({ call, kind, hit: true, broken: [] })),
  );
}, 240_000);
