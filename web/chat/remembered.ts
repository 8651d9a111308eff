import type { ChatTicket } from './conversation.ts';
import type { Unsent } from './outbox.ts';

const TICKET = 'support-chat';
const RESUME = 'support-resume';
const UNSENT = 'support-unsent';
/** Whom the site had signed in when the chat began. */
const SUBJECT = 'support-subject';
const SEEN = 'support-seen';

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
  subject: () => read(SUBJECT),
  started(ticket: ChatTicket, resume: string | undefined, subject: string | undefined): void {
    write(TICKET, JSON.stringify(ticket));
    write(SUBJECT, subject);
    if (resume) write(RESUME, resume);
  },
  /** What was written in this chat and not sent when the page went away. */
  unsent({ contactId }: ChatTicket): Unsent[] {
    try {
      const kept = JSON.parse(read(UNSENT) ?? 'null') as { contactId: string; items: Unsent[] } | null;
      return kept?.contactId === contactId ? kept.items : [];
    } catch {
      return [];
    }
  },
  keepUnsent({ contactId }: ChatTicket, items: Unsent[]): void {
    write(UNSENT, items.length > 0 ? JSON.stringify({ contactId, items }) : undefined);
  },
  /** The last line that the visitor has had in sight. */
  seen: () => read(SEEN),
  see: (lineId: string) => write(SEEN, lineId),
  ended(): void {
    write(TICKET, undefined);
    write(UNSENT, undefined);
  },
  /** Nothing of this customer stays for the next one at this browser. */
  forget(): void {
    for (const key of [TICKET, UNSENT, RESUME, SUBJECT, SEEN]) write(key, undefined);
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
