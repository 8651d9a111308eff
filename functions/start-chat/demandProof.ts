import { createHash } from 'node:crypto';
import {
  hasZeroBits,
  type Proof,
  type ProofWanted,
  type TooSoon,
} from '../../layers/core/api/proofOfWork.ts';
import { HttpError } from '../../layers/core/platform/http.ts';
import { readLink, signLink } from '../../layers/core/secrets/signedLink.ts';

/** 16,000 hashes on average: a fifth of a second in a browser, hours for whoever wants a hundred thousand chats. */
const BITS = 14;
/** Seconds for finding it: a slow telephone needs a few. */
const LIFE = 300;

/**
 * Nobody has told their name sooner, in milliseconds after the form was touched: three letters typed and Enter take about two
 * seconds. What a browser filled in can be sent in one; then the page waits for the rest, which is hardly noticed.
 */
const SOONEST = 1500;

/**
 * Lets pass who has worked for the chat of this key: the proof is bound to it, so that the same one again is the same chat.
 * Throws 428 with the work that is wanted when there is no proof or none that counts, 425 when a person would not be here yet.
 */
export function demandProof(
  { key, proof }: { key: string; proof?: Proof | undefined },
  secret: string,
  now: Date,
): void {
  const given = proof && timeOf(proof, key, secret, now);
  if (given === undefined) throw proofWanted(key, secret, now);
  const afterMs = given + SOONEST - now.getTime();
  if (afterMs > 0) throw tooSoon(afterMs);
}

function proofWanted(key: string, secret: string, now: Date): HttpError {
  const expires = Math.floor(now.getTime() / 1000) + LIFE;
  const of = now.getTime().toString(36);
  const challenge = signLink({ purpose: 'work', caseId: key, version: BITS, of, expires }, secret);
  return new HttpError(
    428,
    'proof-wanted',
    'Ask again with the same key and the proof {challenge, answer}: SHA-256 of "<challenge>.<answer>" begins with so many zero bits.',
    { key, challenge, bits: BITS, afterMs: SOONEST } satisfies ProofWanted & { key: string },
  );
}

const tooSoon = (afterMs: number): HttpError =>
  new HttpError(
    425,
    'too-soon',
    `Nobody fills in a form that fast: send the same request again in ${afterMs} ms.`,
    { afterMs } satisfies TooSoon,
    { 'retry-after': String(Math.ceil(afterMs / 1000)) },
  );

/** When the challenge was given whose right answer this is, in epoch milliseconds. */
function timeOf({ challenge, answer }: Proof, key: string, secret: string, now: Date): number | undefined {
  const read = readLink(challenge, 'work', secret, now.getTime());
  if (!read.ok || read.claim.caseId !== key || read.claim.of === undefined) return undefined;
  const hash = createHash('sha256').update(`${challenge}.${answer}`).digest();
  return hasZeroBits(hash, read.claim.version) ? parseInt(read.claim.of, 36) : undefined;
}
