import type { Case, Reply } from '../../layers/core/domain/case.ts';
import { tellCustomer } from '../../layers/core/speaking/tellCustomer.ts';
import type { Agent, WorkCaseDependencies, Worked } from './worked.ts';

/** Says the agent's words, as long as the case is still theirs when they are said. */
export async function reply(
  current: Case,
  { key, text, about }: { key: string; text: string; about?: Pick<Reply, 'citations' | 'draft'> },
  agent: Agent,
  deps: WorkCaseDependencies,
): Promise<Worked> {
  const told = await tellCustomer(
    {
      case: current,
      by: 'agent',
      name: agent.name,
      text,
      key: `${current.caseId}-${key}`,
      ...(about && { about }),
    },
    deps,
  );
  if (!told.ok)
    return told.current
      ? { ok: false, why: 'stale', current: told.current }
      : { ok: false, why: 'no-such-case' };
  if (told.via === 'nowhere') return { ok: false, why: 'unreachable', current };
  return { ok: true, case: (await deps.store.get(current.caseId))! };
}
