import { FILE_TYPES, refusalOf, typeByName, type FilePolicy } from '../../layers/core/domain/chatFiles.ts';
import type { FileBucket } from '../../layers/core/files/fileBucket.ts';
import { safeName, typeOfFile } from '../../layers/core/mail/files.ts';
import type { Uploads } from '../../layers/core/store/uploads.ts';

export interface UploadedFile {
  id: string;
  /** As the sender's device calls it. */
  name: string;
  bucket: string;
  key: string;
}

export interface CheckAttachmentDependencies {
  /** `chat.attachments` of the release in effect. */
  policy: FilePolicy | undefined;
  bucketName: string;
  bucket: Pick<FileBucket, 'beginning'>;
  uploads: Uploads;
}

export type Checked = { ok: true } | { ok: false; why: 'off' | 'elsewhere' | 'missing' | 'type' | 'size' };

/**
 * Whether a file of a chat may be shown to people: its name, its first bytes and its size as they are, not as the browser
 * says. Where it is, is kept before the answer, so that whoever hears of the file finds it.
 */
export async function checkAttachment(
  { id, name, bucket: from, key }: UploadedFile,
  { policy, bucketName, bucket, uploads }: CheckAttachmentDependencies,
): Promise<Checked> {
  if (!policy) return { ok: false, why: 'off' };
  if (from !== bucketName) return { ok: false, why: 'elsewhere' };
  const found = await bucket.beginning(key);
  if (!found) return { ok: false, why: 'missing' };
  const promised = typeByName(name);
  const told = typeOfFile(name, '', found.bytes);
  const isTrue = promised !== undefined && 'type' in told && told.type === FILE_TYPES[promised];
  const why = refusalOf(policy, { type: isTrue ? promised : undefined, size: found.size, before: 0 });
  // Of the number nothing is known here: `record-message` sees the chat.
  if (why === 'type' || why === 'size') return { ok: false, why };
  await uploads.add({ id, key, name: safeName(name, id), type: FILE_TYPES[promised!], size: found.size });
  return { ok: true };
}
