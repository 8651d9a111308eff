import { byId, element, fill } from '../dom/element.ts';
import { linked } from '../dom/linked.ts';
import type { ChatFile, ChatLine } from './conversation.ts';
import type { Sending } from './outbox.ts';
import type { ChatWords } from './words/index.ts';

/** How a file on its way looks. */
export interface SendingFile {
  checking(): void;
  failed(again: () => void): void;
  gone(): void;
}

const SOURCES = /\n+\s*(Sources?: [^\n]+)\s*$/;

/** The list of messages. Knows what is shown already, so that echoes and transcripts change nothing. */
export class LinesView {
  readonly #list = byId('lines');
  readonly #shown = new Map<string, HTMLLIElement>();
  readonly #site: string | undefined;
  readonly #words: ChatWords;
  readonly #open: (file: ChatFile) => void;
  #lastSpeaker = '';

  /** @param open fetches a file that was sent */
  constructor(site: string | undefined, words: ChatWords, open: (file: ChatFile) => void) {
    this.#site = site;
    this.#words = words;
    this.#open = open;
  }

  /** Shows a line, or brings the one with the same id up to date. True when it is new. */
  show(line: ChatLine): boolean {
    const before = this.#shown.get(line.id);
    if (before) {
      fill(before, ...this.#content(line, before.querySelector('.who') !== null));
      return false;
    }
    const speaker = line.from === 'person' ? `person ${line.name ?? ''}` : line.from;
    const item = element('li', { class: line.from }, ...this.#content(line, speaker !== this.#lastSpeaker));
    this.#lastSpeaker = speaker;
    this.#shown.set(line.id, item);
    this.#append(item);
    return true;
  }

  /** Shows what the customer has just written while it is on its way. */
  sending(text: string): Sending {
    const item = element('li', { class: 'customer sending' }, element('span', { class: 'bubble' }, text));
    this.#lastSpeaker = 'customer';
    this.#append(item);
    const unmark = () => item.querySelector('.note')?.remove();
    return {
      sent: id => {
        const echo = this.#shown.get(id);
        if (echo) echo.remove();
        unmark();
        item.className = 'customer';
        this.#shown.set(id, item);
      },
      waiting: again => {
        item.className = 'customer failed';
        unmark();
        item.append(
          element(
            'span',
            { class: 'note' },
            this.#words.notSentYet,
            element('button', { type: 'button', onclick: again }, this.#words.tryAgain),
          ),
        );
      },
    };
  }

  /** Shows a file that the customer has chosen until the chat has it. Connect's library tells of no progress. */
  sendingFile(name: string): SendingFile {
    const text = element('span', {}, this.#words.fileSending(name));
    const bubble = element('span', { class: 'bubble' }, text, element('progress'));
    const item = element('li', { class: 'customer sending' }, bubble);
    this.#lastSpeaker = 'customer';
    this.#append(item);
    return {
      checking: () => fill(text, this.#words.fileChecking(name)),
      failed: again => {
        item.className = 'customer failed';
        fill(
          item,
          element('span', { class: 'note' }, this.#words.fileFailed(name)),
          element('button', { type: 'button', onclick: again }, this.#words.tryAgain),
        );
      },
      gone: () => item.remove(),
    };
  }

  /** Lines that came out of sight could not scroll the list. */
  toEnd(): void {
    this.#list.scrollTop = this.#list.scrollHeight;
  }

  clear(): void {
    this.#shown.clear();
    this.#lastSpeaker = '';
    fill(this.#list);
  }

  #content(line: ChatLine, named: boolean): (Node | string)[] {
    if (line.from === 'system') return [line.text];
    if (line.file?.isRefused)
      return [element('span', { class: 'note' }, this.#words.fileRefused(line.file.name))];
    const sources = line.from === 'ai' ? SOURCES.exec(line.text) : null;
    const said = sources ? line.text.slice(0, sources.index) : line.text;
    const bubble = element(
      'span',
      { class: 'bubble' },
      ...(line.file ? [this.#file(line.file)] : linked(said, this.#site)),
    );
    if (sources?.[1]) bubble.append(element('span', { class: 'sources' }, ...linked(sources[1], this.#site)));
    const who =
      line.from === 'customer'
        ? undefined
        : line.from === 'ai'
          ? this.#words.assistant
          : (line.name ?? this.#words.support);
    return [...(named && who ? [element('span', { class: 'who' }, who)] : []), bubble];
  }

  #file(file: ChatFile): HTMLButtonElement {
    return element('button', { type: 'button', class: 'file', onclick: () => this.#open(file) }, file.name);
  }

  #append(item: HTMLLIElement): void {
    const list = this.#list;
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 120;
    list.append(item);
    if (atEnd || item.classList.contains('customer')) list.scrollTop = list.scrollHeight;
  }
}
