import { writesMail, type Golden } from '../../golden/golden.ts';
import { openGoldenStage, type GoldenStage, type Prepared } from '../../golden/cloudStage.ts';
import type { Lane } from '../../golden/lane.ts';
import { playGolden } from '../../golden/playGolden.ts';
import type { NameOf } from './calls.ts';
import { gatherCases, gatherEvidence, type Evidence } from './evidence.ts';
import { injectFault, type Fault } from './injectFault.ts';
import { brokenInvariants, lacksRunningWorkflow } from './invariants.ts';
import { persistent, type Watched } from './persistentStage.ts';
import { recordCalls, type CallsMade } from './recordCalls.ts';

const MINUTE = 60_000;
/** After the last step: as long as it takes the sweeper to find what was lost, twice over. */
const AFTERWARDS_MS = 75 * MINUTE;
/** What is down stays so for three runs of the sweeper after the last step. */
const OUTAGE_MS = 15 * MINUTE;

export interface Undisturbed {
  golden: Golden;
  made: Map<string, CallsMade>;
  evidence: Evidence;
  /** What came out differently as it is, or breaks an invariant: faults in it would show nothing. */
  wrong: string[];
}
export interface Cell extends Fault {
  played: Undisturbed;
}
export interface Result {
  cell: Cell;
  /** The call was made that often, so that the fault happened. */
  hit: boolean;
  /** Invariants that don't hold. */
  broken: string[];
  /** It came out as the golden says, as if nothing had happened. */
  same: boolean;
  /** What the sweeper did to cases, and to how many. */
  swept: Record<string, number>;
  /** What functions logged, for who looks into it. */
  logged: string[];
  /** What happened, for the same. */
  lines: string[];
}

/**
 * Plays a golden without a fault and gives the calls that were made, and what was left in the end. What a warm function of the lane
 * doesn't call again, an earlier golden of the lane has called.
 */
export async function playUndisturbed(
  prepared: Prepared,
  nameOf: NameOf,
  golden: Golden,
  lane?: Lane,
): Promise<Undisturbed> {
  const stage = await open(prepared, golden, lane);
  try {
    const made = recordCalls(stage.cloud, nameOf);
    const watched: Watched = { said: [], chats: [] };
    const { differences } = await playGolden(golden, persistent(stage, watched), { goOn: true });
    await stage.clock.advance(AFTERWARDS_MS);
    const evidence = await gatherEvidence(stage.cloud, stage, watched);
    const wrong = [
      ...differences.map(({ step, expected, seen }) => `step ${step}, ${expected}: ${seen.join('; ')}`),
      ...brokenInvariants(evidence, evidence, { mayMailTwice: false }),
    ];
    return { golden, made, evidence, wrong };
  } finally {
    await stage.close();
  }
}

/** Plays a golden with one fault, and holds what is left against the invariants. */
export async function playCell(prepared: Prepared, nameOf: NameOf, cell: Cell, lane?: Lane): Promise<Result> {
  const { golden, evidence: undisturbed } = cell.played;
  const isCaller = (logicalId: string) => nameOf(logicalId) === cell.call.split('/')[0];
  // Who makes the call begins anew: what it reads once is a call like any other, and so it was recorded.
  await lane?.forget(isCaller);
  const stage = await open(prepared, golden, lane);
  try {
    const injected = injectFault(stage.cloud, nameOf, cell);
    const watched: Watched = { said: [], chats: [] };
    const { differences, lines } = await playGolden(golden, persistent(stage, watched), { goOn: true });
    // What only happens once the golden is over, as the sweeper's calls do, fails then.
    if (cell.kind === 'down') await stage.clock.advance(OUTAGE_MS);
    else if (!injected.hit()) await stage.clock.advance(AFTERWARDS_MS);
    await injected.release();
    await stage.idle();
    await stage.clock.advance(AFTERWARDS_MS);
    const evidence = await afterRepair(stage, await gatherEvidence(stage.cloud, stage, watched));
    return {
      cell,
      hit: injected.hit(),
      broken: brokenInvariants(evidence, undisturbed, { mayMailTwice: injected.hitAfterSending() }),
      same: differences.length === 0,
      swept: sweptIn(stage.logged()),
      logged: stage.faults(),
      lines: lines.map(({ who, text }) => `${who}: ${text}`),
    };
  } finally {
    await stage.close();
    // What the fault has left in its memory is nothing for the next cell.
    await lane?.forget(isCaller);
  }
}

/** A workflow that died is started anew when its case is due, which may be long after: that is waited for where one did. */
async function afterRepair(stage: GoldenStage, evidence: Evidence): Promise<Evidence> {
  const dueAt = evidence.cases
    .filter(lacksRunningWorkflow)
    .map(({ case: { dueAt } }) => Date.parse(dueAt ?? ''));
  const last = Math.max(...dueAt, 0);
  if (!(last > evidence.now)) return evidence;
  await stage.clock.advance(last - evidence.now + OUTAGE_MS);
  return { ...evidence, cases: await gatherCases(stage.cloud), now: stage.clock.now() };
}

/** By what the sweeper logs at each of its runs. */
function sweptIn(logged: string[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const line of logged.filter(each => each.includes('"CASES_SWEPT"')))
    for (const [what, count] of Object.entries((JSON.parse(line) as { swept: Record<string, number> }).swept))
      if (what !== 'left' && count > 0) sum[what] = (sum[what] ?? 0) + count;
  return sum;
}

const open = (prepared: Prepared, golden: Golden, lane?: Lane): Promise<GoldenStage> =>
  openGoldenStage({
    prepared,
    at: golden.at,
    mail: writesMail(golden),
    ...(lane && { lane }),
    log: () => {},
  });
