/**
 * The index as bytes: magic, version, checksum, a table of sections, the sections (each aligned to 8 bytes). Little endian,
 * as every machine this runs on. Sections are viewed in place, so that loading copies nothing.
 */
const MAGIC = 0x58444941; // "AIDX"
const VERSION = 1;
const HEAD = 16;
const ALIGN = 8;

export const SECTIONS = [
  'meta',
  'ids',
  'terms',
  'texts',
  'textEnds',
  'shelfOf',
  'articleOf',
  'flags',
  'postingEnds',
  'postingDocs',
  'postingWeights',
  'idf',
  'forwardEnds',
  'headLengths',
  'titleLengths',
  'forwardTerms',
  'gramIdf',
] as const;
export type SectionName = (typeof SECTIONS)[number];
export type Sections = Record<SectionName, Uint8Array>;

/** FNV-1a over 32-bit words, the tail byte by byte. */
function checksum(bytes: Uint8Array): number {
  const whole = bytes.length >> 2;
  const asWords = new Uint32Array(bytes.buffer, bytes.byteOffset, whole);
  let hash = 0x811c9dc5;
  for (let at = 0; at < whole; at++) hash = Math.imul(hash ^ asWords[at]!, 0x01000193);
  for (let at = whole << 2; at < bytes.length; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

const align = (length: number) => Math.ceil(length / ALIGN) * ALIGN;

export function packSections(sections: Sections): Uint8Array {
  const table = align(HEAD + SECTIONS.length * 8);
  const total = SECTIONS.reduce((sum, name) => sum + align(sections[name].length), table);
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  let at = table;
  SECTIONS.forEach((name, n) => {
    view.setUint32(HEAD + n * 8, at, true);
    view.setUint32(HEAD + n * 8 + 4, sections[name].length, true);
    bytes.set(sections[name], at);
    at += align(sections[name].length);
  });
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, VERSION, true);
  view.setUint32(12, SECTIONS.length, true);
  view.setUint32(8, checksum(bytes.subarray(HEAD)), true);
  return bytes;
}

/** Throws an Error that says what is wrong: cut off, not an index, another version, changed. */
export function unpackSections(given: Uint8Array): Sections {
  if (given.length < HEAD)
    throw new Error(
      `knowledge index: ${given.length} bytes are too few to be an index; compile the release again`,
    );
  const bytes = given.byteOffset % ALIGN === 0 ? given : new Uint8Array(given);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getUint32(0, true) !== MAGIC)
    throw new Error(
      'knowledge index: the first bytes are not those of an index; was another file or part given?',
    );
  const version = view.getUint32(4, true);
  if (version !== VERSION)
    throw new Error(
      `knowledge index: version ${version}, this code reads ${VERSION}; compile the release again`,
    );
  const count = view.getUint32(12, true);
  if (count !== SECTIONS.length || bytes.length < HEAD + count * 8)
    throw new Error(
      `knowledge index: ${count} sections instead of ${SECTIONS.length}; compile the release again`,
    );

  const sections = SECTIONS.map((name, n) => {
    const start = view.getUint32(HEAD + n * 8, true);
    const length = view.getUint32(HEAD + n * 8 + 4, true);
    if (start % ALIGN || start + length > bytes.length)
      throw new Error(
        `knowledge index: section "${name}" ends at byte ${start + length} of ${bytes.length}: the index was cut off`,
      );
    return [name, bytes.subarray(start, start + length)] as const;
  });
  if (view.getUint32(8, true) !== checksum(bytes.subarray(HEAD)))
    throw new Error('knowledge index: the checksum does not match: bytes were changed after compiling');
  return Object.fromEntries(sections) as Sections;
}

export const asBytes = (array: Uint8Array | Uint16Array | Uint32Array | Float32Array) =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
export const asUint16 = (bytes: Uint8Array) =>
  new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
export const asUint32 = (bytes: Uint8Array) =>
  new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
export const asFloat32 = (bytes: Uint8Array) =>
  new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
