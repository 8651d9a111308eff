import type { Case } from '../domain/case.ts';
import type { CaseStore } from '../store/caseStore.ts';
import type { Workflows } from '../workflows/workflows.ts';
import { wakeWorkflow } from './wakeWorkflow.ts';

/** A case that was put back on its way is looked at again after this. */
export const LOOK_AGAIN_MS = 10 * 60_000;

export interface ReviveDependencies {
  store: CaseStore;
  workflows: Workflows;
  escalationArn: string;
  now: () => Date;
}

/**
 * Brings a case that is with people back to its workflow: `woken` if the workflow only missed the news, `left` if it runs and
 * waits, `restarted` if it is gone. Never a second workflow beside a running one.
 */
export async function revive(
  current: Case,
  by: string,
  { store, workflows, escalationArn, now }: ReviveDependencies,
): Promise<'woken' | 'restarted' | 'left'> {
  const woken = await wakeWorkflow(current, workflows);
  await store.change(current, { dueAt: new Date(now().getTime() + LOOK_AGAIN_MS).toISOString() });
  if (woken === 'taken') return 'woken';
  if (current.execution && (await workflows.isRunning(escalationArn, current.execution))) return 'left';
  const name = `${current.caseId}-${current.epoch}-${now().getTime()}`;
  await store.note(current.caseId, { execution: name });
  await workflows.start(escalationArn, name, { caseId: current.caseId, epoch: current.epoch });
  await store.event(current, 'workflow-restarted', by, { key: now().toISOString() });
  return 'restarted';
}
