import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a link is good for. `version` tells the newest link of a case from older ones. */
export interface LinkClaim {
  purpose: 'handoff' | 'survey' | 'resume' | 'pass' | 'file' | 'person' | 'work';
  caseId: string;
  version: number;
  /** What of the case: whom the link was made for, which file. Letters, digits and underscores. */
  of?: string;
  /** Epoch seconds. */
  expires: number;
}

export type ReadLink =
  | { ok: true; claim: LinkClaim }
  | { ok: false; why: 'forged' }
  /** It was good once: what it says is true, and no longer of use. */
  | { ok: false; why: 'expired'; claim: LinkClaim };

const PURPOSES = {
  handoff: 'h',
  survey: 's',
  resume: 'r',
  pass: 'p',
  file: 'f',
  person: 'q',
  work: 'w',
} as const;
/** 128 bits: short enough for a link in a mail, far beyond guessing. */
const SIGNATURE_BYTES = 16;
const VERSION = /^(\d{1,9})(?:-(\w{1,40}))?$/;

/** `<purpose>.<case>.<version>[-<of>].<expiry>.<signature>`: one case, one purpose, until it expires. No secrets inside. */
export function signLink(claim: LinkClaim, key: string): string {
  const version = claim.of === undefined ? String(claim.version) : `${claim.version}-${claim.of}`;
  const payload = [PURPOSES[claim.purpose], claim.caseId, version, claim.expires.toString(36)].join('.');
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
  const [, version, of] = VERSION.exec(parts[2]!) ?? [];
  if (version === undefined) return { ok: false, why: 'forged' };
  const expires = parseInt(parts[3]!, 36);
  const claim = { purpose, caseId: parts[1]!, version: Number(version), expires, ...(of && { of }) };
  return expires * 1000 > now ? { ok: true, claim } : { ok: false, why: 'expired', claim };
}

const signature = (payload: string, key: string) =>
  createHmac('sha256', key).update(payload).digest().subarray(0, SIGNATURE_BYTES).toString('base64url');
