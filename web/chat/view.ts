import { byId, element, fill } from '../dom/element.ts';
import { linked } from '../dom/linked.ts';
import type { ChatLine } from './conversation.ts';
import type { Sending } from './outbox.ts';

const SOURCES = /\n+\s*(Sources?: [^\n]+)\s*$/;

/** The list of messages. Knows what is shown already, so that echoes and transcripts change nothing. */
export class LinesView {
  readonly #list = byId('lines');
  readonly #shown = new Map<string, HTMLLIElement>();
  readonly #site: string | undefined;
  #lastSpeaker = '';

  constructor(site: string | undefined) {
    this.#site = site;
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
            'Not sent yet.',
            element('button', { type: 'button', onclick: again }, 'Try again'),
          ),
        );
      },
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
    const sources = line.from === 'ai' ? SOURCES.exec(line.text) : null;
    const said = sources ? line.text.slice(0, sources.index) : line.text;
    const bubble = element('span', { class: 'bubble' }, ...linked(said, this.#site));
    if (sources?.[1]) bubble.append(element('span', { class: 'sources' }, ...linked(sources[1], this.#site)));
    const who =
      line.from === 'customer' ? undefined : line.from === 'ai' ? 'Assistant' : (line.name ?? 'Support');
    return [...(named && who ? [element('span', { class: 'who' }, who)] : []), bubble];
  }

  #append(item: HTMLLIElement): void {
    const list = this.#list;
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 120;
    list.append(item);
    if (atEnd || item.classList.contains('customer')) list.scrollTop = list.scrollHeight;
  }
}
