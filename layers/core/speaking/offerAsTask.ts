import type { Contacts } from '../connect/contacts.ts';
import type { Case } from '../domain/case.ts';
import type { CaseStore } from '../store/caseStore.ts';

/** One task per case and owner period, however often it is offered. */
export async function offerAsTask(
  current: Case,
  { store, contacts }: { store: CaseStore; contacts: Contacts },
): Promise<void> {
  await store.once(`task-${current.caseId}-${current.epoch}`, async () => {
    const { contactId } = await contacts.startTask({
      key: `task-${current.caseId}-${current.epoch}`,
      flow: 'task',
      name: `Case ${current.caseId}`,
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
      // A mail is no contact of Connect.
      ...(current.channel !== 'email' && { relatedContactId: current.contactId }),
    });
    await store.note(current.caseId, { task: contactId, taskEpoch: current.epoch });
    await store.event(current, 'task-created', 'system', { detail: { contactId } });
  });
}
