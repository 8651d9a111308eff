import { createHash } from 'node:crypto';
import type { Attachment, Case } from '../domain/case.ts';
import type { ClientTeam } from '../domain/config/clientTeam.ts';
import { safeName, typeOfFile } from '../mail/files.ts';
import type { TeamLines } from '../teamLines/teamLines.ts';
import { objectKeyOf, type CaseFiles } from '../store/caseFiles.ts';
import type { FileBucket } from './fileBucket.ts';

/** What the client's team may attach: documents and pictures; nothing that a browser or a system would run. */
export const TEAM_FILE_TYPES = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/webp',
  'text/plain',
  'text/csv',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
];
export const MEGABYTE = 1024 * 1024;

/** Why a file of an answer is not taken. `unsafe`: the ticket system found something in it. */
export type FileNotTaken = 'type' | 'too-large' | 'too-many' | 'not-fetched' | 'unsafe';
export interface RefusedFile {
  name: string;
  why: FileNotTaken;
}

/** A file that came with an answer by mail or on a ticket. What is said of it is not believed. */
export interface BroughtFile {
  name: string;
  /** As it was declared. */
  type: string;
  /** Bytes, as announced. */
  size: number;
  /** Known already to be of no use. */
  refused?: FileNotTaken;
  /** Its bytes, `most` of them at most. */
  content: (most: number) => Promise<Uint8Array | FileNotTaken>;
}

export interface KeepTeamFilesDependencies {
  files: Pick<CaseFiles, 'add'>;
  bucket: Pick<FileBucket, 'put'>;
  allowed: ClientTeam['attachments'];
}

/**
 * Keeps the files of an answer where the page keeps its own: all of them, or none is named. Name, declared type and first bytes
 * must agree. Ids follow from the delivery, so that the same delivery again keeps the same files.
 * @param key of the delivery
 */
export async function keepTeamFiles(
  brought: BroughtFile[],
  { caseId, epoch }: Pick<Case, 'caseId' | 'epoch'>,
  key: string,
  { files, bucket, allowed }: KeepTeamFilesDependencies,
): Promise<{ ok: true; attachments: Attachment[] } | { ok: false; refused: RefusedFile[] }> {
  const attachments: Attachment[] = [];
  const refused: RefusedFile[] = [];
  for (const [n, file] of brought.entries()) {
    const name = safeName(file.name, String(n + 1));
    const checked =
      n < allowed.files ? await check({ ...file, name }, allowed.megabytes * MEGABYTE) : 'too-many';
    if (typeof checked === 'string') {
      refused.push({ name, why: checked });
      continue;
    }
    const { type, content } = checked;
    const id = createHash('sha256').update(`${key}/${n}`).digest('hex').slice(0, 24);
    const kept = { id, name, type, size: content.length, caseId, epoch };
    await bucket.put(objectKeyOf(kept), { type, content });
    await files.add(kept);
    attachments.push({ id, name, type, size: content.length });
  }
  return refused.length > 0 ? { ok: false, refused } : { ok: true, attachments };
}

async function check(
  { name, type: declared, size, refused, content: open }: BroughtFile,
  most: number,
): Promise<{ type: string; content: Uint8Array } | FileNotTaken> {
  if (refused) return refused;
  if (size > most) return 'too-large';
  const content = await open(most);
  if (typeof content === 'string') return content;
  if (content.length > most) return 'too-large';
  const found = typeOfFile(name, declared, content);
  return 'type' in found && TEAM_FILE_TYPES.includes(found.type) ? { type: found.type, content } : 'type';
}

/** For the team: which files were not taken, a line each, and what is to be done. */
export function explainRefusals(
  refused: RefusedFile[],
  { megabytes, files }: ClientTeam['attachments'],
  lines: TeamLines,
): string[] {
  const why: Record<FileNotTaken, string> = {
    type: lines.wrongType,
    'too-large': lines.tooLarge(megabytes),
    'too-many': files === 0 ? lines.noFiles : lines.tooMany(files),
    'not-fetched': lines.notFetched,
    unsafe: lines.unsafe,
  };
  return refused.map(file => `${file.name}: ${why[file.why]}`);
}
