import { readableOn } from '../../layers/core/mail/readableOn.ts';
import { element } from '../dom/element.ts';
import { STYLE } from './style.ts';
import type { WidgetWords } from './words.ts';

export interface Look {
  name: string;
  words: WidgetWords;
  label: string;
  colour: string;
  position: 'left' | 'right';
}

/** The button, and the panel with the chat's frame, which is loaded when it is first wanted. */
export class Panel {
  readonly #launcher: HTMLButtonElement;
  readonly #panel: HTMLElement;
  readonly #look: Look;
  readonly #address: string;
  #frame: HTMLIFrameElement | undefined;
  #unread = 0;

  constructor(look: Look, address: string, onToggle: () => void, onClose: () => void) {
    this.#look = look;
    this.#address = address;
    const host = element('div', { 'data-augmented-support': true });
    const root = host.attachShadow({ mode: 'open' });
    // A sheet made by script stands under every content policy; an inline one does not.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    host.style.setProperty('--brand', look.colour);
    host.style.setProperty('--on-brand', readableOn(look.colour));
    this.#launcher = element('button', {
      type: 'button',
      class: `launcher ${look.position}`,
      'aria-haspopup': 'dialog',
      'aria-expanded': 'false',
      onclick: onToggle,
    });
    const close = element(
      'button',
      { type: 'button', class: 'close', 'aria-label': look.words.closeChat },
      '×',
    );
    close.addEventListener('click', onClose);
    const name = look.words.chatWith(look.name);
    this.#panel = element(
      'div',
      { class: `panel ${look.position}`, role: 'dialog', 'aria-label': name, hidden: true },
      close,
    );
    root.addEventListener('keydown', event => {
      if ((event as KeyboardEvent).key === 'Escape' && this.isOpen) onClose();
    });
    root.append(this.#launcher, this.#panel);
    this.unread(0);
    document.body.append(host);
  }

  get isOpen(): boolean {
    return !this.#panel.hidden;
  }

  get window(): Window | null | undefined {
    return this.#frame?.contentWindow;
  }

  /** Loads the chat, in sight or not. */
  load(): void {
    if (this.#frame) return;
    this.#frame = element('iframe', {
      src: this.#address,
      title: this.#look.words.chatWith(this.#look.name),
      allow: 'clipboard-write',
    });
    this.#panel.prepend(this.#frame);
  }

  show(focus: boolean): void {
    this.load();
    this.#panel.hidden = false;
    this.#launcher.setAttribute('aria-expanded', 'true');
    if (focus) this.#frame!.focus();
  }

  /** Puts it out of sight; the focus goes back to where it was opened. */
  hide(): void {
    this.#panel.hidden = true;
    this.#launcher.setAttribute('aria-expanded', 'false');
    this.#launcher.focus();
  }

  unread(count: number): void {
    if (count === this.#unread && this.#launcher.firstChild) return;
    this.#unread = count;
    const mark =
      count > 0 && element('span', { class: 'unread', 'aria-hidden': 'true' }, count > 9 ? '9+' : count);
    this.#launcher.replaceChildren(this.#look.label, ...(mark ? [mark] : []));
    const news = this.#look.words.newMessages(count);
    this.#launcher.setAttribute('aria-label', count > 0 ? `${this.#look.label}, ${news}` : this.#look.label);
  }
}
