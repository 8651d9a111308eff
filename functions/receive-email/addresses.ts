import type { AddressObject, EmailAddress } from 'mailparser';

/** All addresses of a header, groups opened. */
export function addressesIn(value: unknown): EmailAddress[] {
  const objects = [value ?? []].flat() as Partial<AddressObject>[];
  return objects.flatMap(({ value: list = [] }) => list.flatMap(each => each.group ?? each));
}

/** RFC 5321: 64 before the at sign, 255 behind it. */
const BARE =
  /^[^\s@<>"(),;:\\[\]]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}]{2,63}$/u;

/** An address that can be written to, in small letters; undefined for anything else. */
export function bareAddress(address: string | undefined): string | undefined {
  const bare = (address ?? '').trim().toLowerCase();
  return bare.length <= 254 && BARE.test(bare) ? bare : undefined;
}
