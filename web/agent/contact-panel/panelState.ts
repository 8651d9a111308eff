import { NO_CONTACTS, type PanelContact, type PanelState } from './contactPanel.ts';

/** A panel's state and who listens to it. */
export class Watched {
  #state: PanelState = NO_CONTACTS;
  readonly #listeners = new Set<() => void>();

  readonly get = (): PanelState => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  change(changes: Partial<PanelState>): void {
    const next = { ...this.#state, ...changes };
    if (JSON.stringify(next) === JSON.stringify(this.#state)) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }

  /** Adds the contact, or changes it where it stands. */
  put(contact: PanelContact): void {
    const { contacts } = this.#state;
    const isKnown = contacts.some(({ contactId }) => contactId === contact.contactId);
    this.change({
      contacts: isKnown
        ? contacts.map(other => (other.contactId === contact.contactId ? contact : other))
        : [...contacts, contact],
    });
  }

  drop(contactId: string): void {
    this.change({ contacts: this.#state.contacts.filter(other => other.contactId !== contactId) });
  }
}
