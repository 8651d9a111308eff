import { byId } from '../dom/element.ts';
import { callLink } from '../link/openLink.ts';
import type { LinkWords } from '../link/words.ts';
import { remembered } from './remembered.ts';
import type { ChatWords } from './words/index.ts';

/** After the chat: the customer may have it by mail, at an address that is theirs by the code it gets. */
export class Mailing {
  readonly #apiUrl: string;
  readonly #words: ChatWords;
  readonly #linkWords: LinkWords;
  readonly #form = byId<HTMLFormElement>('mail-chat');
  readonly #email = byId<HTMLInputElement>('mail-to');
  readonly #code = byId<HTMLInputElement>('mail-code');
  readonly #told = byId('mail-told');

  constructor(apiUrl: string, words: ChatWords, linkWords: LinkWords) {
    this.#apiUrl = apiUrl;
    this.#words = words;
    this.#linkWords = linkWords;
    byId('mail-open').addEventListener('click', () => {
      byId('mail-open').hidden = true;
      this.#form.hidden = false;
      void this.#ask();
    });
    this.#form.addEventListener('submit', event => {
      event.preventDefault();
      void this.#ask();
    });
  }

  /** A chat has ended, or another begins. */
  reset(): void {
    byId('mail-open').hidden = remembered.resume() === undefined;
    this.#form.hidden = true;
    byId('mail-code-part').hidden = true;
    byId('mail-to-part').hidden = false;
    byId('mail-ask').hidden = false;
    this.#code.value = '';
    this.#told.textContent = '';
  }

  async #ask(): Promise<void> {
    const token = remembered.resume();
    if (!token) return;
    const email = this.#email.value.trim();
    const code = this.#code.value.trim();
    const asked = await callLink<{ next: 'sent' | 'code' }>(
      `${this.#apiUrl}/transcripts/${encodeURIComponent(token)}`,
      { ...(email && { email }), ...(code && { code }) },
      undefined,
      this.#linkWords,
    );
    const words = this.#words;
    if (asked.ok && asked.body.next === 'code') {
      byId('mail-code-part').hidden = false;
      this.#told.textContent = words.codeMailed;
      this.#code.focus();
      return;
    }
    if (asked.ok || asked.code === 'already') {
      byId('mail-to-part').hidden = true;
      byId('mail-code-part').hidden = true;
      byId('mail-ask').hidden = true;
    }
    this.#told.textContent = asked.ok ? words.chatMailed : this.#refusal(asked);
  }

  #refusal({ code, message, retryAfter }: { code: string; message: string; retryAfter?: number }): string {
    if (retryAfter) return message;
    const words = this.#words;
    const by: Record<string, string> = {
      '': words.notReached,
      already: words.chatMailedBefore,
      'wrong-code': words.mailWrongCode,
      'too-many': words.mailTooMany,
      'no-address': words.mailNoAddress,
      'bad-request': words.checkEmail,
      'nothing-said': words.nothingSaid,
    };
    return by[code] ?? words.mailFailed;
  }
}
