import type { Correction, CorrectionKind, Review } from '../domain/correction.ts';
import type { Table } from './table.ts';

/** What people corrected: with the case it came from, and all of them by time. */
export interface Corrections {
  /** Writes it once per id; a repetition changes nothing. */
  add(correction: Correction): Promise<void>;
  /** Notes a reviewer's verdict; undefined when there is no such correction. */
  review(id: string, review: Review): Promise<Correction | undefined>;
  /** Newest first. A page may be short, or empty, before the last one. */
  list(options: { kind?: CorrectionKind; after?: string }): Promise<{ items: Correction[]; last?: string }>;
}

const PAGE = 50;
/** In the index `due`, beside the cases: corrections are few, so one partition holds them. */
const PARTITION = 'CORRECTIONS';

export function createCorrections({
  table,
  retentionDays,
  now,
}: {
  table: Table;
  retentionDays: number;
  now: () => Date;
}): Corrections {
  return {
    async add(correction) {
      await table.putNew({
        pk: `CASE#${correction.caseId}`,
        sk: `CORRECTION#${correction.id}`,
        gsi1pk: PARTITION,
        gsi1sk: `${correction.at}#${correction.id}`,
        ...correction,
        expiresAt: Math.floor(now().getTime() / 1000) + retentionDays * 24 * 3600,
      });
    },
    async review(id, review) {
      const key = { pk: `CASE#${id.split(':')[0]}`, sk: `CORRECTION#${id}` };
      const reviewed = await table.update<Correction>(key, { review }, {});
      return reviewed.ok ? reviewed.item : undefined;
    },
    async list({ kind, after }) {
      const page = await table.index<Correction>({
        index: 'due',
        partition: PARTITION,
        limit: PAGE,
        newestFirst: true,
        ...(after && { after }),
      });
      return { ...page, items: page.items.filter(correction => !kind || correction.kind === kind) };
    },
  };
}
