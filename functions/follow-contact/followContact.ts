import type { Calls } from '../../layers/core/connect/calls.ts';
import type { Contacts } from '../../layers/core/connect/contacts.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import type { Bus } from '../../layers/core/events/bus.ts';
import { isWaiting } from '../../layers/core/domain/transitions.ts';
import type { Figures } from '../../layers/core/platform/figures.ts';
import { noteFirstWords } from '../../layers/core/speaking/firstWords.ts';
import { offerAsTask } from '../../layers/core/speaking/offerAsTask.ts';
import { wakeWorkflow } from '../../layers/core/speaking/wakeWorkflow.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';
import type { Workflows } from '../../layers/core/workflows/workflows.ts';
import { callBackDropped, callBackUnderWay, calledBack } from './droppedCall.ts';

export interface ContactNews {
  /** The first contact of the chain: transfers make new ids. */
  contactId: string;
  /** The contact the news is of. */
  currentId: string;
  kind: 'CONNECTED_TO_AGENT' | 'DISCONNECTED' | 'QUEUED' | string;
  /** Of a call back that waits in the queue in the customer's stead. */
  isCallBack?: true;
  at: string;
  agentArn?: string;
  /** Why it ended, in Connect's words. */
  why?: string;
}

export interface FollowContactDependencies {
  store: CaseStore;
  contacts: Contacts;
  calls: Pick<Calls, 'call'>;
  workflows: Workflows;
  bus: Bus;
  config: Pick<ClientConfig, 'voice'>;
  figures?: Figures;
  now: () => Date;
}

/** Contact events are best effort and unordered: each is harmless twice, late, or for a case that has moved on. */
export async function followContact(news: ContactNews, deps: FollowContactDependencies): Promise<void> {
  const contact = await deps.store.getContact(news.contactId);
  const current = contact && (await deps.store.get(contact.caseId));
  if (!current || current.contactId !== news.contactId) return;
  if (news.kind === 'QUEUED') return queuedBack(current, news, deps);
  if (news.kind === 'CONNECTED_TO_AGENT') return connected(current, news, deps);
  if (news.kind === 'DISCONNECTED' && (await callBackUnderWay(current, contact, news, deps))) return;
  // When the agent leaves or the queue changes, the flow goes on with the customer in the next contact of the chain.
  const goesOn =
    news.why === 'AGENT_DISCONNECT' ||
    (contact.currentId !== undefined && contact.currentId !== news.currentId) ||
    (contact.leaving === news.currentId && news.why !== 'CUSTOMER_DISCONNECT');
  if (news.kind === 'DISCONNECTED' && !goesOn) return ended(current, news, deps);
}

/** Which contact it is, so that it can be taken out of the queue when the case is closed another way. */
async function queuedBack(
  { caseId }: Case,
  { currentId, isCallBack }: ContactNews,
  { store }: FollowContactDependencies,
) {
  if (isCallBack)
    await store.note(caseId, { callBackContact: currentId }, { equals: { callBack: 'queued' } });
}

async function connected(
  current: Case,
  { contactId, currentId, agentArn, at }: ContactNews,
  { store, figures }: FollowContactDependencies,
) {
  if (current.callBack === 'queued') await calledBack(current, currentId, store);
  await store.event(current, 'agent-connected', 'system', {
    key: contactId,
    ...(agentArn && { detail: { agentArn } }),
  });
  if (current.channel === 'voice') await noteFirstWords(current, at, { store, figures });
}

/** The customer has left: the case goes on by other ways, or ends with the truth about how. */
export async function ended(
  current: Case,
  { contactId, at, why }: Pick<ContactNews, 'contactId' | 'at' | 'why'>,
  deps: FollowContactDependencies,
): Promise<void> {
  const { store, now, workflows, bus } = deps;
  await store.endContact(contactId, at);
  const noted = await store.note(current.caseId, { contactOpen: false }, { equals: { contactId } });
  if (!noted.ok) return;
  const left = noted.case;

  if (left.state === 'waiting-for-agent' && (left.customer.email || left.customer.phone)) {
    const offered = await store.change(left, { offeredAs: 'task' }, { states: ['waiting-for-agent'] });
    if (offered.ok) await offerAsTask(offered.case, deps);
    return;
  }
  // The answer that is being checked goes by e-mail instead.
  if (left.state === 'waiting-for-approval' && left.customer.email) return;
  if (left.state !== 'with-ai' && !isWaiting(left)) return;

  const helped = left.state === 'with-ai' && (await lastWordWasAnAnswer(left, store));
  if (!helped && (await callBackDropped(left, why, deps))) return;
  const closedAs = helped ? ('resolved-by-ai' as const) : ('abandoned' as const);
  const closed = await store.transition(
    helped ? 'resolve' : 'abandon',
    left,
    'customer',
    { closedAs, closedAt: now().toISOString(), dueAt: now().toISOString() },
    { closedAs, why: 'the customer left' },
  );
  if (!closed.ok) return;
  await wakeWorkflow(closed.case, workflows);
  await bus.caseClosed({ caseId: left.caseId, epoch: closed.case.epoch, closedAs });
}

async function lastWordWasAnAnswer({ caseId }: Case, store: CaseStore): Promise<boolean> {
  const last = (await store.lastTurns(caseId, 1))[0]?.reply;
  return Boolean(last?.citations?.length || last?.receipts?.length);
}
