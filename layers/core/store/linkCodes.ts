import type { Table } from './table.ts';

/** The code under way for one link: only its hash is kept. */
export interface StoredCode {
  hash: string;
  /** ISO 8601. */
  expires: string;
}

export interface LinkCodes {
  /** Replaces an earlier code of the same link. */
  keep(link: string, code: StoredCode): Promise<void>;
  get(link: string): Promise<StoredCode | undefined>;
  /** False when it was used already, or is no longer the one. */
  use(link: string, hash: string): Promise<boolean>;
}

export function createLinkCodes(table: Table): LinkCodes {
  const key = (link: string) => ({ pk: `CODE#${link}`, sk: 'CODE' });
  return {
    keep: (link, code) =>
      table.put({ ...key(link), ...code, expiresAt: Math.ceil(Date.parse(code.expires) / 1000) }),
    async get(link) {
      const { pk, sk } = key(link);
      const found = await table.get<StoredCode & { used?: boolean }>(pk, sk);
      return found && !found.used ? { hash: found.hash, expires: found.expires } : undefined;
    },
    async use(link, hash) {
      const used = await table.update(key(link), { used: true }, { equals: { hash }, absent: ['used'] });
      return used.ok;
    },
  };
}
