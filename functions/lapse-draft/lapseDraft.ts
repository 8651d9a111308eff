import { houseLinesIn } from '../../layers/core/answer/houseLines.ts';
import type { Owner } from '../../layers/core/domain/case.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { agentDeadline, secondsUntil } from '../../layers/core/domain/deadlines.ts';
import { replyLanguage } from '../../layers/core/domain/replyLanguage.ts';
import { tellCustomer, type TellCustomerDependencies } from '../../layers/core/speaking/tellCustomer.ts';

export interface LapseDraftDependencies extends TellCustomerDependencies {
  config: ClientConfig;
}

/** Nobody approved the draft in time: the case goes the normal way to a person. Safe to repeat. */
export async function lapseDraft(
  { caseId }: { caseId: string },
  deps: LapseDraftDependencies,
): Promise<{ owner: Owner; agentSeconds: number }> {
  const { store, config, now } = deps;
  const current = await store.get(caseId);
  if (!current) throw new Error(`case ${caseId} does not exist`);
  const lapsed =
    current.state === 'waiting-for-approval'
      ? await store.transition(
          'lapse',
          current,
          'system',
          { dueAt: agentDeadline(config, current, now()), offeredAs: 'task' },
          { why: 'nobody approved the draft in time' },
        )
      : ({ ok: false, current } as const);
  const after = lapsed.ok ? lapsed.case : (lapsed.current ?? current);
  // Somebody who waits in an open chat hears that it takes longer; a mail would only say that there is no answer yet.
  if (after.state === 'waiting-for-agent' && after.draft && after.channel === 'chat' && after.contactOpen)
    await tellCustomer(
      {
        case: after,
        by: 'house',
        name: config.name,
        text: houseLinesIn(replyLanguage(config, after.language)).draftTakesLonger,
        key: `lapsed-${caseId}-${after.epoch}`,
      },
      deps,
    );
  return { owner: after.owner, agentSeconds: secondsUntil(after.dueAt, now()) };
}
