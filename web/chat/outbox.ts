/** A message that the service has not confirmed. */
export interface Unsent {
  /** The same for every try, so that a message whose confirmation was lost isn't said twice. */
  token: string;
  text: string;
}

/** How a message on its way looks. */
export interface Sending {
  sent(id: string): void;
  waiting(again: () => void): void;
}

export interface OutboxOptions {
  /** Gives the message's id; rejects when it isn't known to have arrived. */
  deliver(item: Unsent): Promise<string>;
  show(text: string): Sending;
  /** Told after every change, so that a reload loses nothing. */
  keep(items: Unsent[]): void;
}

/** The customer's messages in their order, each sent once: one that fails waits, and all after it wait behind it. */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #items: { unsent: Unsent; shown: Sending }[] = [];
  #isSending = false;
  #again = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  get texts(): string[] {
    return this.#items.map(({ unsent }) => unsent.text);
  }

  add(texts: string[]): void {
    this.restore(texts.map(text => ({ token: crypto.randomUUID(), text })));
    void this.flush();
  }

  /** Takes up what an earlier page had left. */
  restore(items: Unsent[]): void {
    for (const unsent of items) this.#items.push({ unsent, shown: this.#options.show(unsent.text) });
    this.#keep();
  }

  /** Sends what waits. Called while something is being sent, it tries once more should that fail. */
  async flush(): Promise<void> {
    if (this.#isSending) {
      this.#again = true;
      return;
    }
    this.#isSending = true;
    do {
      this.#again = false;
      await this.#sendAll();
    } while (this.#again);
    this.#isSending = false;
  }

  async #sendAll(): Promise<void> {
    try {
      for (let next = this.#items[0]; next; next = this.#items[0]) {
        const id = await this.#options.deliver(next.unsent);
        next.shown.sent(id);
        this.#items.shift();
        this.#keep();
      }
    } catch {
      for (const { shown } of this.#items) shown.waiting(() => void this.flush());
    }
  }

  #keep(): void {
    this.#options.keep(this.#items.map(({ unsent }) => unsent));
  }
}
