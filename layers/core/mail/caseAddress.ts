import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * What an answer to a mail belongs to: a customer's thread (`case`), or the hand-over of a case to the client's team
 * (`handoff`; `epoch` tells this hand-over from earlier ones). An address made for one purpose is no good for the other.
 */
export type MailClaim =
  { purpose: 'case'; caseId: string } | { purpose: 'handoff'; caseId: string; epoch: number };

export type ReadCaseAddress = { ok: true; claim: MailClaim } | { ok: false; why: 'not-ours' | 'forged' };

/** 80 bits, as base32: mail programs may change the case of an address, so nothing in it depends on case. */
const SIGNATURE_BYTES = 10;
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const LOCAL_PART = /^(case|handoff)\+(c-[0-9a-z]{1,20})(?:\.(\d{1,9}))?\.([a-z2-7]{16})$/;
const PURPOSE_ONLY = /^(case|handoff)(\+|$)/;

/**
 * `case+<caseId>.<hmac>@domain` or `handoff+<caseId>.<epoch>.<hmac>@domain`: the Reply-To of what we send. Its local part
 * stays below the 64 octets that RFC 5321 allows. Whoever holds it may write on the case, nothing more: it proves no identity.
 */
export function makeCaseAddress(claim: MailClaim, domain: string, key: string): string {
  const payload = payloadOf(claim);
  return `${payload}.${signature(payload, key)}@${domain.toLowerCase()}`;
}

/** Reads a bare address, in whatever case it arrives; `not-ours` when it isn't of this kind at all. */
export function readCaseAddress(address: string, domain: string, key: string): ReadCaseAddress {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at).trim().toLowerCase();
  if (
    at < 0 ||
    address
      .slice(at + 1)
      .trim()
      .toLowerCase() !== domain.toLowerCase()
  )
    return notOurs;
  if (!PURPOSE_ONLY.test(local)) return notOurs;
  const [, purpose, caseId, epoch, given] = LOCAL_PART.exec(local) ?? [];
  if (!purpose || (purpose === 'handoff') !== (epoch !== undefined)) return forged;
  const claim: MailClaim =
    purpose === 'case'
      ? { purpose, caseId: caseId!.toUpperCase() }
      : { purpose: 'handoff', caseId: caseId!.toUpperCase(), epoch: Number(epoch) };
  const right = Buffer.from(signature(payloadOf(claim), key));
  return timingSafeEqual(Buffer.from(given!), right) ? { ok: true, claim } : forged;
}

/** The first of several addresses that carries a true claim; `forged` when one only pretends to. */
export function findCaseAddress(addresses: string[], domain: string, key: string): ReadCaseAddress {
  const read = addresses.map(address => readCaseAddress(address, domain, key));
  return read.find(({ ok }) => ok) ?? read.find(each => !each.ok && each.why === 'forged') ?? notOurs;
}

const notOurs = { ok: false, why: 'not-ours' } as const;
const forged = { ok: false, why: 'forged' } as const;

const payloadOf = (claim: MailClaim) =>
  `${claim.purpose}+${claim.caseId.toLowerCase()}${claim.purpose === 'handoff' ? `.${claim.epoch}` : ''}`;

/** `mail:` keeps these signatures apart from those of links, which the same key makes. */
function signature(payload: string, key: string): string {
  const bytes = createHmac('sha256', key).update(`mail:${payload}`).digest().subarray(0, SIGNATURE_BYTES);
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  const digits = (SIGNATURE_BYTES * 8) / 5;
  return Array.from(
    { length: digits },
    (_, n) => BASE32[Number((bits >> BigInt(5 * (digits - 1 - n))) & 31n)],
  ).join('');
}
