import type { ReceivedMail } from './receivedMail.ts';

/**
 * Only a `message` is answered. The others come from machines: answering one may start a loop, or write to somebody who
 * never wrote to us.
 */
export type MailKind = 'message' | 'own' | 'bounce' | 'receipt' | 'calendar-reply' | 'auto-reply' | 'list';

export interface MailOrigin {
  /** Envelope sender; empty for bounces. */
  returnPath: string;
  /** Whether an address is one that we send from or receive at. */
  isOurs(address: string): boolean;
}

/** Header by which we know our own mails again, should one come back. */
export const LOOP_HEADER = 'X-Loop';

export const MACHINES =
  /^(mailer-daemon|postmaster|abuse-report|noreply|no[-_.]reply|do[-_.]?not[-_.]?reply)([+@]|$)/;
const DAEMONS = /^(mailer-daemon|postmaster)@/;
const PRECEDENCES = /^(auto_reply|bulk|junk|list)$/i;
const SUBJECTS =
  /^\s*(automatic reply|auto[- ]?(reply|response|responder)|autoreply|out of (the )?office|abwesenheit|automatische antwort|r[ée]ponse automatique|respuesta autom[áa]tica|risposta automatica|automatisch antwoord)/i;

/** What a mail is, by RFC 3834 and the habits of mail programs. The first rule that holds decides. */
export function kindOfMail(mail: ReceivedMail, { returnPath, isOurs }: MailOrigin): MailKind {
  const { headers, from } = mail;
  const address = from?.address ?? '';
  const report = /report-type="?([\w-]+)/i.exec(headers['content-type'] ?? '')?.[1]?.toLowerCase();
  if (isOurs(address) || isOurs((headers[LOOP_HEADER.toLowerCase()] ?? '').toLowerCase())) return 'own';
  if (report === 'delivery-status' || headers['x-failed-recipients'] || DAEMONS.test(address))
    return 'bounce';
  if (report === 'disposition-notification') return 'receipt';
  if (report) return 'bounce';
  if (mail.calendar === 'REPLY' || mail.calendar === 'COUNTER') return 'calendar-reply';
  if (isAutomatic(mail, returnPath)) return 'auto-reply';
  return headers['list-id'] || headers['list-unsubscribe'] || headers['list-post'] ? 'list' : 'message';
}

function isAutomatic({ headers, subject, from, replyTo }: ReceivedMail, returnPath: string): boolean {
  const submitted = (headers['auto-submitted'] ?? 'no').trim().toLowerCase();
  if (!submitted.startsWith('no')) return true;
  if (PRECEDENCES.test((headers['precedence'] ?? '').trim())) return true;
  if (headers['x-autoreply'] || headers['x-autorespond'] || headers['x-auto-response-suppress']) return true;
  if (returnPath.replace(/[<>\s]/g, '') === '') return true;
  // A form on a site writes from such an address too, and names the customer as the one to answer.
  if (MACHINES.test(from?.address ?? '') && !replyTo) return true;
  return SUBJECTS.test(subject);
}
