import type { Case } from '../../layers/core/domain/case.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';
import { WrongUse } from '../release/wrongUse.ts';

/** The case id of a command line. @throws WrongUse */
export function oneCase(positionals: string[]): string {
  const [caseId, ...more] = positionals;
  if (caseId && more.length === 0) return caseId;
  throw new WrongUse(
    `${caseId ? 'give one case id, not several' : 'no case was named'}; augment case list shows those with something left to do`,
  );
}

/** @throws WrongUse when there is none */
export async function demandCase(caseId: string, store: Pick<CaseStore, 'get'>): Promise<Case> {
  const current = await store.get(caseId);
  if (!current) throw new WrongUse(`there is no case ${caseId}; ids are like the C-… of logs and mails`);
  return current;
}

/** `--epoch N`: the case must still be as the operator saw it. @throws WrongUse */
export function demandEpoch(current: Case, epoch: string | boolean | undefined): void {
  if (epoch === undefined || String(current.epoch) === epoch) return;
  throw new WrongUse(
    `case ${current.caseId} has moved on: epoch ${current.epoch} (${current.state}), not ${epoch}. Look at it again: augment case show ${current.caseId}`,
  );
}

/** Why a change was refused, for the operator. */
export function movedOn(caseId: string, current: Case | undefined, now: Date): WrongUse {
  if (!current) return new WrongUse(`case ${caseId} is gone`);
  if (current.speakingUntil && current.speakingUntil > now.toISOString())
    return new WrongUse(
      `words to the customer of ${caseId} are on their way; nothing was changed. Try again in half a minute`,
    );
  return new WrongUse(
    `case ${caseId} has moved on meanwhile (${current.state}, epoch ${current.epoch}); nothing was changed. Look at it again: augment case show ${caseId}`,
  );
}
