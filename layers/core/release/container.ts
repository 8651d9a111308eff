import { deflateSync, inflateSync } from 'node:zlib';

/**
 * The file a release is kept in: a magic word, then a deflated stream of named parts, each `name length (u8), name,
 * content length (u32 LE), content`. The same parts give the same bytes.
 */
const MAGIC = Buffer.from('ASR1');

export function pack(parts: Record<string, Uint8Array>): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (const name of Object.keys(parts).sort()) {
    const content = parts[name]!;
    const head = Buffer.alloc(1 + name.length + 4);
    head.writeUInt8(name.length, 0);
    head.write(name, 1, 'ascii');
    head.writeUInt32LE(content.length, 1 + name.length);
    pieces.push(head, content);
  }
  return Buffer.concat([MAGIC, deflateSync(Buffer.concat(pieces), { level: 9 })]);
}

/** @throws Error that names what is wrong with the file */
export function unpack(bytes: Uint8Array): Record<string, Uint8Array> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!buffer.subarray(0, MAGIC.length).equals(MAGIC))
    throw new Error('not a release: its first bytes are wrong');
  let body: Buffer;
  try {
    body = inflateSync(buffer.subarray(MAGIC.length));
  } catch (error) {
    throw new Error(`the release is damaged: ${(error as Error).message}`, { cause: error });
  }
  const parts: Record<string, Uint8Array> = {};
  for (let at = 0; at < body.length;) {
    const nameEnd = at + 1 + body.readUInt8(at);
    const name = body.toString('ascii', at + 1, nameEnd);
    const end = nameEnd + 4 + body.readUInt32LE(nameEnd);
    if (end > body.length) throw new Error(`the release is cut off in its part "${name}"`);
    // A copy on its own buffer: engines lay typed arrays over it, which need alignment.
    parts[name] = Uint8Array.from(body.subarray(nameEnd + 4, end));
    at = end;
  }
  return parts;
}
