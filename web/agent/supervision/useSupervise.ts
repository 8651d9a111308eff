import { useNotices } from '../shell/notices.tsx';
import { useWorkspace } from '../shell/workspace.ts';
import type { SupervisedCase } from '../../../layers/core/api/supervision.ts';

export interface Supervise {
  /** Managers look on; only supervisors move cases. */
  may: boolean;
  prioritise(theCase: SupervisedCase, priority: number): void;
  assign(theCase: SupervisedCase, agent: { id: string; name: string }): void;
}

export function useSupervise(onChanged: () => void): Supervise {
  const { api, me } = useWorkspace();
  const notices = useNotices();
  const attempt = (job: Promise<unknown>, done: string) =>
    void job
      .then(
        () => notices.good(done),
        (error: Error) => notices.problem(error.message),
      )
      .finally(onChanged);
  return {
    may: me.roles.includes('supervisors'),
    prioritise: ({ caseId, epoch }, priority) =>
      attempt(api.work(caseId, 'priority', { epoch, priority }), `Priority ${priority}.`),
    assign: ({ caseId, epoch }, { id, name }) =>
      attempt(api.work(caseId, 'assign', { epoch, agent: id }), `Given to ${name}.`),
  };
}
