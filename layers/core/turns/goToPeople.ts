import type { Case } from '../domain/case.ts';
import type { ClientConfig } from '../domain/clientConfig.ts';
import { reason, type ReasonCode } from '../domain/decide.ts';
import type { CaseStore } from '../store/caseStore.ts';

/**
 * The contact goes to people and its case is still with the AI: the turn broke off before it could move the case, or there
 * was no turn. Without this an agent would have the customer and nobody the case. It has no workflow yet, so it is due at
 * once: the sweeper starts one. A turn that is still under way finds a new epoch, and its reply is not spoken.
 */
export async function goToPeople(
  current: Case,
  code: ReasonCode,
  { store, config, now }: { store: CaseStore; config: ClientConfig; now: () => Date },
): Promise<Case> {
  const why = reason(code);
  const { language } = current;
  const skill = config.languages.includes(language) ? undefined : config.skills?.languages[language];
  const moved = await store.transition(
    'escalate',
    current,
    'system',
    {
      reason: why,
      queue: current.queue ?? config.queues[0]!.id,
      ...(skill && { skills: [skill] }),
      offeredAs: 'contact',
      execution: undefined,
      dialog: undefined,
      dueAt: now().toISOString(),
    },
    { reason: why.code, why: why.text },
  );
  return moved.ok ? moved.case : (moved.current ?? current);
}
