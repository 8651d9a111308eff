import type { Golden } from './golden.ts';
import type { ChatMessage, Stage, StageCall, StageCase, StageChat } from './stage.ts';

/** One line of what happened, for the reader. */
export interface Line {
  at: number;
  who: string;
  text: string;
}

/** A golden while it is played: the customer's chats, what has been read of them so far, and what was captured. */
export class Scene {
  readonly golden: Golden;
  readonly stage: Stage;
  readonly captured: Record<string, string> = {};
  readonly lines: Line[] = [];
  /** Contacts of chats, and `mail:<id>` of mails. */
  readonly contactIds: string[] = [];
  readonly mailsWritten: { address: string; messageId: string }[] = [];
  readonly #mailsBefore: number;
  readonly #notificationsBefore: number;
  readonly #textsBefore: number;
  readonly #requestsBefore: number;
  /** Chats of other customers. */
  readonly others: StageChat[] = [];
  /** What was to fail, and whether it did. */
  readonly faults: { what: string; step: number; hit(): boolean }[] = [];
  chat: StageChat | undefined;
  call: StageCall | undefined;
  /** Messages of the present chat up to here have been checked. */
  read = 0;
  #told = 0;
  #mailsTold: number;

  constructor(golden: Golden, stage: Stage) {
    this.golden = golden;
    this.stage = stage;
    this.#mailsBefore = this.#mailsTold = stage.mails().length;
    this.#notificationsBefore = stage.notifications().length;
    this.#textsBefore = stage.textMessages().length;
    this.#requestsBefore = stage.serviceRequests().length;
  }

  /** Starts a chat of the golden's customer and makes it the present one. */
  async begin(resume?: string): Promise<void> {
    const { name, email, languages, identity, phone } = this.golden.customer;
    if (phone) return this.takeUp(await this.stage.startCall(phone));
    const identityToken =
      identity && (await this.stage.signIdentity({ ...identity, name, ...(email ? { email } : {}) }));
    this.chat = await this.stage.startChat({
      displayName: name,
      ...(email ? { email } : {}),
      ...(languages && { languages }),
      ...(identityToken ? { identityToken } : {}),
      ...(resume ? { resume } : {}),
    });
    this.#present(this.chat);
  }

  /** A call becomes the present conversation. */
  takeUp(call: StageCall): void {
    this.chat = this.call = call;
    this.#present(call);
  }

  #present({ contactId }: StageChat): void {
    this.contactIds.push(contactId);
    this.read = 0;
    this.#told = 0;
  }

  /** Waits until the system is idle and writes down what is new. */
  async settle(): Promise<void> {
    await this.stage.idle();
    const messages = await this.messages();
    for (const { from, name, text, note } of messages.slice(this.#told)) {
      if (from !== 'customer')
        this.note(from === 'ai' ? 'ai' : `person (${name})`, note ? `${text} ${note}` : text);
    }
    this.#told = messages.length;
    const mails = this.stage.mails();
    for (const mail of mails.slice(this.#mailsTold)) this.note(`mail to ${mail.to.join(', ')}`, mail.subject);
    this.#mailsTold = mails.length;
  }

  note(who: string, text: string): void {
    this.lines.push({ at: this.stage.clock.now(), who, text });
  }

  async messages(): Promise<ChatMessage[]> {
    return this.chat ? this.chat.seen() : [];
  }
  mails = () => this.stage.mails().slice(this.#mailsBefore);
  notifications = () => this.stage.notifications().slice(this.#notificationsBefore);
  textMessages = () => this.stage.textMessages().slice(this.#textsBefore);
  requests = () => this.stage.serviceRequests().slice(this.#requestsBefore);
  theCase = (): Promise<StageCase | undefined> => this.stage.caseOf(this.contactIds);
}
