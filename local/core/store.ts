import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Collection, Store } from './contract.ts';

// jest 29 strips the `node:` of built-in modules and cannot find `sqlite` then, so it is asked of the process.
const { DatabaseSync: Database } = process.getBuiltinModule('node:sqlite');

/** Above every key that starts with a prefix: no key of ours holds the last code point of Unicode. */
const LAST = '\u{10FFFF}';

export interface DiskStore extends Store {
  close(): void;
}

/**
 * Opens the store in `file` (`:memory:` for tests). One SQLite file in WAL mode, not synced at each commit: it survives
 * the process's death at any moment, not the machine's.
 */
export function openStore(file: string): DiskStore {
  const database = new Database(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA busy_timeout = 2000');
  database.exec(`CREATE TABLE IF NOT EXISTS documents (
    collection TEXT NOT NULL, id TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (collection, id)) WITHOUT ROWID`);
  const collections = collectionsOf(database);
  let depth = 0;

  return {
    collection: collections,
    transaction(work) {
      const savepoint = `level${depth}`;
      database.exec(depth === 0 ? 'BEGIN IMMEDIATE' : `SAVEPOINT ${savepoint}`);
      depth += 1;
      try {
        const result = work();
        if (result instanceof Promise) {
          throw new Error(
            'store.transaction: the work returned a promise; it must be synchronous, or writes of others would fall inside',
          );
        }
        depth -= 1;
        database.exec(depth === 0 ? 'COMMIT' : `RELEASE ${savepoint}`);
        return result;
      } catch (error) {
        depth = Math.max(0, Number(savepoint.slice('level'.length)));
        database.exec(depth === 0 ? 'ROLLBACK' : `ROLLBACK TO ${savepoint}; RELEASE ${savepoint}`);
        throw error;
      }
    },
    close: () => database.close(),
  };
}

function collectionsOf(database: DatabaseSync): <T>(name: string) => Collection<T> {
  const get = database.prepare('SELECT document FROM documents WHERE collection = ? AND id = ?');
  const put = database.prepare(
    'INSERT INTO documents VALUES (?, ?, ?) ON CONFLICT (collection, id) DO UPDATE SET document = excluded.document',
  );
  const remove = database.prepare('DELETE FROM documents WHERE collection = ? AND id = ?');
  const count = database.prepare('SELECT count(*) AS total FROM documents WHERE collection = ?');
  const range = (order: 'ASC' | 'DESC', from: '>' | '>=') =>
    database.prepare(
      `SELECT id, document FROM documents WHERE collection = ? AND id ${from} ? AND id < ? ORDER BY id ${order} LIMIT ?`,
    );
  const forward = range('ASC', '>=');
  const forwardAfter = range('ASC', '>');
  const backward = range('DESC', '>=');

  return <T>(name: string): Collection<T> => ({
    get: id => parse<T>(get.get(name, id)),
    put: (id, document) => void put.run(name, id, JSON.stringify(document)),
    delete: id => void remove.run(name, id),
    count: () => Number((count.get(name) as { total: number }).total),
    list({ prefix = '', after, limit = -1, reverse = false } = {}) {
      const end = prefix + LAST;
      const rows = reverse
        ? page(backward, [name, prefix, after !== undefined && after < end ? after : end, limit])
        : after !== undefined && after >= prefix
          ? page(forwardAfter, [name, after, end, limit])
          : page(forward, [name, prefix, end, limit]);
      return rows.map(row => ({ id: row.id, document: JSON.parse(row.document) as T }));
    },
  });
}

function page(statement: StatementSync, values: (string | number)[]): { id: string; document: string }[] {
  return statement.all(...values) as { id: string; document: string }[];
}

function parse<T>(row: unknown): T | undefined {
  return row ? (JSON.parse((row as { document: string }).document) as T) : undefined;
}
