import type { Cloud } from '../../core/contract.ts';
import type { SentMail } from '../../ses/index.ts';
import type { Published } from '../published.ts';
import type { MailDetail, MailRow, NotificationRow } from '../shapes.ts';

const SHOWN = 200;

const mailsOf = (cloud: Cloud) => cloud.store.collection<SentMail>('ses-outbox');

/** Mails that left the cloud, newest first. */
export function listMails(cloud: Cloud): MailRow[] {
  return mailsOf(cloud)
    .list({ reverse: true, limit: SHOWN })
    .map(({ id, document }) => rowOf(id, document));
}

export function readMail(cloud: Cloud, id: string): MailDetail | undefined {
  const mail = mailsOf(cloud).get(id);
  return (
    mail && { ...rowOf(id, mail), text: mail.text ?? '(this mail has no text part)', headers: mail.headers }
  );
}

/** Notifications published for people, newest first. */
export function listNotifications(cloud: Cloud): NotificationRow[] {
  return cloud.store
    .collection<Published>('console.published')
    .list({ reverse: true, limit: SHOWN })
    .map(({ id, document: { at, topicArn, subject, message } }) => ({
      id,
      at,
      topic: topicArn.slice(topicArn.lastIndexOf(':') + 1),
      ...(subject ? { subject } : {}),
      text: message,
    }));
}

function rowOf(id: string, { at, to, from, subject }: SentMail): MailRow {
  return { id, at, to, from, subject };
}
