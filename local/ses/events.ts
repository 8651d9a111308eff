import type { Cloud } from '../core/contract.ts';
import type { SentMail } from './mail.ts';

export type MailEvent = 'send' | 'delivery' | 'bounce' | 'complaint';
export interface EventDestination {
  name: string;
  enabled: boolean;
  types: string[];
  eventBusArn?: string;
  topicArn?: string;
}

const DETAIL_TYPES: Record<MailEvent, string> = {
  send: 'Email Sent',
  delivery: 'Email Delivered',
  bounce: 'Email Bounced',
  complaint: 'Email Complaint Received',
};

/** Tells a configuration set's destinations what became of a mail. */
export async function publishMailEvent(
  cloud: Cloud,
  destinations: EventDestination[],
  kind: MailEvent,
  mail: SentMail,
  recipients: string[],
) {
  const detail = {
    eventType: upperFirst(kind),
    mail: described(mail),
    [kind]: outcome(kind, mail, recipients),
  };
  for (const { types, enabled, eventBusArn, topicArn } of destinations) {
    if (!enabled || !types.includes(kind)) continue;
    if (eventBusArn) {
      const bus = eventBusArn.split('/').at(-1)!;
      await cloud.emit({ bus, source: 'aws.ses', detailType: DETAIL_TYPES[kind], detail });
    }
    if (topicArn) {
      const input = { TopicArn: topicArn, Message: JSON.stringify(detail) };
      await cloud.call({ id: 'service:ses.amazonaws.com' }, 'sns', 'Publish', input);
    }
  }
}

function described({ at, from, messageId, to, headers, subject, tags, configurationSet }: SentMail) {
  return {
    timestamp: at,
    source: from,
    messageId,
    destination: to,
    headersTruncated: false,
    headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
    commonHeaders: { from: [from], to, messageId, subject },
    tags: { ...tags, ...(configurationSet && { 'ses:configuration-set': [configurationSet] }) },
  };
}

function outcome(kind: MailEvent, { at, messageId }: SentMail, recipients: string[]) {
  const list = recipients.map(emailAddress => ({ emailAddress }));
  switch (kind) {
    case 'send':
      return {};
    case 'delivery':
      return { timestamp: at, recipients, processingTimeMillis: 1, smtpResponse: '250 ok' };
    case 'complaint':
      return {
        timestamp: at,
        feedbackId: messageId,
        complainedRecipients: list,
        complaintFeedbackType: 'abuse',
      };
    case 'bounce':
      return {
        timestamp: at,
        feedbackId: messageId,
        bounceType: 'Permanent',
        bounceSubType: 'General',
        bouncedRecipients: list.map(one => ({
          ...one,
          action: 'failed',
          status: '5.1.1',
          diagnosticCode: 'smtp; 550 5.1.1 user unknown',
        })),
      };
  }
}

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
