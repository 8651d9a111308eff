import type { CaseStore } from '../../layers/core/store/caseStore.ts';
import type { MailStore } from '../../layers/core/store/mailStore.ts';
import type { MailFate } from './handler.ts';

export interface FollowMailDependencies {
  store: Pick<CaseStore, 'get' | 'note' | 'event'>;
  mails: Pick<MailStore, 'tieOf' | 'stopSending'>;
  /** Counts an address that gets nothing more. */
  stopped: () => void;
}

/**
 * Stops sending to addresses that bounced for good or complained, and tells the case: who works on it sees that the customer
 * can't be reached by mail.
 */
export async function followMail(
  { kind, messageId, forGood, recipients }: MailFate,
  { store, mails, stopped }: FollowMailDependencies,
): Promise<void> {
  const why = kind === 'complained' ? 'complained' : 'bounced';
  if (forGood)
    for (const address of recipients) {
      await mails.stopSending(address, why);
      stopped();
    }
  const tie = await mails.tieOf([messageId]);
  const current = tie && (await store.get(tie.caseId));
  if (!current) return;
  const isCustomer = recipients.includes(current.customer.email?.toLowerCase() ?? '');
  if (forGood && isCustomer) await store.note(current.caseId, { mailStopped: why });
  await store.event(current, `mail-${kind}`, 'system', { key: messageId, detail: { forGood } });
}
