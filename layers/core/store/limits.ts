import type { Table } from './table.ts';

/** How often something may be done; every attempt that is let through counts. */
export interface Limits {
  /** Takes one of `most` places in the present window of `seconds`; false when there is none left. */
  take(key: string, most: number, seconds: number): Promise<boolean>;
}

/** Each place is an item of its own that can be written once: no counter to read and write back. */
export function createLimits(table: Table, now: () => Date): Limits {
  return {
    async take(key, most, seconds) {
      const second = Math.floor(now().getTime() / 1000);
      const window = Math.floor(second / seconds);
      for (let place = 0; place < most; place++) {
        const item = { pk: `LIMIT#${key}#${window}`, sk: String(place), expiresAt: second + 2 * seconds };
        if (await table.putNew(item)) return true;
      }
      return false;
    },
  };
}
