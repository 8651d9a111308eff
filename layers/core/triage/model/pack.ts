import { bytesOf, ByteReader, ByteWriter, checksum } from './bytes.ts';
import type { Model } from './model.ts';

/** "ATM" and the version of the layout, little-endian. Change it with every change of layout, features or measures. */
const MAGIC = 0x034d5441;
const HEADER = 16;

/** Header: magic, checksum of the rest, length of the rest, 0; then the parts. Always little-endian hosts (all of Lambda's). */
export function pack(model: Model): Uint8Array {
  const writer = new ByteWriter();
  const { topics, unseen, thresholds, largest } = model;
  writer.array(new TextEncoder().encode(JSON.stringify({ topics, unseen, thresholds, largest })));
  writer.array(model.ladder);
  writer.array(model.head);
  writer.array(model.bias);
  writer.array(bytePlanes(differences(model.hashes)));
  writer.array(model.rarity);
  writer.array(model.rarities);
  writer.array(model.counts);
  writer.array(model.topicOf);
  writer.array(model.levels);
  const body = writer.bytes();
  const all = new Uint8Array(HEADER + body.length);
  all.set(body, HEADER);
  all.set(bytesOf(Uint32Array.of(MAGIC, checksum(all.subarray(HEADER)), body.length, 0)));
  return all;
}

/** Throws an Error that says what is wrong with the bytes. */
export function unpack(bytes: Uint8Array): Model {
  if (bytes.length < HEADER) throw new Error(`triage model: ${bytes.length} bytes, too short to be one`);
  // Copies, so that views on them are aligned; a Buffer's own `slice` would not copy.
  const header = Uint8Array.prototype.slice.call(bytes, 0, HEADER);
  const body = Uint8Array.prototype.slice.call(bytes, HEADER);
  const [magic, sum, length] = new Uint32Array(header.buffer);
  if (((magic as number) & 0xffffff) !== (MAGIC & 0xffffff))
    throw new Error('triage model: not a triage model (wrong first bytes)');
  if (magic !== MAGIC)
    throw new Error(
      `triage model: layout version ${(magic as number) >>> 24}, this engine reads ${MAGIC >>> 24}; train it again`,
    );
  if (length !== body.length)
    throw new Error(
      `triage model: ${body.length} bytes after the header instead of ${length}, cut off or extended`,
    );
  if (checksum(body) !== sum) throw new Error('triage model: damaged (checksum does not match)');
  return read(new ByteReader(body.buffer));
}

function read(reader: ByteReader): Model {
  const described = JSON.parse(new TextDecoder().decode(reader.array(Uint8Array))) as Pick<
    Model,
    'topics' | 'unseen' | 'thresholds' | 'largest'
  >;
  return {
    ...described,
    ladder: reader.array(Float64Array),
    head: reader.array(Float64Array),
    bias: reader.array(Float32Array),
    hashes: sums(reader.array(Uint8Array)),
    rarity: reader.array(Uint8Array),
    rarities: reader.array(Float32Array),
    counts: reader.array(Uint16Array),
    topicOf: described.topics.length > 256 ? reader.array(Uint16Array) : reader.array(Uint8Array),
    levels: reader.array(Int8Array),
  };
}

const differences = (ascending: Uint32Array): Uint32Array =>
  ascending.map((hash, i) => (i === 0 ? hash : hash - (ascending[i - 1] as number)));

/** All lowest bytes, then all second … : the upper ones are nearly always zero and compress away. */
function bytePlanes(values: Uint32Array): Uint8Array {
  const planes = new Uint8Array(values.length * 4);
  values.forEach((value, i) => {
    for (let plane = 0; plane < 4; plane++)
      planes[plane * values.length + i] = (value >>> (8 * plane)) & 0xff;
  });
  return planes;
}

function sums(planes: Uint8Array): Uint32Array {
  const n = planes.length / 4;
  const ascending = new Uint32Array(n);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    sum +=
      (planes[i] as number) |
      ((planes[n + i] as number) << 8) |
      ((planes[2 * n + i] as number) << 16) |
      ((planes[3 * n + i] as number) << 24);
    ascending[i] = sum >>> 0;
  }
  return ascending;
}
