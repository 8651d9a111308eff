import type { Customer } from '../domain/case.ts';
import type { Table } from './table.ts';

/** What a customer said in a chat with the AI, as Connect streams it. */
export interface Heard {
  id: string;
  at: string;
  text: string;
}

/** A chat went to people without a turn that would have said so: what was heard up to `at` may be in no turn. */
export interface BrokenOff {
  at: string;
  customer: Customer;
  /** Of the contact's attributes. */
  caseId?: string;
}

/**
 * What customers say to the AI, kept a day beside the turns: where the bot can't reach us, a message is in no turn. Whoever
 * marks that a chat broke off does it before looking at what was heard, and whoever hears something before looking at the
 * mark: so one of the two sees both.
 */
export interface HeardMessages {
  hear(contactId: string, heard: Heard): Promise<void>;
  of(contactId: string): Promise<Heard[]>;
  breakOff(contactId: string, broken: BrokenOff): Promise<void>;
  brokenOff(contactId: string): Promise<BrokenOff | undefined>;
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
    breakOff: (contactId, broken) => put(contactId, 'BROKEN-OFF', broken),
    brokenOff: contactId => table.get<BrokenOff>(`CONTACT#${contactId}`, 'BROKEN-OFF'),
  };
}
