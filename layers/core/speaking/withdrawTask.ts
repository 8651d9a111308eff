import type { Contacts } from '../connect/contacts.ts';
import type { Case } from '../domain/case.ts';
import { isWaiting } from '../domain/transitions.ts';
import type { CaseStore } from '../store/caseStore.ts';

export interface WithdrawTaskDependencies {
  store: Pick<CaseStore, 'note'>;
  contacts: Pick<Contacts, 'withdraw'>;
}

/** The case waits for nobody any more, or in another period than the task was made for: it would ring for nothing. */
const isOver = ({ state, epoch, taskEpoch }: Pick<Case, 'state' | 'epoch' | 'taskEpoch'>) =>
  !isWaiting({ state }) || taskEpoch !== epoch;

/**
 * Takes the case's task out of the queue once the wait that it was made for is over, however it ended: somebody has the case
 * another way, it waits elsewhere, it is closed. A task that an agent has accepted is theirs to end. Safe to repeat.
 * @param current the case after what ended the wait
 */
export async function withdrawTask(
  current: Pick<Case, 'caseId' | 'state' | 'epoch' | 'task' | 'taskEpoch'>,
  { store, contacts }: WithdrawTaskDependencies,
): Promise<void> {
  const { caseId, task } = current;
  if (!task || !isOver(current)) return;
  await contacts.withdraw(task);
  // A newer task may be there already.
  await store.note(caseId, { task: undefined, taskEpoch: undefined }, { equals: { task } });
}

/**
 * Takes a call back out of the queue whose case was closed before an agent came to it: the customer would be called for
 * nothing. While the case is with somebody it stays: it is the way to the customer.
 */
export async function withdrawCallBack(
  {
    caseId,
    state,
    callBack,
    callBackContact,
  }: Pick<Case, 'caseId' | 'state' | 'callBack' | 'callBackContact'>,
  { store, contacts }: WithdrawTaskDependencies,
): Promise<void> {
  if (state !== 'closed' || callBack !== 'queued' || !callBackContact) return;
  await contacts.withdraw(callBackContact);
  await store.note(
    caseId,
    { callBack: undefined, callBackContact: undefined },
    { equals: { callBackContact } },
  );
}
