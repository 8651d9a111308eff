import { askedAt } from '../../layers/core/domain/askedPeople.ts';
import { askClientTeam, type AskClientTeamDependencies } from '../../layers/core/speaking/askClientTeam.ts';
import { wakeWorkflow } from '../../layers/core/speaking/wakeWorkflow.ts';
import type { Workflows } from '../../layers/core/workflows/workflows.ts';

export interface HandOffCaseInput {
  caseId: string;
  taskToken: string;
  /** Reminders sent so far; the first mail is sent only at 0, `remind-client` sends the others. */
  reminded: number;
}

/** Asks the client's team and keeps the workflow's token. When the team was quicker, the workflow goes on at once. */
export async function handOffCase(
  { caseId, taskToken, reminded }: HandOffCaseInput,
  deps: AskClientTeamDependencies & { workflows: Workflows },
): Promise<void> {
  const noted = await deps.store.note(caseId, { waiting: { for: 'client', token: taskToken } });
  if (!noted.ok) throw new Error(`case ${caseId} does not exist`);
  if ((await wakeWorkflow(noted.case, deps.workflows)) !== 'waits') return;
  if (reminded === 0) await askClientTeam(noted.case, askedAt(deps.config.clientTeam, 0)!, 0, deps);
}
