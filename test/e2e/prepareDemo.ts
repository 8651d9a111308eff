import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareAssembly } from '../../local/prepare.ts';

const { DatabaseSync } = process.getBuiltinModule('node:sqlite');

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Longest a test file waits until another one has built. */
const BUILD_MS = 180_000;

/** The demo client's stacks, built once however many test files ask at the same time. */
export async function prepareDemo(): Promise<{ root: string; client: string; assembly: string }> {
  const client = 'demo';
  const home = join(ROOT, '.local', client);
  mkdirSync(home, { recursive: true });
  const lock = new DatabaseSync(join(home, 'build-lock.db'));
  try {
    lock.exec(`PRAGMA busy_timeout = ${BUILD_MS}; BEGIN EXCLUSIVE`);
    return { root: ROOT, client, assembly: await prepareAssembly({ root: ROOT, client, log: () => {} }) };
  } finally {
    lock.close();
  }
}
