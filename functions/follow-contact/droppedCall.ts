import type { Calls } from '../../layers/core/connect/calls.ts';
import type { Contacts } from '../../layers/core/connect/contacts.ts';
import type { Case, Contact } from '../../layers/core/domain/case.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { offerAsTask } from '../../layers/core/speaking/offerAsTask.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';
import type { ContactNews } from './followContact.ts';

interface DroppedCallDependencies {
  store: CaseStore;
  contacts: Contacts;
  calls: Pick<Calls, 'call'>;
  config: Pick<ClientConfig, 'voice'>;
  now: () => Date;
}

/** Connect's word for a line that broke; hanging up is `CUSTOMER_DISCONNECT`. */
const CUT_OFF = 'TELECOM_PROBLEM';
/** The phone rings for a minute at most; some time later the sweeper looks whether anything came of it. */
const LOOK_AGAIN_MS = 10 * 60_000;

/**
 * A call that broke off with an open question: the case knows, and by the client's policy the customer is called back,
 * once. False when it is not to be, or can't be: then the case ends as any other that was left.
 */
export async function callBackDropped(
  left: Case,
  why: string | undefined,
  { store, calls, config, now }: DroppedCallDependencies,
): Promise<boolean> {
  if (left.channel !== 'voice' || left.state !== 'with-ai') return false;
  await store.event(left, 'call-broke-off', 'system', {
    key: left.contactId,
    detail: { why: why ?? 'unknown' },
  });
  const policy = config.voice?.callBackDropped ?? 'never';
  const due = policy === 'unfinished' || (policy === 'cut-off' && why === CUT_OFF);
  const { phone } = left.customer;
  // The news may come twice; a second call that breaks off is let go.
  if (left.calledBackFrom) return left.calledBackFrom === left.contactId;
  if (!due || !phone) return false;

  const noted = await store.note(
    left.caseId,
    { calledBackFrom: left.contactId, dueAt: new Date(now().getTime() + LOOK_AGAIN_MS).toISOString() },
    { absent: ['calledBackFrom'] },
  );
  if (!noted.ok) return true;
  const rings = await calls.call({
    key: `call-back-${left.caseId}-${left.contactId}`,
    number: phone,
    attributes: { caseId: left.caseId, calledBack: 'true' },
  });
  if (rings) await store.event(noted.case, 'called-back', 'system', { key: left.contactId });
  return rings;
}

/**
 * Whether the news is of a caller who waits for the call back from the queue: hanging up then is as agreed. When the call
 * back itself has ended without an agent, nobody answered it: the case goes on as a task.
 */
export async function callBackUnderWay(
  current: Case,
  contact: Contact,
  { currentId, at, contactId, why }: ContactNews,
  deps: DroppedCallDependencies,
): Promise<boolean> {
  if (current.callBack !== 'queued' || why === 'AGENT_DISCONNECT') return false;
  const { store } = deps;
  const ofTheFirstCall = (contact.currentId ?? contact.contactId) === currentId;
  if (ofTheFirstCall) {
    await store.endContact(contactId, at);
    await store.note(current.caseId, { contactOpen: false });
    return true;
  }
  const offered = await store.change(
    current,
    { callBack: undefined, callBackContact: undefined, offeredAs: 'task' },
    { states: ['waiting-for-agent'] },
  );
  if (!offered.ok) return true;
  await store.event(offered.case, 'call-back-failed', 'system', { key: currentId, detail: { why } });
  await offerAsTask(offered.case, deps);
  return true;
}

/** The call back has reached an agent and the customer: they talk in it now. */
export async function calledBack(current: Case, currentId: string, store: CaseStore): Promise<void> {
  await store.moveContact(current.contactId, currentId);
  await store.note(current.caseId, { callBack: undefined, callBackContact: undefined, contactOpen: true });
}
