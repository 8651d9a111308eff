import { createHmac } from 'node:crypto';
import type { Table } from './table.ts';

export interface VisitLimit {
  most: number;
  /** Length of the window; it begins at full multiples of it. */
  seconds: number;
}
export type Visit = { ok: true } | { ok: false; retryAfter: number };

/** How often one network address may do a thing. */
export interface Visits {
  /** Counts one more; refused with the seconds until it may be tried again. */
  take(what: string, address: string, limit: VisitLimit): Promise<Visit>;
}

/**
 * One item an address and window, one write a visit (a DynamoDB write unit, about a dollar for a million), gone soon after. The
 * address itself is kept nowhere: what is kept is made with a secret, since all addresses could be tried otherwise.
 */
export function createVisits(table: Table, secret: () => Promise<string>, now: () => Date): Visits {
  return {
    async take(what, address, { most, seconds }) {
      const second = Math.floor(now().getTime() / 1000);
      const window = Math.floor(second / seconds);
      const end = (window + 1) * seconds;
      const who = createHmac('sha256', await secret())
        .update(networkOf(address))
        .digest('base64url')
        .slice(0, 22);
      const count = await table.count({ pk: `VISITS#${what}#${who}`, sk: String(window) }, end + seconds);
      return count <= most ? { ok: true } : { ok: false, retryAfter: end - second };
    },
  };
}

/** Who has one IPv6 address has all of its first 64 bits. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped || !address.includes(':')) return mapped ?? address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const first = head.split(':').filter(Boolean);
  const last = tail?.split(':').filter(Boolean) ?? [];
  const zeros = Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0');
  return [...first, ...zeros, ...last]
    .slice(0, 4)
    .map(part => part.replace(/^0+(?=.)/, ''))
    .join(':');
}
