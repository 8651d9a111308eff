import type { Table } from './table.ts';

/** An agent whose workspace is open. */
export interface Present {
  id: string;
  name: string;
  queues: string[];
  /** ARN of their account in Connect, as their contact panel says it. */
  connectAgent?: string;
  seenAt: string;
}

/** Who is at work, as their workspaces show by asking for news. Connect's own agent states are for routing contacts. */
export interface Presence {
  /** Says that this person is there; written once in `EVERY_MS` at most. */
  seen(agent: Omit<Present, 'seenAt'>): Promise<void>;
  /** Those seen in the last quarter of an hour. */
  list(): Promise<Present[]>;
  /** One who was seen within a day. */
  find(id: string): Promise<Present | undefined>;
}

const EVERY_MS = 60_000;
const PRESENT_MS = 15 * 60_000;
const DAY_SECONDS = 24 * 3600;

export function createPresence({ table, now }: { table: Table; now: () => Date }): Presence {
  const written = new Map<string, number>();
  return {
    async seen({ id, name, queues, connectAgent }) {
      const at = now().getTime();
      // Where contacts ring for them is known as soon as their page knows it.
      const what = `${id} ${connectAgent ?? ''}`;
      if (at - (written.get(what) ?? -EVERY_MS) < EVERY_MS) return;
      written.set(what, at);
      const key = { pk: 'AGENTS', sk: `AGENT#${id}` };
      // Not every page of theirs has a contact panel.
      const known = connectAgent ?? (await table.get<Present>(key.pk, key.sk))?.connectAgent;
      await table.put({
        ...key,
        id,
        name,
        queues,
        ...(known && { connectAgent: known }),
        seenAt: new Date(at).toISOString(),
        expiresAt: Math.floor(at / 1000) + DAY_SECONDS,
      });
    },
    find: id => table.get<Present>('AGENTS', `AGENT#${id}`),
    async list() {
      const since = new Date(now().getTime() - PRESENT_MS).toISOString();
      const all = await table.partition<Present>('AGENTS', 'AGENT#');
      return all.filter(({ seenAt }) => seenAt >= since);
    },
  };
}
