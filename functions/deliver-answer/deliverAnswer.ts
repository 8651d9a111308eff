import { tellCustomer, type TellCustomerDependencies } from '../../layers/core/speaking/tellCustomer.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';

export interface DeliverAnswerDependencies extends TellCustomerDependencies {
  config: Pick<ClientConfig, 'name' | 'brand' | 'clientTeam'>;
}

/** The client's words to the customer. `delivered: false` when there is no way to reach them. */
export async function deliverAnswer(
  { caseId }: { caseId: string },
  deps: DeliverAnswerDependencies,
): Promise<{ delivered: boolean }> {
  const current = await deps.store.get(caseId);
  if (!current) throw new Error(`case ${caseId} does not exist`);
  if (current.answer?.kind !== 'answer') return { delivered: current.state === 'closed' };
  const told = await tellCustomer(
    {
      case: current,
      by: 'client',
      name: deps.config.clientTeam.name,
      text: current.answer.text,
      key: `answer-${caseId}-${current.epoch}`,
    },
    deps,
  );
  return { delivered: told.ok ? told.via !== 'nowhere' : told.current?.state === 'closed' };
}
