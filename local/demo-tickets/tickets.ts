import type { Collection } from '../core/contract.ts';

/** A file of a comment; what it holds is text enough for a demo. */
export interface DemoFile {
  name: string;
  type: string;
  text: string;
}

export interface Comment {
  id: number;
  files?: DemoFile[];
  text: string;
  isPublic: boolean;
  by: string;
  /** Epoch milliseconds. */
  at: number;
}
export interface Ticket {
  id: number;
  /** What opened it; a second request of this key finds it. */
  key: string;
  subject: string;
  priority: string;
  comments: Comment[];
  /** Nothing is left to do on it. */
  solved?: boolean;
}

/** What the client's team sees in its own ticket system, without HTTP. */
export interface TicketBook {
  /** Opens a ticket once per key. */
  open(ticket: Pick<Ticket, 'key' | 'subject' | 'priority'> & { text: string }): Ticket;
  byKey(key: string): Ticket | undefined;
  get(id: number): Ticket | undefined;
  /** Newest first. */
  list(): Ticket[];
  solve(id: number, note: string): boolean;
  comment(id: number, comment: Pick<Comment, 'text' | 'isPublic' | 'by' | 'files'>): Comment | undefined;
}

/** Ticket systems number from somewhere; so that ids are not taken for indexes, this one from here. */
const FIRST = 4201;

export function openTicketBook(now: () => number, kept: Collection<Ticket>): TicketBook {
  const idOf = (id: number) => String(id).padStart(10, '0');
  const book: TicketBook = {
    open({ key, subject, priority, text }) {
      const known = book.byKey(key);
      if (known) return known;
      const id = FIRST + kept.count();
      const first = { id: id * 100, text, isPublic: true, by: 'Support', at: now() };
      const ticket: Ticket = { id, key, subject, priority, comments: [first] };
      kept.put(idOf(id), ticket);
      return ticket;
    },
    byKey: key => book.list().find(ticket => ticket.key === key),
    get: id => kept.get(idOf(id)),
    list: () => kept.list({ reverse: true }).map(({ document }) => document),
    solve(id, note) {
      if (!book.comment(id, { text: note, isPublic: false, by: 'Support' })) return false;
      kept.put(idOf(id), { ...book.get(id)!, solved: true });
      return true;
    },
    comment(id, said) {
      const ticket = book.get(id);
      if (!ticket) return undefined;
      const comment = { id: id * 100 + ticket.comments.length, at: now(), ...said };
      kept.put(idOf(id), { ...ticket, comments: [...ticket.comments, comment] });
      return comment;
    },
  };
  return book;
}
