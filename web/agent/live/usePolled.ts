import { useCallback, useEffect, useRef, useState } from 'react';
import { pollEvery } from './pollEvery.ts';

export interface Polled<T> {
  value?: T;
  /** Why the last try failed; `value` is then what was known before. */
  error?: Error;
  /** Asks again at once. */
  refresh(): void;
}

/**
 * Asks again and again while the page can be seen, and less often while asking fails. `key` says what is asked for: when it
 * changes, what was known is dropped; undefined asks for nothing.
 */
export function usePolled<T>(key: string | undefined, everyMs: number, load: () => Promise<T>): Polled<T> {
  const [known, setKnown] = useState<{ key?: string; value?: T; error?: Error }>({});
  const loading = useRef(load);
  const poll = useRef<{ now(): void } | undefined>(undefined);
  useEffect(() => {
    loading.current = load;
  });
  useEffect(() => {
    if (key === undefined) return undefined;
    const polling = pollEvery<T>({
      everyMs,
      load: () => loading.current(),
      onValue: value => setKnown({ key, value }),
      onError: error => setKnown(before => ({ ...(before.key === key ? before : { key }), error })),
    });
    poll.current = polling;
    return () => polling.stop();
  }, [key, everyMs]);
  const refresh = useCallback(() => poll.current?.now(), []);
  return known.key === key && key !== undefined
    ? { value: known.value, error: known.error, refresh }
    : { refresh };
}
