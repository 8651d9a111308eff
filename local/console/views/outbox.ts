import type { Cloud } from '../../core/contract.ts';
import type { SentMail } from '../../ses/index.ts';
import type { SentNotification } from '../../sns/index.ts';
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
    mail && {
      ...rowOf(id, mail),
      text: mail.text ?? '(this mail has no text part)',
      headers: mail.headers,
      hasHtml: mail.html !== undefined,
    }
  );
}

/** A mail's HTML as a mailbox would show it: links open beside it. The page that frames it lets nothing in it run. */
export function readMailHtml(cloud: Cloud, id: string): string | undefined {
  return mailsOf(cloud)
    .get(id)
    ?.html?.replace(/<head>/i, '<head><base target="_blank">');
}

/** Notifications published for people, and what of them went to a telephone, mailbox or address, newest first. */
export function listNotifications(cloud: Cloud): NotificationRow[] {
  const nameOf = (arn = '') => arn.slice(arn.lastIndexOf(':') + 1);
  const published = cloud.store
    .collection<Published>('console.published')
    .list({ reverse: true, limit: SHOWN })
    .map(({ id, document: { at, topicArn, subject, message } }) => ({
      id,
      at,
      topic: nameOf(topicArn),
      ...(subject ? { subject } : {}),
      text: message,
    }));
  const delivered = cloud.store
    .collection<SentNotification>('sns-outbox')
    .list({ reverse: true, limit: SHOWN })
    .map(({ id, document: { at, topicArn, protocol, endpoint, subject, message } }) => ({
      id: `delivered|${id}`,
      at,
      topic: `${topicArn ? `${nameOf(topicArn)} → ` : ''}${protocol} ${endpoint}`,
      ...(subject ? { subject } : {}),
      text: message,
    }));
  return [...published, ...delivered].sort((a, b) => b.at.localeCompare(a.at)).slice(0, SHOWN);
}

function rowOf(id: string, { at, to, from, subject }: SentMail): MailRow {
  return { id, at, to, from, subject };
}
