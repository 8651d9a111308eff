import {
  authorizeUrl,
  exchangeCode,
  logoutUrl,
  refreshTokens,
  type HostedPages,
  type TokenReply,
} from './hostedPages.ts';
import { makeProof, randomText } from './pkce.ts';

/** A new token is asked for this long before the old one runs out. */
const EARLY_MS = 2 * 60_000;
const PENDING = 'sign-in.pending';
const REFRESH = 'sign-in.refresh';

/** What a page lends the session; a test gives its own. */
export interface Browser {
  /** Kept as long as the tab. */
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** Goes to the hosted pages and, in a window of its own, comes back with what they answered (see popup.ts). */
  goTo(url: string): Promise<URLSearchParams | undefined>;
  leaveTo(url: string): void;
  now(): number;
}

export type Begun = 'signed-in' | 'signed-out' | { problem: string };

/**
 * Who is signed in in this tab. The ID token stays in memory; the refresh token in the tab's own storage, so that a reload
 * doesn't sign out and closing the tab does.
 */
export class Session {
  readonly #pages: HostedPages;
  readonly #browser: Browser;
  #idToken?: string;
  #until = 0;
  #renewing?: Promise<boolean>;
  /** Called when the session has ended and nobody asked it to. */
  onEnded: () => void = () => {};

  constructor(pages: HostedPages, browser: Browser) {
    this.#pages = pages;
    this.#browser = browser;
  }

  /** Takes up what the hosted pages sent back in the address, or an earlier session of this tab. */
  async begin(answer: URLSearchParams): Promise<Begun> {
    if (answer.has('code') || answer.has('error')) return this.#finish(answer);
    return (await this.#renew()) ? 'signed-in' : 'signed-out';
  }

  /** Leaves for the hosted pages, or, where they open in a window of their own, comes back signed in. */
  async signIn(): Promise<Begun | undefined> {
    const { verifier, challenge } = await makeProof();
    const state = randomText(16);
    this.#browser.storage.setItem(PENDING, JSON.stringify({ verifier, state }));
    const answer = await this.#browser.goTo(authorizeUrl(this.#pages, { state, challenge }));
    return answer && this.#finish(answer);
  }

  signOut(): void {
    this.#forget();
    this.#browser.leaveTo(logoutUrl(this.#pages));
  }

  /** An ID token good for a while yet. `refused` is one that the API turned away: its clock may differ from ours. */
  async token(refused?: string): Promise<string> {
    const isFresh =
      this.#idToken && this.#idToken !== refused && this.#browser.now() < this.#until - EARLY_MS;
    if (isFresh) return this.#idToken!;
    this.#renewing ??= this.#renew().finally(() => (this.#renewing = undefined));
    if (await this.#renewing) return this.#idToken!;
    this.onEnded();
    throw new SignedOut();
  }

  async #finish(answer: URLSearchParams): Promise<Begun> {
    const pending = JSON.parse(this.#browser.storage.getItem(PENDING) ?? 'null') as {
      verifier: string;
      state: string;
    } | null;
    this.#browser.storage.removeItem(PENDING);
    const code = answer.get('code');
    if (!code)
      return {
        problem: `The sign-in was refused (${answer.get('error_description') ?? answer.get('error')}).`,
      };
    if (!pending || pending.state !== answer.get('state'))
      return { problem: 'That sign-in was not started in this tab. Please sign in again.' };
    const tokens = await exchangeCode(this.#pages, code, pending.verifier);
    if (!tokens) return { problem: 'The sign-in took too long or was used already. Please sign in again.' };
    this.#keep(tokens);
    return 'signed-in';
  }

  async #renew(): Promise<boolean> {
    const refreshToken = this.#browser.storage.getItem(REFRESH);
    const tokens = refreshToken ? await refreshTokens(this.#pages, refreshToken) : undefined;
    if (tokens) this.#keep(tokens);
    else this.#forget();
    return tokens !== undefined;
  }

  #keep({ id_token, refresh_token, expires_in }: TokenReply): void {
    this.#idToken = id_token;
    this.#until = this.#browser.now() + expires_in * 1000;
    if (refresh_token) this.#browser.storage.setItem(REFRESH, refresh_token);
  }

  #forget(): void {
    this.#idToken = undefined;
    this.#browser.storage.removeItem(REFRESH);
  }
}

/** Nobody is signed in (any more). */
export class SignedOut extends Error {
  constructor() {
    super('Please sign in again.');
    this.name = 'SignedOut';
  }
}
