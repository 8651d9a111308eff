import type { Contacts } from '../connect/contacts.ts';
import type { Case, Turn } from '../domain/case.ts';
import type { ClientConfig } from '../domain/clientConfig.ts';
import type { CaseStore } from '../store/caseStore.ts';

interface OfferDependencies {
  store: CaseStore;
  contacts: Contacts;
}

/**
 * A case without a live contact comes to agents as a contact of its own, once per case and owner period, however often it is
 * offered: as a task.
 */
export const offerAsTask = (current: Case, deps: OfferDependencies): Promise<void> =>
  offer(current, deps, () => startTask(current, deps));

/** As `offerAsTask`; where the client has e-mail in Connect, a case that came by mail is an e-mail there. */
export const offerAsMailOrTask = (
  current: Case,
  deps: OfferDependencies & { config: Pick<ClientConfig, 'mail'> },
): Promise<void> =>
  offer(current, deps, async () => (await startEmail(current, deps)) ?? (await startTask(current, deps)));

type Offered = { contactId: string; event: 'task-created' | 'email-created' };

async function offer(
  current: Case,
  { store }: OfferDependencies,
  start: () => Promise<Offered>,
): Promise<void> {
  await store.once(keyOf(current), async () => {
    const { contactId, event } = await start();
    await store.note(current.caseId, { task: contactId, taskEpoch: current.epoch });
    await store.event(current, event, 'system', { detail: { contactId } });
  });
}

async function startTask(current: Case, { contacts }: OfferDependencies): Promise<Offered> {
  const { contactId } = await contacts.startTask({
    ...contactOf(current),
    name: `Case ${current.caseId}`,
    // A mail is no contact of Connect.
    ...(current.channel !== 'email' && { relatedContactId: current.contactId }),
  });
  return { contactId, event: 'task-created' };
}

/** Undefined where the client has no e-mail in Connect, nothing was written, or Connect refuses it. */
async function startEmail(
  current: Case,
  { store, contacts, config }: Parameters<typeof offerAsMailOrTask>[1],
): Promise<Offered | undefined> {
  const { agents } = config.mail;
  const { customer, thread, caseId } = current;
  if (!agents || current.channel !== 'email' || !customer.email) return undefined;
  const written = (await store.turns(caseId)).findLast(turn => turn.customer && turn.channel === 'email');
  if (!written?.customer) return undefined;
  const started = await contacts.startEmail({
    ...contactOf(current),
    to: agents.address,
    from: { address: customer.email, name: customer.name },
    subject: thread?.subject || `Case ${caseId}`,
    text: [written.customer, ...filesLine(written)].join('\n\n'),
  });
  return started ? { contactId: started.contactId, event: 'email-created' } : undefined;
}

/** The e-mail in Connect carries no files, so it says that there are some. */
function filesLine({ mail }: Turn): string[] {
  const many = mail?.files.filter(({ inline }) => !inline).length ?? 0;
  if (many === 0) return [];
  return [
    many === 1
      ? '(1 file came with it: see the workspace.)'
      : `(${many} files came with it: see the workspace.)`,
  ];
}

const keyOf = ({ caseId, epoch }: Case) => `task-${caseId}-${epoch}`;

/** What agents see of the case beside the contact, whatever it is. */
const contactOf = (current: Case) => ({
  key: keyOf(current),
  flow: 'conversation',
  description: [
    current.reason?.text,
    current.note,
    (current.channel === 'voice' || current.wantsCall) &&
      current.customer.phone &&
      `Call back: ${current.customer.phone}`,
  ]
    .filter(Boolean)
    .join(' '),
  attributes: {
    caseId: current.caseId,
    urgency: current.urgency,
    priority: String(current.priority ?? 5),
    ...(current.queue && { queueId: current.queue }),
    reason: current.reason?.text ?? '',
  },
});
