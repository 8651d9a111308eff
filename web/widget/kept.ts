const KEY = 'augmented-support';

/** What the site's own storage keeps, so that the chat goes on over the pages of the site: is there one, is it in sight. */
export type Kept = 'open' | 'running' | undefined;

export const kept = {
  read(): Kept {
    try {
      const value = localStorage.getItem(KEY);
      return value === 'open' || value === 'running' ? value : undefined;
    } catch {
      return undefined;
    }
  },
  write(value: Kept): void {
    try {
      if (value) localStorage.setItem(KEY, value);
      else localStorage.removeItem(KEY);
    } catch {
      // A browser that refuses storage only loses the comfort.
    }
  },
};
