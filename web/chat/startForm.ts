import type { Page, PageConfig } from '../brand/brand.ts';
import { byId, element, fill } from '../dom/element.ts';
import { claimsOf } from './embedded.ts';
import { remembered } from './remembered.ts';
import type { Proof } from '../../layers/core/api/proofOfWork.ts';
import { demoIdentity, knock, type ChatRequest } from './startChat.ts';
import type { ChatWords } from './words/index.ts';

/** The API takes no more of them. */
const MOST_LANGUAGES = 20;

/** The form before a chat: who writes. Where the site says who that is, nothing is asked. */
export class StartForm {
  readonly #form = byId<HTMLFormElement>('start');
  readonly #name = byId<HTMLInputElement>('name');
  readonly #email = byId<HTMLInputElement>('email');
  readonly #button = byId<HTMLButtonElement>('start-button');
  readonly #wrong = byId('start-error');
  readonly #words: ChatWords;
  readonly #wanted: string[];
  readonly #knock: (key: string) => Promise<Proof | undefined>;
  /** Of the next chat: the same until it has begun, so that who presses the button again gets one chat. */
  #key = crypto.randomUUID();
  /** The work for it, begun when the form is touched: nobody waits for it then. */
  #proof: Promise<Proof | undefined> | undefined;
  #isKnown = false;

  constructor(
    config: PageConfig,
    { words, wanted }: Pick<Page<ChatWords>, 'words' | 'wanted'>,
    isEmbedded: boolean,
    onStart: () => Promise<void>,
  ) {
    this.#words = words;
    this.#wanted = wanted;
    this.#knock = key => knock(config, key, words);
    if (config.demo && !isEmbedded) offerIdentities(config.demo.identities);
    this.#form.addEventListener('focusin', () => {
      if (!this.#isKnown) this.#proof ??= this.#knock(this.#key);
    });
    this.#form.addEventListener('submit', event => {
      event.preventDefault();
      void this.#start(onStart);
    });
  }

  /** Who is signed in on the site around the chat. */
  known(token: string | undefined): void {
    const { name } = claimsOf(token);
    this.#another();
    this.#isKnown = token !== undefined;
    byId('strangers').hidden = this.#isKnown;
    byId('known').hidden = !this.#isKnown;
    byId('known').textContent = name ? this.#words.signedInAs(name) : this.#words.signedIn;
  }

  focus(): void {
    (this.#isKnown ? this.#button : this.#name).focus();
  }

  /** @param siteToken who is signed in on the site around the chat */
  async request(siteToken: string | undefined): Promise<ChatRequest> {
    const demo = byId<HTMLSelectElement>('identity').value;
    const identityToken = siteToken ?? (demo ? await demoIdentity(demo) : undefined);
    return {
      key: this.#key,
      displayName: this.#name.value.trim() || claimsOf(siteToken).name?.slice(0, 100),
      email: this.#email.value.trim() || undefined,
      identityToken,
      resume: remembered.resume(),
      languages: this.#wanted.slice(0, MOST_LANGUAGES),
      website: byId<HTMLInputElement>('website').value || undefined,
      proof: identityToken ? undefined : await this.#proof,
    };
  }

  #another(): void {
    this.#key = crypto.randomUUID();
    this.#proof = undefined;
  }

  async #start(onStart: () => Promise<void>): Promise<void> {
    this.#wrong.textContent = '';
    if (!this.#isKnown && !this.#form.checkValidity()) {
      this.#wrong.textContent = this.#name.validity.valid ? this.#words.checkEmail : this.#words.tellName;
      return;
    }
    this.#button.disabled = true;
    try {
      await onStart();
      this.#another();
    } catch (error) {
      this.#wrong.textContent = error instanceof Error ? error.message : this.#words.notJoined;
    } finally {
      this.#button.disabled = false;
    }
  }
}

function offerIdentities(identities: { id: string; label: string }[]): void {
  fill(
    byId('identity'),
    element('option', { value: '' }, 'nobody (a stranger)'),
    ...identities.map(({ id, label }) => element('option', { value: id }, label)),
  );
  byId('identity-choice').hidden = false;
}
