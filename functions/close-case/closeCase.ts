import { surveyDeadline } from '../../layers/core/domain/deadlines.ts';
import type { Bus } from '../../layers/core/events/bus.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';

export interface CloseCaseDependencies {
  store: CaseStore;
  bus: Bus;
  now: () => Date;
}

/** Closes the case when the client's answer is with the customer, and tells the bus. Safe to repeat. */
export async function closeCase(
  { caseId }: { caseId: string },
  { store, bus, now }: CloseCaseDependencies,
): Promise<void> {
  const current = await store.get(caseId);
  if (!current) throw new Error(`case ${caseId} does not exist`);
  const closed =
    current.state === 'with-client' && current.answer?.kind === 'answer'
      ? await store.transition(
          'resolve',
          current,
          'client',
          {
            closedAs: 'answered-by-client-team',
            closedAt: now().toISOString(),
            dueAt: surveyDeadline(now()),
          },
          { closedAs: 'answered-by-client-team' },
        )
      : ({ ok: true, case: current } as const);
  const after = closed.ok ? closed.case : closed.current;
  if (after?.state !== 'closed') return;
  await bus.caseClosed({ caseId, epoch: after.epoch, closedAs: after.closedAs! });
}
