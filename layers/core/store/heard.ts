import type { Customer } from '../domain/case.ts';
import type { Table } from './table.ts';

/** What a customer said in a chat with the AI, as Connect streams it. */
export interface Heard {
  id: string;
  at: string;
  text: string;
}

/** A chat was routed to people: what was heard up to `at` and is in no turn will be in none. */
export interface Routed {
  at: string;
  customer: Customer;
  /** Of the contact's attributes. */
  caseId?: string;
}

/**
 * What customers say to the AI, kept a day beside the turns: a message is in no turn where the bot can't reach us, or where
 * it came while the turn before brought the chat to people. Whoever marks that a chat was routed does it before looking at what was heard, and whoever hears something before looking at the
 * mark: so one of the two sees both.
 */
export interface HeardMessages {
  hear(contactId: string, heard: Heard): Promise<void>;
  of(contactId: string): Promise<Heard[]>;
  routed(contactId: string, routed: Routed): Promise<void>;
  lastRouted(contactId: string): Promise<Routed | undefined>;
}

const DAY_SECONDS = 24 * 3600;

export function createHeardMessages({ table, now }: { table: Table; now: () => Date }): HeardMessages {
  const put = (contactId: string, sk: string, members: object) =>
    table.put({
      pk: `CONTACT#${contactId}`,
      sk,
      contactId,
      ...members,
      expiresAt: Math.floor(now().getTime() / 1000) + DAY_SECONDS,
    });
  return {
    hear: (contactId, heard) => put(contactId, `HEARD#${heard.at}#${heard.id}`, heard),
    of: contactId => table.partition<Heard>(`CONTACT#${contactId}`, 'HEARD#'),
    routed: (contactId, routed) => put(contactId, 'ROUTED', routed),
    lastRouted: contactId => table.get<Routed>(`CONTACT#${contactId}`, 'ROUTED'),
  };
}
