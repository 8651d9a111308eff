import type { Contacts } from '../../layers/core/connect/contacts.ts';
import { secondsUntil } from '../../layers/core/domain/deadlines.ts';
import type { Notifier } from '../../layers/core/events/bus.ts';
import { waitingContact } from '../../layers/core/speaking/rankInQueue.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';

/** After a missed deadline the case is looked at again after this, twice as long each time, a day at most. */
const FIRST_SECONDS = 15 * 60;
const LONGEST_SECONDS = 24 * 3600;

export interface RaiseCaseDependencies {
  store: CaseStore;
  contacts: Contacts;
  operations: Notifier;
  /** Counts the missed deadline for the alarm. */
  missed: () => void;
  now: () => Date;
}

/** The agents' deadline passed: the case goes first in the queue and the provider's operations are told. */
export async function raiseCase(
  { caseId, times }: { caseId: string; times: number },
  { store, contacts, operations, missed, now }: RaiseCaseDependencies,
): Promise<{ agentSeconds: number }> {
  const agentSeconds = Math.min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** (times - 1));
  const current = await store.get(caseId);
  if (!current) throw new Error(`case ${caseId} does not exist`);
  if (current.owner !== 'provider') return { agentSeconds };
  // An agent took it meanwhile and has a deadline of their own.
  if (current.dueAt && Date.parse(current.dueAt) > now().getTime()) {
    return { agentSeconds: secondsUntil(current.dueAt, now()) };
  }

  const dueAt = new Date(now().getTime() + agentSeconds * 1000).toISOString();
  await store.change(current, { priority: 1, dueAt });
  const contact = await waitingContact(current, store);
  if (contact) await contacts.setPriority(contact, 1);
  await store.once(`raise-${caseId}-${current.epoch}-${times}`, async () => {
    missed();
    await operations.notify(
      `Case ${caseId} missed its deadline`,
      `Case ${caseId} (${current.urgency}, ${current.state}) has missed the agents' deadline ${times} time(s). ${current.reason?.text ?? ''}`,
    );
    await store.event(current, 'deadline-missed', 'system', { key: String(times), detail: { times } });
  });
  return { agentSeconds };
}
