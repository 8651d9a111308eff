/** Writes numbers and arrays one after the other, each array aligned to its element size. */
export class ByteWriter {
  #parts: Uint8Array[] = [];
  #length = 0;

  array(values: Uint8Array | Int8Array | Uint16Array | Uint32Array | Float32Array | Float64Array): void {
    const head = Uint32Array.of(values.length);
    this.#align(4);
    this.#push(bytesOf(head));
    this.#align(values.BYTES_PER_ELEMENT);
    this.#push(bytesOf(values));
  }

  bytes(): Uint8Array {
    this.#align(8);
    const all = new Uint8Array(this.#length);
    let at = 0;
    for (const part of this.#parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  #push(part: Uint8Array): void {
    this.#parts.push(part);
    this.#length += part.length;
  }

  #align(size: number): void {
    const rest = this.#length % size;
    if (rest !== 0) this.#push(new Uint8Array(size - rest));
  }
}

type ArrayKind<T> = {
  new (buffer: ArrayBuffer, offset: number, length: number): T;
  BYTES_PER_ELEMENT: number;
};

/** Reads what ByteWriter wrote; arrays are views, not copies. Throws RangeError where the bytes end too early. */
export class ByteReader {
  #at = 0;
  readonly #buffer: ArrayBuffer;

  constructor(buffer: ArrayBuffer) {
    this.#buffer = buffer;
  }

  array<T>(kind: ArrayKind<T>): T {
    this.#align(4);
    const length = new Uint32Array(this.#buffer, this.#at, 1)[0] as number;
    this.#at += 4;
    this.#align(kind.BYTES_PER_ELEMENT);
    const values = new kind(this.#buffer, this.#at, length);
    this.#at += length * kind.BYTES_PER_ELEMENT;
    return values;
  }

  #align(size: number): void {
    const rest = this.#at % size;
    if (rest !== 0) this.#at += size - rest;
  }
}

/** FNV-1a over 32-bit words; `bytes` has a length that 4 divides and starts at an offset that 4 divides. */
export function checksum(bytes: Uint8Array): number {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2);
  let hash = 0x811c9dc5;
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ (words[i] as number), 0x01000193);
  return hash >>> 0;
}

export const bytesOf = (values: ArrayBufferView): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
