/**
 * Files that a chat may carry, by their ending: what Connect takes in chats as it comes, and what we can tell by its first
 * bytes. `jpg` stands for `.jpeg` too.
 */
export const FILE_TYPES = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  heic: 'image/heic',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  txt: 'text/plain',
  csv: 'text/csv',
} as const;
export type FileType = keyof typeof FILE_TYPES;

/** What a client takes: `chat.attachments` of client.yaml. */
export interface FilePolicy {
  types: FileType[];
  /** Of one file. */
  maxMegabytes: number;
  /** Files that one chat may have. */
  most: number;
}

export type ChatFileRefusal = 'type' | 'size' | 'number';

const MEGABYTE = 1024 * 1024;

/** Why a file isn't taken; undefined when it is. */
export function refusalOf(
  policy: FilePolicy,
  file: { type: FileType | undefined; size: number; before: number },
): ChatFileRefusal | undefined {
  if (file.type === undefined || !policy.types.includes(file.type)) return 'type';
  if (file.size > policy.maxMegabytes * MEGABYTE) return 'size';
  return file.before >= policy.most ? 'number' : undefined;
}

/** The type that a name promises; undefined for endings that no chat carries. */
export function typeByName(name: string): FileType | undefined {
  const ending = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const known = ending === 'jpeg' ? 'jpg' : ending;
  return Object.hasOwn(FILE_TYPES, known) ? (known as FileType) : undefined;
}
