import { messageOf, type ToChat, type ToWidget } from '../embedding/messages.ts';

/** The page of the client's site around the chat. */
export interface Surrounding {
  /** Resolves with the site's first word, or after `GREETING_MS` without one. */
  greeted: Promise<void>;
  /** The identity token of whoever is signed in on the site now. */
  identity(): Promise<string | undefined>;
  tell(message: ToWidget): void;
  /** Whether the visitor sees the chat. */
  isShown(): boolean;
}

export interface SurroundingEvents {
  /** Who is signed in, told at the beginning and whenever it changes. */
  identity(token: string | undefined): void;
  shown(focus: boolean): void;
  forget(): void;
}

const GREETING_MS = 3_000;
/** A site that takes longer to say who is signed in is not waited for: the chat starts without a name. */
const IDENTITY_MS = 8_000;

/** The site that frames this page; undefined when nobody does. Only sites of client.yaml are listened to. */
export function findSurrounding(sites: string[], events: SurroundingEvents): Surrounding | undefined {
  const site = window.parent;
  if (site === window) return undefined;
  let origin: string | undefined;
  let isShown = false;
  let asked: ((token: string | undefined) => void) | undefined;
  const tell = (message: ToWidget) => origin && site.postMessage(message, origin);

  const greeted = new Promise<void>(resolve => {
    setTimeout(resolve, GREETING_MS);
    window.addEventListener('message', event => {
      if (event.source !== site || !sites.includes(event.origin)) return;
      const message = messageOf<ToChat>(event.data);
      if (!message) return;
      origin = event.origin;
      if (message.support === 'hello') {
        events.identity(message.token);
        resolve();
      } else if (message.support === 'identity') asked?.(message.token);
      else if (message.support === 'forget') events.forget();
      else if (message.support === 'shown' || message.support === 'hidden') {
        isShown = message.support === 'shown';
        if (message.support === 'shown') events.shown(message.focus);
      }
    });
  });
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') tell({ support: 'close' });
  });
  // Says nothing of anybody, and so may go to whoever frames the page.
  site.postMessage({ support: 'ready' } satisfies ToWidget, '*');

  return {
    greeted,
    tell,
    isShown: () => isShown,
    identity: () =>
      new Promise(resolve => {
        if (!origin) return resolve(undefined);
        asked = resolve;
        setTimeout(() => resolve(undefined), IDENTITY_MS);
        tell({ support: 'identity-wanted' });
      }),
  };
}

/** What a token says of itself. Only for the page's looks: the API checks it. */
export function claimsOf(token: string | undefined): { sub?: string; name?: string } {
  try {
    const part = token!.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/');
    const bytes = Uint8Array.from(atob(part), character => character.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)) as { sub?: string; name?: string };
  } catch {
    return {};
  }
}
