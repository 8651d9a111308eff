import type { Contacts } from '../../layers/core/connect/contacts.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import { surveyDeadline } from '../../layers/core/domain/deadlines.ts';
import type { Bus } from '../../layers/core/events/bus.ts';
import { withdrawCallBack, withdrawTask } from '../../layers/core/speaking/withdrawTask.ts';
import type { CaseStore, Changed } from '../../layers/core/store/caseStore.ts';

export interface CloseCaseDependencies {
  store: CaseStore;
  contacts: Pick<Contacts, 'withdraw'>;
  bus: Bus;
  now: () => Date;
}

/**
 * Closes the case when the client's answer, or that its team took over, is with the customer, and tells the bus. Whoever ended
 * a case that waited for an agent, no agent is rung for it any more. Safe to repeat.
 */
export async function closeCase(
  { caseId }: { caseId: string },
  { store, contacts, bus, now }: CloseCaseDependencies,
): Promise<void> {
  const current = await store.get(caseId);
  if (!current) throw new Error(`case ${caseId} does not exist`);
  const closed = await close(current, store, now());
  const after = closed.ok ? closed.case : closed.current;
  if (after?.state !== 'closed' && after?.state !== 'taken-over') return;
  await bus.caseClosed({ caseId, epoch: after.epoch, closedAs: after.closedAs! });
  await withdrawTask(after, { store, contacts });
  await withdrawCallBack(after, { store, contacts });
}

/** The hand-over ends with its answer; any other case is closed already. */
function close(current: Case, store: CaseStore, at: Date): Changed | Promise<Changed> {
  if (current.state !== 'with-client') return { ok: true, case: current };
  const closedAt = at.toISOString();
  switch (current.answer?.kind) {
    case 'answer': {
      const closedAs = 'answered-by-client-team';
      const changes = { closedAs, closedAt, dueAt: surveyDeadline(at) } as const;
      return store.transition('resolve', current, 'client', changes, { closedAs });
    }
    case 'take-over': {
      // Nothing is left to do on our side, and how it ends is not ours to ask.
      const closedAs = 'taken-over-by-client-team';
      const changes = { closedAs, closedAt, dueAt: undefined } as const;
      return store.transition('take-over', current, 'client', changes, { closedAs });
    }
    default:
      return { ok: true, case: current };
  }
}
