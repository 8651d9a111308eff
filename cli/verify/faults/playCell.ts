import { writesMail, type Golden } from '../../golden/golden.ts';
import { openGoldenStage, type GoldenStage, type Prepared } from '../../golden/cloudStage.ts';
import type { Lane } from '../../golden/lane.ts';
import { playGolden } from '../../golden/playGolden.ts';
import type { NameOf } from './calls.ts';
import { gatherEvidence, type Evidence } from './evidence.ts';
import { injectFault, type Fault } from './injectFault.ts';
import { brokenInvariants } from './invariants.ts';
import { persistent, type Watched } from './persistentStage.ts';
import { recordCalls, type CallsMade } from './recordCalls.ts';

/** After the last step: as long as it takes the sweeper to find what was lost, twice over. */
const AFTERWARDS_MS = 75 * 60_000;

export interface Undisturbed {
  golden: Golden;
  made: Map<string, CallsMade>;
  evidence: Evidence;
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
  /** What functions logged, for who looks into it. */
  logged: string[];
  /** What happened, for the same. */
  lines: string[];
}

/** Plays a golden without a fault and gives the calls that were made, and what was left in the end. */
export async function playUndisturbed(
  prepared: Prepared,
  nameOf: NameOf,
  golden: Golden,
): Promise<Undisturbed> {
  const stage = await open(prepared, golden);
  try {
    const made = recordCalls(stage.cloud, nameOf);
    const watched: Watched = { said: [], chats: [] };
    await playGolden(golden, persistent(stage, watched), { goOn: true });
    await stage.clock.advance(AFTERWARDS_MS);
    return { golden, made, evidence: await gatherEvidence(stage.cloud, stage, watched) };
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
    await injected.release();
    await stage.idle();
    await stage.clock.advance(AFTERWARDS_MS);
    const evidence = await gatherEvidence(stage.cloud, stage, watched);
    return {
      cell,
      hit: injected.hit(),
      broken: brokenInvariants(evidence, undisturbed, { mayMailTwice: injected.hitAfterSending() }),
      same: differences.length === 0,
      logged: stage.faults(),
      lines: lines.map(({ who, text }) => `${who}: ${text}`),
    };
  } finally {
    await stage.close();
    // What the fault has left in its memory is nothing for the next cell.
    await lane?.forget(isCaller);
  }
}

const open = (prepared: Prepared, golden: Golden, lane?: Lane): Promise<GoldenStage> =>
  openGoldenStage({
    prepared,
    at: golden.at,
    mail: writesMail(golden),
    ...(lane && { lane }),
    log: () => {},
  });
