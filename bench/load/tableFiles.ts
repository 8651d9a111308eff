import { createRequire } from 'node:module';
import { join } from 'node:path';

/** An item, marshalled: `{pk: {S: "…"}, …}`. */
export type Attributes = Record<string, any>;

/** Where dynalite keeps items: the table, or one of its indexes. */
export interface Place {
  /** Begins the keys of all that is stored there. */
  prefix: string;
  keyOf(item: Attributes): string;
  /** The attribute by whose hash it is ordered. */
  partition: string;
  /** A number that is larger the later the item's partition comes on disk, over all places; less than 2³⁰. */
  rankOf(item: Attributes): number;
}

export interface Stored {
  place: Place;
  /** As it stands there: an index may keep less. */
  item: Attributes;
}

export type TableFiles = Awaited<ReturnType<typeof openTableFiles>>;

/** Digits of the hash that a key begins with. */
const HASH_DIGITS = 6;

/**
 * Opens the table of a cloud that does not run, in its own files below `stateDir`, so that it can be filled faster than by
 * its API, under the keys that dynalite itself makes.
 */
export async function openTableFiles(stateDir: string, tableName: string) {
  const dynalite = createRequire(import.meta.url)('dynalite/db/index.js');
  const store = dynalite.create({ path: join(stateDir, 'tables') });
  const done = <T>(call: (callback: (error: Error | null, value: T) => void) => void) =>
    new Promise<T>((resolve, reject) => call((error, value) => (error ? reject(error) : resolve(value))));
  const table = await done<any>(callback => store.getTable(tableName, callback));

  const indexes = (['Global', 'Local'] as const)
    .flatMap(kind => (table[`${kind}SecondaryIndexes`] ?? []).map((index: any) => ({ kind, index })))
    .map(({ kind, index }) => ({
      index,
      prefix: `index-${kind.toLowerCase()}~${tableName}~${index.IndexName}~`,
    }))
    .sort((a, b) => (a.prefix < b.prefix ? -1 : 1));
  const placeOf = (rank: number, prefix: string, keySchema: any[], bareKeyOf: (item: Attributes) => string) =>
    ({
      prefix,
      keyOf: item => prefix + bareKeyOf(item),
      partition: keySchema[0].AttributeName,
      rankOf: item => rank * 16 ** HASH_DIGITS + parseInt(bareKeyOf(item).slice(0, HASH_DIGITS), 16),
    }) satisfies Place;
  const indexPlaces = indexes.map(({ index, prefix }, n) => ({
    index,
    place: placeOf(n, prefix, index.KeySchema, item => dynalite.createIndexKey(item, table, index.KeySchema)),
  }));
  // "index-…" comes before "item-…".
  const own = placeOf(indexes.length, `item-${tableName}~`, table.KeySchema, item =>
    dynalite.createKey(item, table),
  );

  return {
    /** Attributes that keys are made of. */
    keyNames: table.AttributeDefinitions.map((each: any) => each.AttributeName) as string[],
    /** Everything that is stored of an item, in the table and its indexes. */
    storedOf: (item: Attributes): Stored[] => [
      { place: own, item },
      ...indexPlaces.flatMap(({ index, place }) =>
        dynalite
          .getIndexActions([index], undefined, item, table)
          .puts.map((put: { item: Attributes }) => ({ place, item: put.item })),
      ),
    ],
    /** Values are JSON, as dynalite writes them. */
    write: (entries: { key: string; value: string }[]): Promise<void> =>
      store.db.batch(entries.map(entry => ({ type: 'put', ...entry, valueEncoding: 'utf8' }))),
    close: () => done<void>(callback => store.db.close(callback)),
  };
}
