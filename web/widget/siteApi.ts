/** A signed identity token (docs/widget.md), or what fetches a fresh one: tokens live ten minutes, pages longer. */
export type Identity = string | (() => string | undefined | Promise<string | undefined>);

/** `window.augmentedSupport` once the script runs. Before that it may be an array of functions, each of which is then called. */
export interface SiteApi {
  open(): void;
  close(): void;
  /** Says who is signed in on the site. */
  identify(identity: Identity): void;
  /** Somebody signed out: the chat is closed and the next visitor of this browser does not find it. */
  forget(): void;
  push(...waiting: ((support: SiteApi) => void)[]): void;
}

type Waiting = ((support: SiteApi) => void)[];

export function publish(api: Omit<SiteApi, 'push'>): void {
  const place = window as unknown as { augmentedSupport?: SiteApi | Waiting };
  const waiting = place.augmentedSupport;
  const whole: SiteApi = {
    ...api,
    push: (...functions) => {
      for (const one of functions) one(whole);
    },
  };
  place.augmentedSupport = whole;
  if (Array.isArray(waiting)) whole.push(...waiting);
}
