import type { SESEvent } from 'aws-lambda';
import type { MailVerdicts } from '../../layers/core/mail/authenticity.ts';

/** A mail that SES has put into the bucket, and what it found of it. */
export interface Incoming {
  /** Id that SES gave it: the mail's key. */
  id: string;
  /** Envelope sender; empty for bounces. */
  returnPath: string;
  /** Envelope recipients that our rule stands for. */
  recipients: string[];
  verdicts: MailVerdicts;
}

/** Translates the event of the receipt rule's Lambda action; SES sends one mail a call. */
export const incomingOf = (event: SESEvent): Incoming[] =>
  event.Records.map(({ ses: { mail, receipt } }) => ({
    id: mail.messageId,
    returnPath: (mail.source ?? '').replace(/^<|>$/g, ''),
    recipients: receipt.recipients,
    verdicts: {
      spam: receipt.spamVerdict.status,
      virus: receipt.virusVerdict.status,
      spf: receipt.spfVerdict.status,
      dkim: receipt.dkimVerdict.status,
      dmarc: receipt.dmarcVerdict.status,
    },
  }));
