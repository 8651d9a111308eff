import type { Attachment } from '../domain/case.ts';
import type { CaseStoreOptions } from './caseStore.ts';

/** A file of a chat that may be shown to people, and where Connect has put it in the client's bucket. */
export interface Upload extends Attachment {
  key: string;
}

export interface Uploads {
  /** The same again changes nothing. */
  add(upload: Upload): Promise<void>;
  get(id: string): Promise<Upload | undefined>;
}

export function createUploads({ table, retentionDays, now }: CaseStoreOptions): Uploads {
  const placeOf = (id: string) => ({ pk: `UPLOAD#${id}`, sk: 'UPLOAD' });
  return {
    async add(upload) {
      const expiresAt = Math.floor(now().getTime() / 1000) + retentionDays * 24 * 3600;
      await table.putNew({ ...placeOf(upload.id), ...upload, expiresAt });
    },
    async get(id) {
      const { pk, sk } = placeOf(id);
      return table.get<Upload>(pk, sk);
    },
  };
}
