/**
 * What `POST /chats` wants of a browser in which nobody is signed in: some work for each chat, so that a script which
 * starts thousands pays for it. No third party, no puzzle for people.
 */
export interface ProofWanted {
  /** Signed, for one chat, good for minutes. */
  challenge: string;
  /** Zero bits at the start of the SHA-256 of `<challenge>.<answer>`. */
  bits: number;
  /** Milliseconds from now on before which the proof counts for nothing. */
  afterMs: number;
}
/** The refusal of a good proof that comes sooner than a person could send it. */
export type TooSoon = Pick<ProofWanted, 'afterMs'>;
export interface Proof {
  challenge: string;
  answer: string;
}

export type Sha256 = (text: string) => Uint8Array | Promise<Uint8Array>;

/** Takes 2^bits tries on average. */
export async function prove(
  { challenge, bits }: Pick<ProofWanted, 'challenge' | 'bits'>,
  sha256: Sha256,
): Promise<Proof> {
  for (let n = 0; ; n += 1) {
    const answer = n.toString(36);
    if (hasZeroBits(await sha256(`${challenge}.${answer}`), bits)) return { challenge, answer };
  }
}

export function hasZeroBits(hash: Uint8Array, bits: number): boolean {
  const whole = bits >> 3;
  for (let index = 0; index < whole; index += 1) if (hash[index] !== 0) return false;
  return (bits & 7) === 0 || (hash[whole] ?? 0xff) >> (8 - (bits & 7)) === 0;
}
