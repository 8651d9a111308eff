import { mayRead, type Member } from '../../layers/core/domain/access.ts';
import type { FileBucket } from '../../layers/core/files/fileBucket.ts';
import { fileKey, rawMailKey } from '../../layers/core/files/fileStore.ts';
import type { Audit } from '../../layers/core/store/audit.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';

/** Stands for the mail itself, as it came. */
export const WHOLE = 'whole';

export interface ReadMailFileDependencies {
  store: Pick<CaseStore, 'get' | 'turns'>;
  audit: Audit;
  bucket: Pick<FileBucket, 'downloadUrl'>;
}

export type FileRead =
  | { ok: true; url: string; name: string; type: string }
  | { ok: false; why: 'no-such-case' | 'not-yours' | 'no-such-file' | 'not-kept' };

/**
 * A short-lived address of a file that came with a customer's mail, or of the mail itself: always a download, never a page.
 * Who reads it is written down first.
 */
export async function readMailFile(
  { caseId, mailId, fileId }: { caseId: string; mailId: string; fileId: string },
  who: Member & { name: string },
  { store, audit, bucket }: ReadMailFileDependencies,
): Promise<FileRead> {
  const current = await store.get(caseId);
  if (!current) return { ok: false, why: 'no-such-case' };
  if (!mayRead(who, current)) return { ok: false, why: 'not-yours' };
  const mail = (await store.turns(caseId)).find(turn => turn.mail?.id === mailId)?.mail;
  const file =
    fileId === WHOLE
      ? { id: WHOLE, name: 'mail.eml', type: 'message/rfc822', refused: undefined }
      : mail?.files.find(({ id }) => id === fileId);
  if (!mail || !file) return { ok: false, why: 'no-such-file' };
  if (file.refused) return { ok: false, why: 'not-kept' };
  await audit.read({ caseId, by: who, way: 'workspace' });
  const { name, type } = file;
  const key = fileId === WHOLE ? rawMailKey(mailId) : fileKey(mailId, fileId);
  return { ok: true, url: await bucket.downloadUrl(key, { name, type }), name, type };
}
