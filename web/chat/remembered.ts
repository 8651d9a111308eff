import type { ChatTicket } from './conversation.ts';

const TICKET = 'support-chat';
const RESUME = 'support-resume';

/**
 * What the browser keeps: the running chat's ticket, so that a reload comes back to it, and the token with which a later
 * chat is known to be the same customer's. A browser that refuses storage only loses these comforts.
 */
export const remembered = {
  ticket(): ChatTicket | undefined {
    try {
      const kept: unknown = JSON.parse(read(TICKET) ?? 'null');
      return isTicket(kept) ? kept : undefined;
    } catch {
      return undefined;
    }
  },
  resume: () => read(RESUME),
  started(ticket: ChatTicket, resume: string | undefined): void {
    write(TICKET, JSON.stringify(ticket));
    if (resume) write(RESUME, resume);
  },
  ended(): void {
    write(TICKET, undefined);
  },
};

function isTicket(value: unknown): value is ChatTicket {
  const ticket = value as ChatTicket | null;
  return Boolean(ticket?.contactId && ticket.participantId && ticket.participantToken);
}

function read(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

function write(key: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    return;
  }
}
