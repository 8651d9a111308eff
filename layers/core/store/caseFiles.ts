import type { Attachment } from '../domain/case.ts';
import type { CaseStoreOptions } from './caseStore.ts';

/** A file of a case: what was announced when its upload was offered. */
export interface CaseFile extends Attachment {
  caseId: string;
  /** Of the hand-over it was attached in. */
  epoch: number;
}

export interface CaseFiles {
  add(file: CaseFile): Promise<void>;
  get(caseId: string, id: string): Promise<CaseFile | undefined>;
}

export function createCaseFiles({ table, retentionDays, now }: CaseStoreOptions): CaseFiles {
  const key = (caseId: string, id: string) => ({ pk: `CASE#${caseId}`, sk: `FILE#${id}` });
  return {
    async add(file) {
      const expiresAt = Math.floor(now().getTime() / 1000) + retentionDays * 24 * 3600;
      await table.putNew({ ...key(file.caseId, file.id), ...file, expiresAt });
    },
    async get(caseId, id) {
      const { pk, sk } = key(caseId, id);
      return table.get<CaseFile>(pk, sk);
    },
  };
}

/** Where a file's bytes are, below the part of the bucket that forgets with the client's data. */
export const objectKeyOf = ({ caseId, epoch, id }: Pick<CaseFile, 'caseId' | 'epoch' | 'id'>) =>
  `handoffs/${caseId}/${epoch}/${id}`;
