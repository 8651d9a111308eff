import type { Contacts } from '../../layers/core/connect/contacts.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { clientDeadline, secondsUntil } from '../../layers/core/domain/deadlines.ts';
import { isWaiting } from '../../layers/core/domain/transitions.ts';
import type { Mailer } from '../../layers/core/mail/mailer.ts';
import { offerAsMailOrTask } from '../../layers/core/speaking/offerAsTask.ts';
import { tellOnCall } from '../../layers/core/speaking/tellOnCall.ts';
import { wakeWorkflow } from '../../layers/core/speaking/wakeWorkflow.ts';
import { withdrawTask } from '../../layers/core/speaking/withdrawTask.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';
import type { Workflows } from '../../layers/core/workflows/workflows.ts';

export interface OfferCaseDependencies {
  store: CaseStore;
  contacts: Contacts;
  workflows: Workflows;
  config: ClientConfig;
  mailer: () => Promise<Mailer>;
  now: () => Date;
}

export interface OfferCaseInput {
  caseId: string;
  taskToken: string;
  /** `approval`: an agent is to look at the AI's draft; else, unless told, to take the case. */
  waitsFor?: 'approval' | 'agent';
}

/**
 * Puts the case before an agent and keeps the workflow's token. A live contact is in the queue by the flow already; any
 * other case becomes a task or an e-mail, and that of an earlier offer rings no more. When the agent was quicker than the workflow, it
 * goes on at once.
 */
export async function offerCase(
  { caseId, taskToken, waitsFor = 'agent' }: OfferCaseInput,
  deps: OfferCaseDependencies,
): Promise<void> {
  const noted = await deps.store.note(caseId, { waiting: { for: waitsFor, token: taskToken } });
  if (!noted.ok) throw new Error(`case ${caseId} does not exist`);
  const current = noted.case;
  const clientSeconds = secondsUntil(clientDeadline(deps.config, current, deps.now()), deps.now());
  const woken = await wakeWorkflow(current, deps.workflows, { clientSeconds });
  await withdrawTask(current, deps);
  if (woken !== 'waits') return;
  await tellOnCall(current, deps);
  if (isWaiting(current) && current.offeredAs === 'task') await offerAsMailOrTask(current, deps);
}
