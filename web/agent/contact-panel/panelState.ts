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

  /** Adds the contact or changes it. */
  put(contact: PanelContact): void {
    this.change({ contacts: [...this.#others(contact.contactId), contact] });
  }

  drop(contactId: string): void {
    this.change({ contacts: this.#others(contactId) });
  }

  #others(contactId: string): PanelContact[] {
    return this.#state.contacts.filter(other => other.contactId !== contactId);
  }
}
