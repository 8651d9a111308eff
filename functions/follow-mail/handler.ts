import type { EventBridgeEvent } from 'aws-lambda';

/** What became of a mail of ours. */
export interface MailFate {
  kind: 'bounced' | 'complained' | 'rejected';
  /** Id that SES gave the mail when it was sent. */
  messageId: string;
  /** Nothing will ever arrive there: a full mailbox is not that. */
  forGood: boolean;
  recipients: string[];
}

/** The parts of an event of the configuration set that are looked at. */
export interface MailEventDetail {
  eventType: string;
  mail: { messageId: string; destination?: string[] };
  bounce?: { bounceType: string; bouncedRecipients: { emailAddress: string }[] };
  complaint?: { complainedRecipients: { emailAddress: string }[] };
}

/** Translates an event of SES on the account's bus; undefined for events that say nothing new. */
export function fateOf({ detail }: EventBridgeEvent<string, MailEventDetail>): MailFate | undefined {
  const { mail, bounce, complaint, eventType } = detail;
  const { messageId } = mail;
  const addresses = (list: { emailAddress: string }[]) => list.map(({ emailAddress }) => bare(emailAddress));
  if (bounce)
    return {
      kind: 'bounced',
      messageId,
      forGood: bounce.bounceType === 'Permanent',
      recipients: addresses(bounce.bouncedRecipients),
    };
  if (complaint)
    return {
      kind: 'complained',
      messageId,
      forGood: true,
      recipients: addresses(complaint.complainedRecipients),
    };
  return eventType === 'Reject'
    ? { kind: 'rejected', messageId, forGood: false, recipients: (mail.destination ?? []).map(bare) }
    : undefined;
}

const bare = (address: string) => (/<([^<>]+)>/.exec(address)?.[1] ?? address).trim().toLowerCase();
