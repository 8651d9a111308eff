import { surveyInvitation } from '../../layers/core/speaking/surveyInvitation.ts';
import type { ChatVoice } from '../../layers/core/connect/chatVoice.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import type { CustomerMails } from '../../layers/core/mail/customerMails.ts';
import type { Links } from '../../layers/core/secrets/links.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';
import type { MailStore } from '../../layers/core/store/mailStore.ts';

export interface SendSurveyDependencies {
  store: CaseStore;
  voice: ChatVoice;
  mails: CustomerMails;
  addresses: Pick<MailStore, 'isUnsubscribed'>;
  links: Links;
  config: Pick<ClientConfig, 'name' | 'languages' | 'skills' | 'voice'>;
  now: () => Date;
}

/** Asks once per case how it went: in the chat that is still open, else by e-mail. */
export async function sendSurvey(
  { caseId }: { caseId: string },
  deps: SendSurveyDependencies,
): Promise<void> {
  const { store, voice, mails, addresses, config } = deps;
  const current = await store.get(caseId);
  if (current?.state !== 'closed') return;
  if (theFlowAsks(current)) return;

  const invitation = await surveyInvitation(current, deps);
  if (!invitation) {
    await store.change(current, { dueAt: undefined });
    return;
  }
  const contact = await store.getContact(current.contactId);
  const said =
    current.contactOpen &&
    (await voice.say({
      contactId: contact?.currentId ?? current.contactId,
      name: config.name,
      text: invitation,
      key: `survey-${caseId}-${current.epoch}`,
      connection: contact?.connectionToken,
    }));
  const { email } = current.customer;
  if (said || !email || (await addresses.isUnsubscribed(email))) return;
  await mails.send({ case: current, by: 'house', words: invitation, mayUnsubscribe: true });
}

/**
 * When the AI closed it, the flow is about to say goodbye and asks in the same breath; on the phone it does so whoever closed it,
 * once the agent has left. The deadline stays: who hung up before is found by the sweeper.
 */
const theFlowAsks = ({ contactOpen, closedAs, channel }: Case): boolean =>
  contactOpen === true && (closedAs === 'resolved-by-ai' || channel === 'voice');
