import type { FileRefusal } from './receivedMail.ts';

/** Of one mail at most so many files are kept, each of at most so many bytes. */
export const MOST_FILES = 20;
export const LARGEST_FILE = 10 * 1024 * 1024;
const LONGEST_NAME = 120;

/** How a file of each allowed kind begins; an empty list: text, which has no zero bytes. */
const KINDS: Record<string, { extensions: string[]; starts: number[][] }> = {
  'application/pdf': { extensions: ['pdf'], starts: [[0x25, 0x50, 0x44, 0x46]] },
  'image/png': { extensions: ['png'], starts: [[0x89, 0x50, 0x4e, 0x47]] },
  'image/jpeg': { extensions: ['jpg', 'jpeg'], starts: [[0xff, 0xd8, 0xff]] },
  'image/gif': { extensions: ['gif'], starts: [[0x47, 0x49, 0x46, 0x38]] },
  'image/webp': { extensions: ['webp'], starts: [[0x52, 0x49, 0x46, 0x46]] },
  'image/heic': { extensions: ['heic', 'heif'], starts: [[0, 0, 0]] },
  'image/bmp': { extensions: ['bmp'], starts: [[0x42, 0x4d]] },
  'image/tiff': {
    extensions: ['tif', 'tiff'],
    starts: [
      [0x49, 0x49, 0x2a],
      [0x4d, 0x4d, 0, 0x2a],
    ],
  },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': zipped('docx'),
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': zipped('xlsx'),
  'application/vnd.oasis.opendocument.text': zipped('odt'),
  'application/vnd.oasis.opendocument.spreadsheet': zipped('ods'),
  'application/msword': { extensions: ['doc'], starts: [[0xd0, 0xcf, 0x11, 0xe0]] },
  'application/vnd.ms-excel': { extensions: ['xls'], starts: [[0xd0, 0xcf, 0x11, 0xe0]] },
  'text/plain': { extensions: ['txt', 'log'], starts: [] },
  'text/csv': { extensions: ['csv'], starts: [] },
  'text/calendar': { extensions: ['ics'], starts: [] },
  'message/rfc822': { extensions: ['eml'], starts: [] },
};

function zipped(extension: string) {
  return { extensions: [extension], starts: [[0x50, 0x4b, 0x03, 0x04]] };
}

/**
 * The type under which a file may be offered to people, or why it isn't kept. Name, declared type and first bytes must agree:
 * what says it is a picture and begins like a program is refused.
 */
export function typeOfFile(
  name: string,
  declared: string,
  content: Uint8Array,
): { type: string } | { refused: FileRefusal } {
  const extension = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase();
  const byName = Object.keys(KINDS).find(type => KINDS[type]!.extensions.includes(extension ?? ''));
  const type = extension ? byName : declared.toLowerCase();
  const kind = type === undefined ? undefined : KINDS[type];
  return type !== undefined && kind && beginsLike(kind.starts, content) ? { type } : { refused: 'type' };
}

function beginsLike(starts: number[][], content: Uint8Array): boolean {
  if (starts.length === 0) return !content.subarray(0, 4096).includes(0);
  return starts.some(start => start.every((byte, at) => content[at] === byte));
}

/** A name that is one on every system, and that says its real ending: no paths, no marks that turn text around. */
export function safeName(name: string | undefined, place: string): string {
  const bare = (name ?? '')
    .normalize('NFC')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/^.*[\\/]/, '')
    .replace(/[^\p{L}\p{N} ._()+-]+/gu, '_')
    .replace(/^[. ]+|[. ]+$/g, '');
  if (bare === '') return `file-${place}`;
  const dot = bare.lastIndexOf('.');
  const ending = dot > 0 ? bare.slice(dot).slice(0, 12) : '';
  return bare.length <= LONGEST_NAME ? bare : `${bare.slice(0, LONGEST_NAME - ending.length)}${ending}`;
}
