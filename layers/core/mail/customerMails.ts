import type { Case } from '../domain/case.ts';
import type { ClientConfig } from '../domain/clientConfig.ts';
import { clientText, replyLanguage } from '../domain/replyLanguage.ts';
import { answerDomain } from '../domain/config/mail.ts';
import type { MailStore } from '../store/mailStore.ts';
import { makeCaseAddress } from './caseAddress.ts';
import { LOOP_HEADER } from './kindOfMail.ts';
import { writeCustomerLetter, type CustomerLetter } from './customerLetter.ts';
import { letterLinesIn } from './letterLines.ts';
import type { Mailer } from './mailer.ts';
import { replySubject, threadHeaders } from './threading.ts';

export interface CustomerMail extends Pick<
  CustomerLetter,
  'words' | 'sources' | 'personLink' | 'surveyLink'
> {
  case: Case;
  /** A person's words are no automatic mail. */
  by: 'ai' | 'house' | 'person';
  /** The person's name. */
  signedBy?: string;
  /** For mails that nobody asked for: how to have no more of them. */
  mayUnsubscribe?: boolean;
}

/** `stopped`: the address bounced or complained, so that nothing was sent. */
export type MailSent = 'sent' | 'stopped' | 'no-address';

/** Mails to customers: in the conversation of their case, with an address to answer to that finds the case again. */
export interface CustomerMails {
  send(mail: CustomerMail): Promise<MailSent>;
}

export interface CustomerMailsDependencies {
  mailer: Mailer;
  mails: MailStore;
  config: Pick<ClientConfig, 'name' | 'brand' | 'mail' | 'languages'>;
  linkKey: () => Promise<string>;
}

export function createCustomerMails({
  mailer,
  mails,
  config,
  linkKey,
}: CustomerMailsDependencies): CustomerMails {
  return {
    async send({ case: current, by, mayUnsubscribe, ...said }) {
      const { caseId, customer, thread } = current;
      const to = customer.email;
      if (!to) return 'no-address';
      if (await mails.whyStopped(to)) return 'stopped';
      const { name, brand, mail } = config;
      const answers =
        mail.receive && makeCaseAddress({ purpose: 'case', caseId }, answerDomain(mail), await linkKey());
      const language = replyLanguage(config, current.language);
      const letter = writeCustomerLetter({
        ...said,
        byAi: by === 'ai',
        caseId,
        mayAnswer: answers !== undefined,
        ...(customer.name && { name: customer.name }),
        brand: { name, signature: clientText(config, brand.signature, language), colour: brand.colour },
        language,
      });
      const id = await mailer.send({
        to,
        ...(answers && { replyTo: answers }),
        subject: thread ? replySubject(thread.subject) : letterLinesIn(language).subject(caseId),
        ...letter,
        headers: {
          ...(thread && { ...threadHeaders(thread.messageId, thread.references) }),
          'Auto-Submitted': by === 'person' ? 'no' : thread ? 'auto-replied' : 'auto-generated',
          [LOOP_HEADER]: mail.from,
          ...(mayUnsubscribe && answers && { 'List-Unsubscribe': `<mailto:${answers}?subject=unsubscribe>` }),
        },
      });
      await mails.tieMessage(id, { caseId, address: to });
      return 'sent';
    },
  };
}
