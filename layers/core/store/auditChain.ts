import { createHash } from 'node:crypto';
import type { AuditedRead } from '../api/audit.ts';
import type { Key, Table } from './table.ts';

export const CHAIN = 'AUDIT';
/** Writers that meet at the end of the chain try again this often. */
const RACES = 50;

/** One link: it names an audited read without saying whose case it was, so that it may stay when the case is erased. */
export interface AuditLink {
  n: number;
  at: string;
  /** `erased`: the read was removed with a person's data, by the operator's command. */
  kind: 'read' | 'erased';
  /** Hash of the key of the read. */
  of: string;
  /** Hash of what was read by whom; empty for `erased`. */
  digest: string;
  /** Hash and time of the link before; empty in the first. */
  prev: string;
  prevAt: string;
  hash: string;
}

export interface AuditChain {
  /** Adds a link behind the last one, whoever else does the same. @throws when it can't */
  append(link: Pick<AuditLink, 'kind' | 'of' | 'digest'>): Promise<AuditLink>;
}

export function createAuditChain({
  table,
  retentionDays,
  now,
}: {
  table: Pick<Table, 'newest' | 'putNew'>;
  retentionDays: number;
  now: () => Date;
}): AuditChain {
  return {
    async append({ kind, of, digest }) {
      for (let race = 0; race < RACES; race++) {
        const [last] = await table.newest<AuditLink>(CHAIN, 1);
        const at = now();
        const link = sealed({
          n: last ? last.n + 1 : 0,
          at: at.toISOString(),
          kind,
          of,
          digest,
          prev: last?.hash ?? '',
          prevAt: last?.at ?? '',
        });
        const expiresAt = Math.floor(at.getTime() / 1000) + retentionDays * 24 * 3600;
        const sk = String(link.n).padStart(12, '0');
        if (await table.putNew({ pk: CHAIN, sk, ...link, expiresAt })) return link;
      }
      throw new Error(`the audit chain could not be continued in ${RACES} tries`);
    },
  };
}

export const sealed = (link: Omit<AuditLink, 'hash'>): AuditLink => ({ ...link, hash: hashOf(link) });

/** Hash over everything in a link but the hash itself. */
export const hashOf = ({ n, at, kind, of, digest, prev, prevAt }: Omit<AuditLink, 'hash'>): string =>
  sha256([n, at, kind, of, digest, prev, prevAt]);

export const nameOf = ({ pk, sk }: Key): string => sha256([pk, sk]);

export const digestOf = ({ at, caseId, by, way }: AuditedRead): string =>
  sha256([at, caseId, by.id, by.name, way]);

const sha256 = (parts: unknown[]) => createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
