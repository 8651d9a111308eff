import type { HandoffTickets } from '../store/handoffTickets.ts';
import { teamLinesIn } from '../teamLines/teamLines.ts';
import { marked, ticketKey, type NewTicket, type OpenedTicket, type TicketSystem } from './ticket.ts';

/** Jira takes 32,767 characters in a description, the others more; what we say under the text must fit as well. */
const LONGEST_TEXT = 28_000;

/** Opens one ticket a hand-over, however often it is asked to. */
export interface TicketDesk {
  open(ticket: NewTicket): Promise<OpenedTicket>;
  /** Says on the hand-over's ticket, if it has one, how the hand-over ended. Once. */
  settle(handoff: { caseId: string; epoch: number }, how: string): Promise<void>;
}

export function createTicketDesk(system: TicketSystem, tickets: HandoffTickets): TicketDesk {
  return {
    async open(ticket) {
      const key = ticketKey(ticket);
      const known = await tickets.ofHandoff(key);
      if (known) return known;
      // An attempt that got lost half-way may have opened it; only then is the system asked.
      const isFirst = await tickets.begin(key);
      const opened =
        (isFirst ? undefined : await system.find(key)) ??
        (await system.open({ ...ticket, text: marked(key, fitting(ticket)) }, key));
      await tickets.keep(key, opened.id, ticket);
      return opened;
    },
    async settle(handoff, how) {
      const key = ticketKey(handoff);
      const ticket = await tickets.ofHandoff(key);
      if (!ticket || ticket.settled) return;
      await system.settle(ticket.id, marked(key, how), key);
      await tickets.noteSettled(key);
    },
  };
}

/** A long conversation is read to its end behind the link. */
const fitting = ({ text, link, language }: NewTicket) =>
  text.length <= LONGEST_TEXT
    ? text
    : `${text.slice(0, LONGEST_TEXT)} …\n\n${teamLinesIn(language).restIsThere(link)}`;
