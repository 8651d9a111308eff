import { marshall } from '@aws-sdk/util-dynamodb';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Case, Turn } from '../../layers/core/domain/case.ts';
import { createCaseStore } from '../../layers/core/store/caseStore.ts';
import type { Item, Table } from '../../layers/core/store/table.ts';
import type { DeployedStacks } from '../../local/template/deploy.ts';
import type { Random } from './random.ts';

export const tableOf = ({ resources }: DeployedStacks): string =>
  resources.find(({ type }) => type === 'AWS::DynamoDB::Table')!.ref;

/** A case as it was, to be stored as the product's own store writes it. */
export interface PastCase {
  case: Case;
  turns: Turn[];
}

/** Marks in a pattern's items that each case replaces by its own. */
const MARKS = {
  caseId: 'C-PATTERN000',
  contactId: 'pattern0-0000-0000-0000-000000000000',
  customer: 'K-PATTERN00',
};

/** Histories that cases are copied from, so that a million of them takes minutes. */
const PATTERNS = 40;

interface Entry {
  type: 'put';
  key: string;
  value: unknown;
}

/**
 * Opens the table of a cloud that does not run, in its own files below `stateDir`, so that it can be filled faster than by
 * its API: dynalite's own keys, the items written by the product's store.
 */
export function openTableFiles(stateDir: string, tableName: string) {
  const require = createRequire(import.meta.url);
  const dynalite = require('dynalite/db/index.js');
  const store = dynalite.create({ path: join(stateDir, 'tables') });
  const done = <T>(call: (callback: (error: Error | null, value: T) => void) => void) =>
    new Promise<T>((resolve, reject) => call((error, value) => (error ? reject(error) : resolve(value))));
  const ready = done<any>(callback => store.getTable(tableName, callback));

  /** Everything that is stored of an item, in the table and its indexes. */
  async function entriesOf(item: Record<string, any>): Promise<Entry[]> {
    const table = await ready;
    const own: Entry = {
      type: 'put',
      key: `item-${tableName}~${dynalite.createKey(item, table)}`,
      value: item,
    };
    const indexed = (['Local', 'Global'] as const).flatMap(kind =>
      dynalite
        .getIndexActions(table[`${kind}SecondaryIndexes`] ?? [], undefined, item, table)
        .puts.map(({ index, key, item: value }: any): Entry => ({
          type: 'put',
          key: `index-${kind.toLowerCase()}~${tableName}~${index}~${key}`,
          value,
        })),
    );
    return [own, ...indexed];
  }

  const write = (entries: Entry[]): Promise<void> => store.db.batch(entries);

  return {
    /** Stores these cases one by one. */
    async put(cases: PastCase[]): Promise<void> {
      for (const past of cases) {
        const entries = (await Promise.all((await itemsOf(past)).map(entriesOf))).flat();
        for (let n = 0; n < entries.length; n += 500) await write(entries.slice(n, n + 500));
      }
    },

    /** Stores `many` closed cases of many customers, each with the history of one of the patterns. */
    async fill(
      many: number,
      options: {
        from: number;
        random: Random;
        pattern(random: Random): PastCase;
        onProgress(n: number): void;
      },
    ): Promise<void> {
      const { random, pattern, from } = options;
      const texts: string[][] = [];
      for (let n = 0; n < PATTERNS; n++) {
        const items = await itemsOf(pattern(random));
        texts.push(items.map(item => JSON.stringify(item)));
      }
      let entries: Entry[] = [];
      for (let n = from; n < from + many; n++) {
        const id = n.toString(36).toUpperCase().padStart(8, '0');
        // One customer in five comes again and again.
        const customer = `K-S${String(n % 5 === 0 ? n % 1000 : n).padStart(8, '0')}`;
        for (const text of texts[n % PATTERNS]!) {
          const own = text
            .replaceAll(MARKS.caseId, `C-SD${id}`)
            .replaceAll(MARKS.contactId, `seeded00-0000-0000-0000-0000${id}`)
            .replaceAll(MARKS.customer, customer);
          entries.push(...(await entriesOf(JSON.parse(own))));
        }
        if (entries.length >= 4000) {
          await write(entries);
          entries = [];
        }
        if ((n - from) % 50_000 === 0) options.onProgress(n - from);
      }
      await write(entries);
    },

    close: () => done<void>(callback => store.db.close(callback)),
    marks: MARKS,
  };
}

/** The items that the product's store writes for a case, marshalled. */
async function itemsOf({ case: past, turns }: PastCase): Promise<Record<string, any>[]> {
  const items: Record<string, any>[] = [];
  const put = async (item: Item) => {
    items.push(marshall(item, { removeUndefinedValues: true }));
    return true;
  };
  const table = { putNew: put, put } as unknown as Table;
  const store = createCaseStore({ table, retentionDays: 365, now: () => new Date(past.updatedAt) });
  await store.saveContact({ contactId: past.contactId, caseId: past.caseId, channel: past.channel });
  await store.create(past);
  for (const turn of turns) await store.addTurn(turn);
  const [owners, kinds] = [['ai', 'provider', 'nobody'] as const, ['open', 'escalate', 'resolve']];
  for (const [n, kind] of kinds.entries())
    await store.event(
      { caseId: past.caseId, owner: owners[n]!, epoch: n + 1 },
      kind,
      n === 2 ? 'Ada' : 'ai',
      { key: past.updatedAt },
    );
  return items;
}
