import type { Condition, Item, Key, Table } from '../../layers/core/store/table.ts';

/** The table in memory, for tests of what uses it; `table.test.ts` holds it to the same contract as DynamoDB's. */
export function createMemoryTable(): Table & { items: Map<string, Record<string, unknown>> } {
  const items = new Map<string, Record<string, unknown>>();
  const idOf = ({ pk, sk }: Key) => `${pk}|${sk}`;
  const KEYS = ['pk', 'sk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk', 'saidAt', 'expiresAt'];
  const read = <T>(item: Record<string, unknown>) =>
    JSON.parse(
      JSON.stringify(Object.fromEntries(Object.entries(item).filter(([key]) => !KEYS.includes(key)))),
    ) as T;
  const clean = (item: object) => JSON.parse(JSON.stringify(item)) as Record<string, unknown>;
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const meets = (
    item: Record<string, unknown> | undefined,
    { equals = {}, oneOf = {}, before = {}, absent = [], any }: Condition,
  ): boolean =>
    item !== undefined &&
    Object.entries(equals).every(([key, value]) => same(item[key], value)) &&
    Object.entries(oneOf).every(([key, values]) => values.some(value => same(item[key], value))) &&
    Object.entries(before).every(([key, value]) => item[key] !== undefined && String(item[key]) < value) &&
    absent.every(key => item[key] === undefined) &&
    (any?.some(one => meets(item, one)) ?? true);

  const fromTheEnd = <T>(pk: string, by: 'sk' | 'saidAt', limit: number, prefix = '') =>
    [...items.values()]
      .filter(item => item.pk === pk && item[by] !== undefined && String(item[by]).startsWith(prefix))
      .sort((a, b) => (String(a[by]) < String(b[by]) ? 1 : -1))
      .slice(0, limit)
      .map(item => read<T>(item));

  return {
    items,
    async get<T>(pk: string, sk: string) {
      const item = items.get(idOf({ pk, sk }));
      return item && read<T>(item);
    },
    async putNew(item: Item) {
      if (items.has(idOf(item))) return false;
      items.set(idOf(item), clean(item));
      return true;
    },
    async put(item: Item) {
      items.set(idOf(item), clean(item));
    },
    async update<T>(key: Key, changes: Record<string, unknown>, condition: Condition) {
      const item = items.get(idOf(key));
      if (!meets(item, condition)) return { ok: false as const, current: item && read<T>(item) };
      const changed = clean({ ...item, ...changes });
      items.set(idOf(key), changed);
      return { ok: true as const, item: read<T>(changed) };
    },
    async count(key: Key, expiresAt: number) {
      const before = (items.get(idOf(key))?.count as number | undefined) ?? 0;
      items.set(idOf(key), { ...key, count: before + 1, expiresAt });
      return before + 1;
    },
    async partition<T>(pk: string, prefix: string) {
      return [...items.values()]
        .filter(item => item.pk === pk && String(item.sk).startsWith(prefix))
        .sort((a, b) => (String(a.sk) < String(b.sk) ? -1 : 1))
        .map(item => read<T>(item));
    },
    newest: async <T>(pk: string, limit: number, prefix = '') => fromTheEnd<T>(pk, 'sk', limit, prefix),
    lastSaid: async <T>(pk: string, limit: number) => fromTheEnd<T>(pk, 'saidAt', limit),
    async index<T>({ index, partition, until, limit, after, newestFirst }: Parameters<Table['index']>[0]) {
      const [pk, sk] = index === 'due' ? ['gsi1pk', 'gsi1sk'] : ['gsi2pk', 'gsi2sk'];
      const all = [...items.values()]
        .filter(item => item[pk!] === partition && (until === undefined || String(item[sk!]) <= until))
        .sort((a, b) => (String(a[sk!]) < String(b[sk!]) ? -1 : 1) * (newestFirst ? -1 : 1));
      const start = after ? Number(after) : 0;
      const page = all.slice(start, start + limit);
      const more = start + limit < all.length;
      return { items: page.map(item => read<T>(item)), ...(more && { last: String(start + limit) }) };
    },
  };
}
