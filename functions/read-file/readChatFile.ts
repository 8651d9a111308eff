import { mayRead, type Member } from '../../layers/core/domain/access.ts';
import type { FileBucket } from '../../layers/core/files/fileBucket.ts';
import type { Audit } from '../../layers/core/store/audit.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';
import type { Uploads } from '../../layers/core/store/uploads.ts';
import type { FileRead } from './readMailFile.ts';

export interface ReadChatFileDependencies {
  store: Pick<CaseStore, 'get' | 'turns'>;
  audit: Audit;
  bucket: Pick<FileBucket, 'downloadUrl'>;
  uploads: Pick<Uploads, 'get'>;
}

/**
 * A short-lived address of a file that was sent in a chat of the case: always a download, never a page. Who reads it is
 * written down first.
 */
export async function readChatFile(
  { caseId, fileId }: { caseId: string; fileId: string },
  who: Member & { name: string },
  { store, audit, bucket, uploads }: ReadChatFileDependencies,
): Promise<FileRead> {
  const current = await store.get(caseId);
  if (!current) return { ok: false, why: 'no-such-case' };
  if (!mayRead(who, current)) return { ok: false, why: 'not-yours' };
  const file = (await store.turns(caseId)).flatMap(({ files = [] }) => files).find(({ id }) => id === fileId);
  if (!file) return { ok: false, why: 'no-such-file' };
  const upload = file.refused ? undefined : await uploads.get(fileId);
  if (!upload) return { ok: false, why: 'not-kept' };
  await audit.read({ caseId, by: who, way: 'workspace' });
  const { key, name, type } = upload;
  return { ok: true, url: await bucket.downloadUrl(key, { name, type }), name, type };
}
