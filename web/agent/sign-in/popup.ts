import type { Browser } from './session.ts';

/**
 * The hosted pages refuse to be framed. In a frame (inside the Connect agent workspace) they open in a window of their own,
 * which brings their answer back to the frame and closes; otherwise the tab itself goes there.
 */
const NAME = 'augmented-support-sign-in';

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

function openWindow(url: string): Promise<URLSearchParams | undefined> {
  const opened = window.open(url, NAME, 'width=480,height=680');
  return new Promise(resolve => {
    window.addEventListener('message', function heard({ origin, source, data }: MessageEvent) {
      if (origin !== location.origin || source !== opened || typeof data?.signIn !== 'string') return;
      window.removeEventListener('message', heard);
      resolve(new URLSearchParams(data.signIn as string));
    });
  });
}
