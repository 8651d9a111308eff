import { randomBytes } from 'node:crypto';
import type { Attachment } from '../../layers/core/domain/case.ts';
import type { FileBucket } from '../../layers/core/files/fileBucket.ts';
import { MEGABYTE, TEAM_FILE_TYPES } from '../../layers/core/files/teamFiles.ts';
import { readLink } from '../../layers/core/secrets/signedLink.ts';
import { objectKeyOf, type CaseFiles } from '../../layers/core/store/caseFiles.ts';
import type { Limits } from '../../layers/core/store/limits.ts';
import { openLink, type OpenLinkDependencies, type Refused } from './openLink.ts';

/** Somebody may take a file back and choose another one; more uploads than this are no second thoughts. */
const UPLOADS_PER_FILE = 4;
const HANDOFF_SECONDS = 30 * 24 * 3600;

export interface HandoffFilesDependencies extends OpenLinkDependencies {
  files: CaseFiles;
  bucket: FileBucket;
  limits: Limits;
}

export interface Upload {
  id: string;
  /** Takes one PUT with this type and size, within ten minutes. */
  url: string;
}

/** Offers a place for one file of an answer. Files are for people: nothing reads what is in them. */
export async function offerUpload(
  token: string,
  { name, type, size }: Omit<Attachment, 'id'>,
  pass: string | undefined,
  deps: HandoffFilesDependencies,
): Promise<
  { ok: true; upload: Upload } | { ok: false; why: Refused | 'wrong-type' | 'too-large' | 'too-many-files' }
> {
  const opened = await openLink(token, pass, deps);
  if (!opened.ok) return opened;
  const allowed = deps.config.clientTeam.attachments;
  if (!TEAM_FILE_TYPES.includes(type)) return { ok: false, why: 'wrong-type' };
  if (size > allowed.megabytes * MEGABYTE) return { ok: false, why: 'too-large' };
  const { caseId, epoch } = opened.case;
  const most = allowed.files * UPLOADS_PER_FILE;
  if (!(await deps.limits.take(`uploads-${caseId}-${epoch}`, most, HANDOFF_SECONDS)))
    return { ok: false, why: 'too-many-files' };
  const file = { id: randomBytes(12).toString('hex'), name: plainName(name), type, size, caseId, epoch };
  await deps.files.add(file);
  return { ok: true, upload: { id: file.id, url: await deps.bucket.uploadUrl(objectKeyOf(file), file) } };
}

/** The files an answer names, if each belongs to its hand-over and has arrived whole. */
export async function attachedFiles(
  ids: string[],
  { caseId, epoch }: { caseId: string; epoch: number },
  { files, bucket, config }: HandoffFilesDependencies,
): Promise<{ ok: true; attachments: Attachment[] } | { ok: false; why: 'not-uploaded' | 'too-many-files' }> {
  const wanted = [...new Set(ids)];
  if (wanted.length > config.clientTeam.attachments.files) return { ok: false, why: 'too-many-files' };
  const attachments: Attachment[] = [];
  for (const id of wanted) {
    const file = await files.get(caseId, id);
    if (file?.epoch !== epoch || (await bucket.size(objectKeyOf(file))) !== file.size)
      return { ok: false, why: 'not-uploaded' };
    const { name, type, size } = file;
    attachments.push({ id, name, type, size });
  }
  return { ok: true, attachments };
}

/** A file behind the link that customer or agent were given, with a fresh address to fetch it from. */
export async function readFile(
  token: string,
  { files, bucket, linkKey, now }: HandoffFilesDependencies,
): Promise<
  { ok: true; file: Omit<Attachment, 'id'> & { url: string } } | { ok: false; why: 'forged' | 'expired' }
> {
  const read = readLink(token, 'file', await linkKey(), now().getTime());
  if (!read.ok) return { ok: false, why: read.why };
  const file = read.claim.of ? await files.get(read.claim.caseId, read.claim.of) : undefined;
  if (!file) return { ok: false, why: 'forged' };
  const { name, type, size } = file;
  return { ok: true, file: { name, type, size, url: await bucket.downloadUrl(objectKeyOf(file), file) } };
}

/** A name without folders, quotes and control characters. */
function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1)!;
  // eslint-disable-next-line no-control-regex -- these are the ones to leave out
  return last.replace(/[\u0000-\u001f"<>|:*?\u007f]/g, '').trim() || 'file';
}
