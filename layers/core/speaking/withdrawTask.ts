import type { Contacts } from '../connect/contacts.ts';
import type { Case } from '../domain/case.ts';
import type { CaseStore } from '../store/caseStore.ts';

/**
 * Takes the case's task out of the queue once somebody has the case another way, e.g. from the list: it would ring at an
 * agent for nothing. A task that an agent has accepted is theirs to end.
 */
export async function withdrawTask(
  { caseId, task }: Pick<Case, 'caseId' | 'task'>,
  { store, contacts }: { store: Pick<CaseStore, 'note'>; contacts: Pick<Contacts, 'withdraw'> },
): Promise<void> {
  if (!task) return;
  await contacts.withdraw(task);
  // A newer task may be there already.
  await store.note(caseId, { task: undefined }, { equals: { task } });
}
