import type { MailReasonCode } from '../domain/mailReasons.ts';
import { authenticityOf, type MailVerdicts } from './authenticity.ts';
import { kindOfMail, MACHINES, type MailKind, type MailOrigin } from './kindOfMail.ts';
import type { ReceivedMail } from './receivedMail.ts';
import { bareSubject } from './threading.ts';
import { visibleText } from './visibleText.ts';

/** What is done with a mail. Ignored and refused ones are kept, and never answered. */
export type Judged =
  | { take: 'ignored'; why: Exclude<MailKind, 'message'> }
  | { take: 'refused'; why: 'virus' | 'spam' | 'no-sender' }
  | JudgedTurn;

export interface JudgedTurn {
  take: 'turn';
  /** What the AI reads. */
  text: string;
  /** Where an answer goes. */
  answerTo: string;
  /** The mail comes from where its From says, and is answered there. */
  authenticated: boolean;
  /** A person must look; the AI says nothing about the matter. */
  forPerson?: MailReasonCode;
}

export interface JudgeOptions {
  origin: MailOrigin;
  verdicts: MailVerdicts;
  /** It came to an address of a conversation that only we can make. */
  signedThread: boolean;
}

/** Characters of a mail that the AI reads: longer ones are for people. */
const LONGEST_FOR_AI = 12_000;
export const WITHOUT_TEXT = '(mail without text)';

/** Pure: the whole policy for what comes in, in one place. */
export function judgeMail(mail: ReceivedMail, { origin, verdicts, signedThread }: JudgeOptions): Judged {
  const { virus, spam, authenticated } = authenticityOf(verdicts, { ...mail, ...origin });
  if (virus) return { take: 'refused', why: 'virus' };
  if (!mail.from) return { take: 'refused', why: 'no-sender' };
  const kind = kindOfMail(mail, origin);
  if (kind !== 'message') return { take: 'ignored', why: kind };
  if (spam && !signedThread) return { take: 'refused', why: 'spam' };

  const { text, forwarded } = visibleText(mail.text);
  const readable = signedThread ? text : withSubject(text, mail);
  const answerTo = answerAddress(mail);
  const forPerson = reasonForPerson(mail, { text, readable, forwarded, spam });
  return {
    take: 'turn',
    text: (readable || WITHOUT_TEXT).slice(0, LONGEST_FOR_AI),
    answerTo,
    authenticated: authenticated && domainOf(answerTo) === domainOf(mail.from.address),
    ...(forPerson && { forPerson }),
  };
}

function reasonForPerson(
  { attachments, calendar, problems }: ReceivedMail,
  { text, readable, forwarded, spam }: { text: string; readable: string; forwarded: boolean; spam: boolean },
): MailReasonCode | undefined {
  if (spam) return 'mail-suspicious';
  if (problems.length > 0 || readable.length > LONGEST_FOR_AI) return 'mail-unreadable';
  if (calendar) return 'mail-invitation';
  if (attachments.some(({ inline }) => !inline)) return 'mail-files';
  if (forwarded) return 'mail-forwarded';
  return text === '' && readable === '' ? 'mail-without-text' : undefined;
}

/** In a first mail the subject is a part of the question; in a reply it is the old one. */
function withSubject(text: string, { subject, inReplyTo, references }: ReceivedMail): string {
  const isReply =
    inReplyTo.length > 0 || references.length > 0 || /^\s*(re|aw|antw|sv|fwd?|wg|tr|rv)\s*:/i.test(subject);
  const bare = bareSubject(subject);
  if (isReply || bare === '' || text.toLowerCase().includes(bare)) return text;
  return text === '' ? subject : `${subject}\n\n${text}`;
}

/**
 * Reply-To where it is of the same domain, or where a form on a site wrote for somebody; else From: anybody can name
 * anybody's address in Reply-To, and we would be writing to people who never wrote to us.
 */
function answerAddress({ from, replyTo }: ReceivedMail): string {
  const { address } = from!;
  if (!replyTo || replyTo === address) return address;
  return domainOf(replyTo) === domainOf(address) || MACHINES.test(address) ? replyTo : address;
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);
