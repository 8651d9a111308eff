import { createHash, randomBytes } from 'node:crypto';

/** The same parts give the same UUID at every boot, so that ARNs in stored contacts stay true. */
export function derivedUuid(...parts: string[]): string {
  const hex = createHash('sha256').update(parts.join('\u0000')).digest('hex');
  const variant = ((parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A bearer secret; the owner's id in front lets all of an owner's tokens be found and dropped. */
export function newToken(ownerId: string): string {
  return `${ownerId}.${randomBytes(32).toString('base64url')}`;
}

/** Sorts bytewise as the number does, up to 10¹² (milliseconds until the year 33658). */
export function sortable(number: number): string {
  return String(number).padStart(15, '0');
}
