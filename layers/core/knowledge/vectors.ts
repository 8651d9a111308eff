/**
 * What passages mean, as a model's vectors: unit length, 8 bits a number. Bytes: magic, version, count, dimensions, length of
 * the model's name, the name, then a scale (f32) a passage, then the numbers (i8), little endian.
 */
const MAGIC = 0x43455641; // "AVEC"
const VERSION = 1;
const HEAD = 20;
const LARGEST = 127;

/** One vector of 8 bits a number; a number's value is `scale` times it. */
export interface Quantised {
  scale: number;
  numbers: Int8Array;
}

/** Brings a vector to unit length and 8 bits. Throws an Error when it has no direction. */
export function quantise(vector: ArrayLike<number>): Quantised {
  const values = Float64Array.from(vector);
  const length = Math.sqrt(values.reduce((sum, one) => sum + one * one, 0));
  const largest = values.reduce((most, one) => Math.max(most, Math.abs(one)), 0) / length;
  if (!Number.isFinite(length) || !(largest > 0)) throw new Error('a vector of zeros means nothing');
  const scale = Math.fround(largest / LARGEST);
  return { scale, numbers: Int8Array.from(values, one => Math.round(one / length / scale)) };
}

/** Vectors of an index's passages, in its order. Throws an Error when they are not all of one size. */
export function packVectors(model: string, vectors: Quantised[]): Uint8Array {
  const dimensions = vectors[0]?.numbers.length ?? 0;
  const name = new TextEncoder().encode(model);
  const scalesAt = HEAD + name.length;
  const numbersAt = scalesAt + 4 * vectors.length;
  const bytes = new Uint8Array(numbersAt + dimensions * vectors.length);
  const view = new DataView(bytes.buffer);
  [MAGIC, VERSION, vectors.length, dimensions, name.length].forEach((value, n) =>
    view.setUint32(4 * n, value, true),
  );
  bytes.set(name, HEAD);
  vectors.forEach(({ scale, numbers }, n) => {
    if (numbers.length !== dimensions)
      throw new Error(`vectors of ${dimensions} and of ${numbers.length} numbers can't be in one release`);
    view.setFloat32(scalesAt + 4 * n, scale, true);
    bytes.set(new Uint8Array(numbers.buffer, numbers.byteOffset, dimensions), numbersAt + n * dimensions);
  });
  return bytes;
}

function ofQuestion(vector: ArrayLike<number>): Quantised | undefined {
  try {
    return quantise(vector);
  } catch {
    return undefined;
  }
}

export interface Vectors {
  model: string;
  /**
   * How much closer each passage is to the question than passages are on the whole: 0 (not at all) to 1 (the same). Models differ
   * in how close everything is to everything, so the mean is taken off. Undefined for a vector of another size.
   */
  closeness(question: ArrayLike<number>): Float32Array | undefined;
}

/** Throws an Error that says what is wrong: cut off, not vectors, another version, of other passages. */
export function loadVectors(bytes: Uint8Array, passages: number): Vectors {
  const wrong = (what: string) => new Error(`knowledge vectors: ${what}; compile the release again`);
  if (bytes.length < HEAD) throw wrong(`${bytes.length} bytes are too few`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const [magic, version, count, dimensions, nameLength] = [0, 4, 8, 12, 16].map(at =>
    view.getUint32(at, true),
  ) as [number, number, number, number, number];
  if (magic !== MAGIC) throw wrong('the first bytes are not those of vectors');
  if (version !== VERSION) throw wrong(`version ${version}, this code reads ${VERSION}`);
  if (count !== passages) throw wrong(`${count} vectors for ${passages} passages`);
  const scalesAt = HEAD + nameLength;
  const numbersAt = scalesAt + 4 * count;
  const expected = numbersAt + count * dimensions;
  if (bytes.length !== expected) throw wrong(`${bytes.length} bytes instead of ${expected}`);
  const scales = Float32Array.from({ length: count }, (_, n) => view.getFloat32(scalesAt + 4 * n, true));
  const numbers = new Int8Array(bytes.buffer, bytes.byteOffset + numbersAt, count * dimensions);

  return {
    model: new TextDecoder().decode(bytes.subarray(HEAD, scalesAt)),
    closeness(question) {
      if (question.length !== dimensions || count === 0) return undefined;
      const asked = ofQuestion(question);
      if (!asked) return undefined;
      const cosines = new Float32Array(count);
      let sum = 0;
      for (let n = 0, at = 0; n < count; n++) {
        // Whole numbers only: twice as fast, and far from overflowing.
        let dot = 0;
        for (let k = 0; k < dimensions; k++, at++)
          dot = (dot + Math.imul(asked.numbers[k]!, numbers[at]!)) | 0;
        sum += cosines[n] = dot * scales[n]! * asked.scale;
      }
      const mean = sum / count;
      return cosines.map(cosine => Math.max(0, (cosine - mean) / (1 - mean || 1)));
    },
  };
}
