import { useCallback, useEffect, useState } from 'react';

export interface Pages<T> {
  items: T[];
  loading: boolean;
  problem?: string;
  /** Reads the next page; absent at the end. */
  more?(): void;
}

/** A long list, read page by page. `key` says what is listed: when it changes, the list begins anew. */
export function usePages<T>(
  key: string,
  load: (cursor: string | undefined) => Promise<{ items: T[]; cursor?: string }>,
): Pages<T> {
  const [known, setKnown] = useState<{
    key: string;
    items: T[];
    cursor?: string;
    loading: boolean;
    problem?: string;
  }>({
    key,
    items: [],
    loading: true,
  });
  const read = useCallback(
    async (cursor: string | undefined) => {
      setKnown(before => ({
        ...(cursor && before.key === key ? before : { items: [] }),
        key,
        loading: true,
      }));
      const found = await load(cursor).catch((error: Error) => ({ problem: error.message }));
      setKnown(before => {
        if (before.key !== key) return before;
        if ('problem' in found) return { ...before, loading: false, problem: found.problem };
        return { key, items: [...before.items, ...found.items], cursor: found.cursor, loading: false };
      });
    },
    // What is loaded follows from the key alone.
    [key],
  );
  useEffect(() => void read(undefined), [read]);
  const { items, loading, problem, cursor } = known;
  return { items, loading, problem, ...(cursor && !loading ? { more: () => void read(cursor) } : {}) };
}
