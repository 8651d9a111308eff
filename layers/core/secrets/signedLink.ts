import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a link is good for. `version` tells the newest link of a case from older ones. */
export interface LinkClaim {
  purpose: 'handoff' | 'survey' | 'resume';
  caseId: string;
  version: number;
  /** Epoch seconds. */
  expires: number;
}

export type ReadLink = { ok: true; claim: LinkClaim } | { ok: false; why: 'forged' | 'expired' };

const PURPOSES = { handoff: 'h', survey: 's', resume: 'r' } as const;
/** 128 bits: short enough for a link in a mail, far beyond guessing. */
const SIGNATURE_BYTES = 16;

/** `<purpose>.<case>.<version>.<expiry>.<signature>`: one case, one purpose, until it expires. No secrets inside. */
export function signLink(claim: LinkClaim, key: string): string {
  const payload = [PURPOSES[claim.purpose], claim.caseId, claim.version, claim.expires.toString(36)].join(
    '.',
  );
  return `${payload}.${signature(payload, key)}`;
}

/** Checks a token against the purpose it is used for. `now` in epoch milliseconds. */
export function readLink(token: string, purpose: LinkClaim['purpose'], key: string, now: number): ReadLink {
  const parts = token.split('.');
  if (parts.length !== 5 || token.length > 200) return { ok: false, why: 'forged' };
  const given = Buffer.from(parts[4]!);
  const right = Buffer.from(signature(parts.slice(0, 4).join('.'), key));
  if (given.length !== right.length || !timingSafeEqual(given, right)) return { ok: false, why: 'forged' };
  if (parts[0] !== PURPOSES[purpose]) return { ok: false, why: 'forged' };
  const expires = parseInt(parts[3]!, 36);
  if (!(expires * 1000 > now)) return { ok: false, why: 'expired' };
  return { ok: true, claim: { purpose, caseId: parts[1]!, version: Number(parts[2]), expires } };
}

const signature = (payload: string, key: string) =>
  createHmac('sha256', key).update(payload).digest().subarray(0, SIGNATURE_BYTES).toString('base64url');
