/** Longest pause after failures, each of which doubles it. */
const LONGEST_PAUSE_MS = 60_000;

export interface Polling {
  /** Asks at once; an answer that is under way to an earlier question no longer counts. */
  now(): void;
  stop(): void;
}

export interface PollOptions<T> {
  everyMs: number;
  load(): Promise<T>;
  onValue(value: T): void;
  onError(error: Error): void;
  /** The browser's own unless told. */
  page?: Pick<Document, 'hidden' | 'addEventListener' | 'removeEventListener'>;
  wait?: (job: () => void, ms: number) => () => void;
}

/** Polls while the page is visible: a hidden one stops, and asks at once when it is looked at again. */
export function pollEvery<T>({
  everyMs,
  load,
  onValue,
  onError,
  page = document,
  wait = waitReally,
}: PollOptions<T>): Polling {
  let question = 0;
  let failures = 0;
  let cancel = () => {};

  const now = () => {
    cancel();
    const mine = (question += 1);
    load()
      .then(
        value => {
          if (mine !== question) return;
          failures = 0;
          onValue(value);
        },
        (error: unknown) => {
          if (mine !== question) return;
          failures += 1;
          onError(error instanceof Error ? error : new Error(String(error)));
        },
      )
      .finally(() => {
        if (mine !== question || page.hidden) return;
        cancel = wait(now, Math.min(everyMs * 2 ** failures, Math.max(everyMs, LONGEST_PAUSE_MS)));
      });
  };
  const onVisibility = () => {
    if (page.hidden) cancel();
    else now();
  };
  page.addEventListener('visibilitychange', onVisibility);
  now();
  return {
    now,
    stop() {
      question += 1;
      cancel();
      page.removeEventListener('visibilitychange', onVisibility);
    },
  };
}

function waitReally(job: () => void, ms: number): () => void {
  const timer = setTimeout(job, ms);
  return () => clearTimeout(timer);
}
