import type { ClientAnswerKind } from '../domain/case.ts';
import { isOurs, type TicketFile } from './ticket.ts';

/** What somebody wrote on a ticket, as far as it is an answer. */
export interface TicketReply {
  ticketId: string;
  /** Unique for what was written: delivered twice it is one answer. */
  key: string;
  kind: ClientAnswerKind;
  text: string;
  by?: string;
  /** What came with it, or the comment whose files the ticket system is to be asked for. */
  files?: TicketFile[];
  comment?: string;
}

export type ReadReply =
  | { ok: true; reply: TicketReply }
  /** Not from the ticket system; too old; nothing that is meant for us; nothing that can be read. */
  | { ok: false; why: 'not-signed' | 'too-old' | 'not-for-us' | 'not-understood' };

const COMMANDS: Record<string, ClientAnswerKind> = {
  '/answer': 'answer',
  '/agent': 'instruct',
  '/ours': 'take-over',
  '/decline': 'decline',
};
const LONGEST = 8000;

/**
 * Reads what was written: by its command, or, where the system says truly that everybody may see it, as an answer to the
 * customer. Anything else is the team's own talk.
 */
export function readWords(
  written: string,
  isPublic: boolean,
): { kind: ClientAnswerKind; text: string } | undefined {
  const plain = written.replace(/\r\n?/g, '\n').trim().slice(0, LONGEST);
  const [, word, rest = ''] = /^(\/[a-z]+)\b([\s\S]*)$/i.exec(plain) ?? [];
  if (isOurs(plain)) return undefined;
  const kind = word ? COMMANDS[word.toLowerCase()] : isPublic ? 'answer' : undefined;
  if (!kind) return undefined;
  const text = word ? rest.trim() : plain;
  // Only "this is ours" needs no words.
  return text === '' && kind !== 'take-over' ? undefined : { kind, text };
}
