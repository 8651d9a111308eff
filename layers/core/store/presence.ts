import type { Table } from './table.ts';

/** An agent whose workspace is open. */
export interface Present {
  id: string;
  name: string;
  queues: string[];
  seenAt: string;
}

/** Who is at work, as their workspaces show by asking for news. Connect's own agent states are for routing contacts. */
export interface Presence {
  /** Says that this person is there; written once in `EVERY_MS` at most. */
  seen(agent: Omit<Present, 'seenAt'>): Promise<void>;
  /** Those seen in the last quarter of an hour. */
  list(): Promise<Present[]>;
}

const EVERY_MS = 60_000;
const PRESENT_MS = 15 * 60_000;
const DAY_SECONDS = 24 * 3600;

export function createPresence({ table, now }: { table: Table; now: () => Date }): Presence {
  const written = new Map<string, number>();
  return {
    async seen({ id, name, queues }) {
      const at = now().getTime();
      if (at - (written.get(id) ?? -EVERY_MS) < EVERY_MS) return;
      written.set(id, at);
      await table.put({
        pk: 'AGENTS',
        sk: `AGENT#${id}`,
        id,
        name,
        queues,
        seenAt: new Date(at).toISOString(),
        expiresAt: Math.floor(at / 1000) + DAY_SECONDS,
      });
    },
    async list() {
      const since = new Date(now().getTime() - PRESENT_MS).toISOString();
      const all = await table.partition<Present>('AGENTS', 'AGENT#');
      return all.filter(({ seenAt }) => seenAt >= since);
    },
  };
}
