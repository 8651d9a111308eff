import { createHash } from 'node:crypto';
import { hasZeroBits, type Proof, type ProofWanted } from '../../layers/core/api/proofOfWork.ts';
import { HttpError } from '../../layers/core/platform/http.ts';
import { readLink, signLink } from '../../layers/core/secrets/signedLink.ts';

/** 16,000 hashes on average: a fifth of a second in a browser, hours for whoever wants a hundred thousand chats. */
const BITS = 14;
/** Seconds for finding it: a slow telephone needs a few. */
const LIFE = 300;

/**
 * Lets pass who has worked for the chat of this key: the proof is bound to it, so that the same one again is the same chat.
 * Throws 428 with the work that is wanted when there is no proof or none that counts.
 */
export function demandProof(
  { key, proof }: { key: string; proof?: Proof | undefined },
  secret: string,
  now: Date,
): void {
  if (proof && isGood(proof, key, secret, now)) return;
  const expires = Math.floor(now.getTime() / 1000) + LIFE;
  const challenge = signLink({ purpose: 'work', caseId: key, version: BITS, expires }, secret);
  throw new HttpError(
    428,
    'proof-wanted',
    'Ask again with the same key and the proof {challenge, answer}: SHA-256 of "<challenge>.<answer>" begins with so many zero bits.',
    { key, challenge, bits: BITS } satisfies ProofWanted & { key: string },
  );
}

function isGood({ challenge, answer }: Proof, key: string, secret: string, now: Date): boolean {
  const read = readLink(challenge, 'work', secret, now.getTime());
  if (!read.ok || read.claim.caseId !== key) return false;
  return hasZeroBits(createHash('sha256').update(`${challenge}.${answer}`).digest(), read.claim.version);
}
