import { houseLinesIn, type HouseLines } from '../../layers/core/answer/houseLines.ts';
import type { Calls, Waiting } from '../../layers/core/connect/calls.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';

const MINUTE = 60;
/** Estimates beyond this are no help, and seldom right. */
const LONGEST_ESTIMATE = 60 * MINUTE;

/** Where a caller stands in the queue, as far as Connect can tell. */
export async function waitingLine(
  contactId: string,
  lines: HouseLines,
  { calls }: { calls: Pick<Calls, 'waiting'> },
): Promise<string> {
  return lineOf(await calls.waiting(contactId), lines);
}

export function lineOf({ position, seconds }: Waiting, lines: HouseLines = houseLinesIn('en')): string {
  const where =
    position === undefined || position < 1
      ? lines.stillQueued
      : position === 1
        ? lines.nextInQueue
        : lines.placeInQueue(position);
  if (seconds === undefined || seconds <= 0 || seconds > LONGEST_ESTIMATE) return where;
  return `${where} ${lines.waitInQueue(Math.ceil(seconds / MINUTE))}`;
}

/** The caller will be called back and hangs up: that is no giving up. */
export async function noteCallBack(current: Case, { store }: { store: CaseStore }): Promise<void> {
  const noted = await store.note(current.caseId, { callBack: 'queued' });
  if (noted.ok) await store.event(noted.case, 'call-back-queued', 'customer');
}
