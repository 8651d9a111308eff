import { askedAt } from '../../layers/core/domain/askedPeople.ts';
import { clientDeadline, secondsUntil } from '../../layers/core/domain/deadlines.ts';
import { askClientTeam, type AskClientTeamDependencies } from '../../layers/core/speaking/askClientTeam.ts';

export interface RemindClientInput {
  caseId: string;
  /** 1 for the first reminder. */
  reminded: number;
}

/** The first reminder goes to the same person, the next ones to the other contacts in turn and to the manager. */
export async function remindClient(
  { caseId, reminded }: RemindClientInput,
  deps: AskClientTeamDependencies & { now: () => Date },
): Promise<{ again: boolean; clientSeconds: number }> {
  const { store, config, now } = deps;
  const current = await store.get(caseId);
  if (!current) throw new Error(`case ${caseId} does not exist`);
  const dueAt = clientDeadline(config, current, now());
  const clientSeconds = secondsUntil(dueAt, now());
  if (current.state !== 'with-client' || current.answer) return { again: true, clientSeconds };
  const asked = askedAt(config.clientTeam, reminded);
  if (!asked) return { again: false, clientSeconds };
  const changed = await store.change(current, { dueAt });
  await askClientTeam(changed.ok ? changed.case : current, asked, reminded, deps);
  return { again: true, clientSeconds };
}
