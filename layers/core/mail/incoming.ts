import type { SESEvent } from 'aws-lambda';
import type { MailVerdicts } from './authenticity.ts';

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

/** What SES itself read of the mail's header: for when the mail can't be read here. */
export interface MailHead {
  headers: { name: string; value: string }[];
  from?: string;
  subject?: string;
}

/** Translates the event of the receipt rule's Lambda action; SES sends one mail a call. */
export const incomingOf = (event: SESEvent): (Incoming & { head: MailHead })[] =>
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
    head: {
      headers: mail.headers ?? [],
      ...(mail.commonHeaders?.from?.[0] && { from: mail.commonHeaders.from[0] }),
      ...(mail.commonHeaders?.subject && { subject: mail.commonHeaders.subject }),
    },
  }));
