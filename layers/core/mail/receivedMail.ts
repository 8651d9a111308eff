/** A mail as it was read, whatever was wrong with it. Nothing in here is believed: see `authenticity.ts`. */
export interface ReceivedMail {
  /** With angle brackets. */
  messageId?: string;
  inReplyTo: string[];
  references: string[];
  /** Bare and in small letters; absent where there is none that one could write to. */
  from?: { address: string; name?: string };
  /** How many addresses claim to be the author; more than one is believed of none. */
  authors: number;
  replyTo?: string;
  /** Of To and Cc, bare and in small letters; the first few hundred. */
  recipients: string[];
  subject: string;
  /** All readable text, quotes and signatures included. */
  text: string;
  /** Single-valued headers by small name, the first of each. */
  headers: Record<string, string>;
  attachments: ReceivedFile[];
  /** METHOD of a calendar part, `REQUEST`, `REPLY` … */
  calendar?: string;
  /** What could not be read, for the people who see the mail. */
  problems: MailProblem[];
}

export const MAIL_PROBLEMS = {
  unprocessed: 'The mail could not be processed here: open the mail itself.',
  damaged: 'The mail is damaged; what could be read of it is shown.',
  'html-unreadable': 'The formatted text of the mail could not be read.',
  encrypted: 'The mail is encrypted: nobody here can read it.',
  'no-sender': 'The mail has no sender that could be answered.',
  'text-cut': 'The mail is very long; its end is only in the mail itself.',
} as const;
export type MailProblem = keyof typeof MAIL_PROBLEMS;

/** A file of a mail. `content` is absent where it was refused: `refused` says why. */
export interface ReceivedFile {
  /** Place in the mail, from 1. */
  id: string;
  name: string;
  type: string;
  /** Bytes as sent. */
  size: number;
  /** Shown within the text: pictures of signatures and the like. */
  inline: boolean;
  content?: Uint8Array;
  refused?: FileRefusal;
}

export type FileRefusal = 'type' | 'too-large' | 'too-many';
