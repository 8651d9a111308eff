import type { AuditedRead } from '../api/audit.ts';
import { createAuditChain, digestOf, nameOf } from './auditChain.ts';
import type { Table } from './table.ts';

/** Who read which transcript. Lines are only ever added; a chain beside them shows it when one was changed or removed. */
export interface Audit {
  /** @throws when it can't be written: then nothing may be shown */
  read(read: Pick<AuditedRead, 'caseId' | 'by' | 'way'>): Promise<void>;
  /** Newest first. */
  ofCase(caseId: string): Promise<AuditedRead[]>;
  /** `day` is a date in UTC. Newest first. */
  ofDay(day: string, after?: string): Promise<{ items: AuditedRead[]; last?: string }>;
}

/** An open page reads again every few seconds: within this, reads by one person of one case are one line. */
const WINDOW_MS = 5 * 60_000;
const PAGE = 100;

export function createAudit({
  table,
  retentionDays,
  now,
}: {
  table: Table;
  retentionDays: number;
  now: () => Date;
}): Audit {
  const chain = createAuditChain({ table, retentionDays, now });
  return {
    async read({ caseId, by, way }) {
      const at = now();
      const window = new Date(Math.floor(at.getTime() / WINDOW_MS) * WINDOW_MS).toISOString();
      const key = { pk: `CASE#${caseId}`, sk: `READ#${window}#${by.id}#${way}` };
      if (await table.get(key.pk, key.sk)) return;
      const read: AuditedRead = { at: at.toISOString(), caseId, by: { id: by.id, name: by.name }, way };
      // The chain first: a line that the chain doesn't know would look as if somebody had put it there.
      await chain.append({ kind: 'read', of: nameOf(key), digest: digestOf(read) });
      await table.putNew({
        ...key,
        // In the index `due`, a partition a day.
        gsi1pk: `READ#${at.toISOString().slice(0, 10)}`,
        gsi1sk: `${at.toISOString()}#${caseId}#${by.id}`,
        ...read,
        expiresAt: Math.floor(at.getTime() / 1000) + retentionDays * 24 * 3600,
      });
    },
    async ofCase(caseId) {
      return (await table.partition<AuditedRead>(`CASE#${caseId}`, 'READ#')).reverse();
    },
    ofDay: (day, after) =>
      table.index<AuditedRead>({
        index: 'due',
        partition: `READ#${day}`,
        limit: PAGE,
        newestFirst: true,
        ...(after && { after }),
      }),
  };
}
