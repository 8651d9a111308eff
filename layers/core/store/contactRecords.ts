import type { Contact } from '../domain/case.ts';
import type { Table } from './table.ts';

/** The contacts of customers, by the first of their chain, and the case that each belongs to. */
export interface ContactRecords {
  /** Members of an existing contact that are given replace it; false when there was none and it was added. */
  saveContact(contact: Contact): Promise<void>;
  getContact(contactId: string): Promise<Contact | undefined>;
  endContact(contactId: string, at: string): Promise<Contact | undefined>;
  setConnection(contactId: string, connectionToken: string): Promise<void>;
  /** The chain of contacts went on under another id. */
  moveContact(contactId: string, currentId: string): Promise<void>;
  /** What is current is about to end because the customer goes on to another queue in the next contact of the chain. */
  leaveQueue(contactId: string, currentId: string): Promise<void>;
}

const contactKey = (contactId: string) => ({ pk: `CONTACT#${contactId}`, sk: 'CONTACT' });

export function createContactRecords(table: Table, expiresAt: () => number): ContactRecords {
  return {
    async saveContact(contact) {
      const key = contactKey(contact.contactId);
      if (await table.putNew({ ...key, ...contact, expiresAt: expiresAt() })) return;
      await table.update(key, { ...contact }, {});
    },

    getContact: contactId => table.get<Contact>(`CONTACT#${contactId}`, 'CONTACT'),

    async endContact(contactId, at) {
      const ended = await table.update<Contact>(
        contactKey(contactId),
        { endedAt: at },
        { absent: ['endedAt'] },
      );
      return ended.ok ? ended.item : ended.current;
    },

    async setConnection(contactId, connectionToken) {
      await table.update(contactKey(contactId), { connectionToken }, {});
    },

    async moveContact(contactId, currentId) {
      const key = contactKey(contactId);
      const contact = await table.get<Contact>(key.pk, key.sk);
      if (!contact || (contact.currentId ?? contactId) === currentId) return;
      await table.update(key, { currentId }, {});
    },

    async leaveQueue(contactId, leaving) {
      await table.update(contactKey(contactId), { leaving }, {});
    },
  };
}
