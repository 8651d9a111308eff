import type { HandoffTickets } from '../store/handoffTickets.ts';
import { marked, ticketKey, type NewTicket, type OpenedTicket, type TicketSystem } from './ticket.ts';

/** Opens one ticket a hand-over, however often it is asked to. */
export interface TicketDesk {
  open(ticket: NewTicket): Promise<OpenedTicket>;
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
        (await system.open({ ...ticket, text: marked(key, ticket.text) }, key));
      await tickets.keep(key, opened.id, ticket);
      return opened;
    },
  };
}
