import { refusalOf, typeByName, type FilePolicy } from '../../layers/core/domain/chatFiles.ts';
import { byId } from '../dom/element.ts';
import type { ChatFile } from './conversation.ts';
import type { SendingFile } from './view.ts';
import type { ChatWords } from './words/index.ts';

export interface AttachingOptions {
  /** None: the client takes no files, and the button stays away. */
  policy: FilePolicy | undefined;
  words: ChatWords;
  show(name: string): SendingFile;
  /** Rejects when the service doesn't have the file. */
  send(file: File): Promise<void>;
}

/** The button that sends a file: what can be told here of a wrong one is told before anything is sent. */
export class Attaching {
  readonly #options: AttachingOptions;
  readonly #input = byId<HTMLInputElement>('files');
  readonly #wrong = byId('file-error');
  /** On their way, by name. */
  readonly #underWay: { name: string; shown: SendingFile }[] = [];
  #had = 0;

  constructor(options: AttachingOptions) {
    this.#options = options;
    const { policy } = options;
    const button = byId<HTMLButtonElement>('attach');
    button.hidden = policy === undefined;
    if (!policy) return;
    this.#input.accept = policy.types
      .flatMap(type => (type === 'jpg' ? ['.jpg', '.jpeg'] : [`.${type}`]))
      .join(',');
    button.addEventListener('click', () => this.#input.click());
    this.#input.addEventListener('change', () => {
      for (const file of this.#input.files ?? []) this.#take(file, policy);
      // The same file may be chosen again.
      this.#input.value = '';
    });
  }

  /** A file is in the chat: the customer's own was on its way until now. */
  arrived({ name, isRefused }: ChatFile): void {
    const at = this.#underWay.findIndex(one => one.name === name);
    if (at >= 0) this.#underWay.splice(at, 1)[0]!.shown.gone();
    if (!isRefused) this.#had += 1;
  }

  /** Another chat begins. */
  reset(): void {
    this.#had = 0;
    this.#underWay.length = 0;
    this.#wrong.textContent = '';
  }

  #take(file: File, policy: FilePolicy): void {
    const { words } = this.#options;
    const { name, size } = file;
    const why = refusalOf(policy, {
      type: typeByName(name),
      size,
      before: this.#had + this.#underWay.length,
    });
    this.#wrong.textContent =
      why === 'type'
        ? words.fileNotType(name, policy.types.join(', '))
        : why === 'size'
          ? words.fileNotSize(name, policy.maxMegabytes)
          : why === 'number'
            ? words.fileNotNumber(policy.most)
            : size === 0
              ? words.fileEmpty(name)
              : '';
    if (!why && size > 0) void this.#send(file);
  }

  async #send(file: File): Promise<void> {
    const sending = { name: file.name, shown: this.#options.show(file.name) };
    this.#underWay.push(sending);
    try {
      await this.#options.send(file);
      sending.shown.checking();
    } catch {
      this.#underWay.splice(this.#underWay.indexOf(sending), 1);
      sending.shown.failed(() => {
        sending.shown.gone();
        void this.#send(file);
      });
    }
  }
}
