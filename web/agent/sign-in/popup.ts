import type { Browser } from './session.ts';

/**
 * The hosted pages refuse to be framed. In a frame (inside the Connect agent workspace) they open in a window of their own,
 * which brings their answer back to the frame and closes; otherwise the tab itself goes there.
 */
const NAME = 'augmented-support-sign-in';
/** How often the page looks whether that window is still there. */
const LOOK_MS = 500;

export const isFramed = (): boolean => window.self !== window.top;

/** In that window: hands the answer over and closes. True when this is such a window. */
export function deliverAnswer(answer: URLSearchParams): boolean {
  const opener = window.opener as Window | null;
  if (window.name !== NAME || !opener || !(answer.has('code') || answer.has('error'))) return false;
  opener.postMessage({ signIn: answer.toString() }, location.origin);
  window.close();
  return true;
}

export const browser: Browser = {
  storage: sessionStorage,
  goTo: url => (isFramed() ? openWindow(url) : leave(url)),
  leaveTo: url => {
    // Framed, the hosted pages could not be shown; the session is forgotten, theirs ends by itself.
    if (isFramed()) location.reload();
    else location.assign(url);
  },
  now: () => Date.now(),
};

/** Never comes back: the page is gone. */
function leave(url: string): Promise<never> {
  location.assign(url);
  return new Promise(() => {});
}

/** Rejects when the window was kept from opening, or was closed without an answer. */
async function openWindow(url: string): Promise<URLSearchParams> {
  const opened = window.open(url, NAME, 'width=480,height=680');
  if (!opened)
    throw new Error('Your browser kept the sign-in window from opening. Allow pop-ups here, then try again.');
  const over = new AbortController();
  try {
    return await new Promise((resolve, reject) => {
      window.addEventListener(
        'message',
        ({ origin, source, data }: MessageEvent) => {
          if (origin !== location.origin || source !== opened || typeof data?.signIn !== 'string') return;
          resolve(new URLSearchParams(data.signIn as string));
        },
        { signal: over.signal },
      );
      let wasClosed = false;
      const looking = setInterval(() => {
        // The answer may be on its way when the window has just closed: it gets one more look.
        if (wasClosed) reject(new Error('The sign-in window was closed before anybody signed in.'));
        wasClosed = opened.closed;
      }, LOOK_MS);
      over.signal.addEventListener('abort', () => clearInterval(looking));
    });
  } finally {
    over.abort();
  }
}
