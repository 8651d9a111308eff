import type { Table } from './table.ts';

/** Counts tries over cases and chats, so that opening a new chat resets nothing. */
export interface Attempts {
  /** Counts one more try under `key`; false when that is more than `most` within `hours` of the first. */
  take(key: string, limit: { most: number; hours: number }): Promise<boolean>;
}

/** Writers that meet on one count try again this often; somebody who loses more races is guessing in parallel. */
const RACES = 4;

/** Keys must hold no address and no secret: they are kept as they are, until their window has passed. */
export function createAttempts(table: Table, now: () => Date): Attempts {
  return {
    async take(key, { most, hours }) {
      const item = { pk: `ATTEMPTS#${key}`, sk: 'ATTEMPTS' };
      const until = now().getTime() + hours * 3600_000;
      const fresh = { count: 1, until, expiresAt: Math.ceil(until / 1000) };
      if (await table.putNew({ ...item, ...fresh })) return true;
      for (let race = 0; race < RACES; race++) {
        const current = await table.get<{ count: number; until: number }>(item.pk, item.sk);
        if (!current) continue;
        const over = current.until <= now().getTime();
        if (!over && current.count >= most) return false;
        const changed = await table.update(item, over ? fresh : { count: current.count + 1 }, {
          equals: { count: current.count, until: current.until },
        });
        if (changed.ok) return true;
      }
      return false;
    },
  };
}
