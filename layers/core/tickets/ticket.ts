import { teamLinesIn } from '../teamLines/teamLines.ts';
import type { Urgency } from '../domain/triage.ts';

/** A hand-over as a ticket in the client's own system. */
export interface NewTicket {
  caseId: string;
  epoch: number;
  urgency: Urgency;
  /** Of the team, ISO 639-1. */
  language: string;
  subject: string;
  /** What is asked, the story and the conversation, as plain text. */
  text: string;
  /** To the page on which it can be answered as well. */
  link: string;
}

export interface OpenedTicket {
  /** As the ticket system names it in its webhooks. */
  id: string;
}

/** One ticket system. `key` names the hand-over; the system is told of it, so that a ticket can be found again. */
export interface TicketSystem {
  /** What it is told who we are by, where it asks for that. */
  authorization?: () => Promise<string>;
  open(ticket: NewTicket, key: string): Promise<OpenedTicket>;
  /** The ticket an earlier attempt may have opened without our having heard of it. */
  find(key: string): Promise<OpenedTicket | undefined>;
  /** Nothing is left to do on it: says so in a note that stays inside, and closes it where that is one and the same for all. */
  settle(id: string, note: string, key: string): Promise<void>;
  /** Says something in a note that stays inside; the ticket stays as it is. `key` names what is said. */
  tell(id: string, note: string, key: string): Promise<void>;
  /** The files of one comment, where its webhook doesn't say which there are. @throws TicketSystemFailed */
  filesOf?(id: string, comment: string): Promise<TicketFile[]>;
}

/** A file of a comment, as the ticket system lists it. */
export interface TicketFile {
  name: string;
  /** As it was declared. */
  type: string;
  /** Bytes; 0 where it doesn't say. */
  size: number;
  url: string;
  /** The system's own scanner found something. */
  unsafe?: boolean;
}

export const ticketKey = ({ caseId, epoch }: { caseId: string; epoch: number }) => `${caseId}-${epoch}`;

const MARK = 'Hand-over C-';
/** Begins every ticket of ours, in every language; a webhook that brings our own words back is known by it. */
export const marked = (key: string, text: string) => `Hand-over ${key}\n\n${text}`;
export const isOurs = (text: string) => text.startsWith(MARK);

/** What every ticket says under its text: how an answer finds its way. */
export function howToAnswer(system: 'public-reply' | 'command', { language }: Pick<NewTicket, 'language'>) {
  const { answerByReply, answerByCommand, commands } = teamLinesIn(language);
  return [system === 'public-reply' ? answerByReply : answerByCommand, ...commands].join('\n');
}
