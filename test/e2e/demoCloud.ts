import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { instantOf } from '../../cli/golden/at.ts';
import { prepare, type Prepared } from '../../cli/golden/cloudStage.ts';
import { bootCloud, type LocalCloud } from '../../local/boot.ts';
import { watchPublished } from '../../local/console/published.ts';
import { scanned } from './scanned.ts';

const { DatabaseSync } = process.getBuiltinModule('node:sqlite');

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** A Monday on which the demo client's agents work. */
export const MONDAY_MORNING = instantOf('2027-03-08T10:00', 'Europe/Vienna');
/** Longest a test file waits until another one has built. */
const BUILD_MS = 180_000;

/** The demo client's stacks, built once however many test files ask at the same time. */
export async function prepareDemo(): Promise<Prepared> {
  const home = join(ROOT, '.local', 'demo');
  mkdirSync(home, { recursive: true });
  const lock = new DatabaseSync(join(home, 'build-lock.db'));
  try {
    lock.exec(`PRAGMA busy_timeout = ${BUILD_MS}; BEGIN EXCLUSIVE`);
    return await prepare({ root: ROOT, client: 'demo', log: () => {} });
  } finally {
    lock.close();
  }
}

/** An empty state directory; compiled code is shared, since compiling is most of a cold start. */
export function makeStateDir(): { path: string; remove(): void } {
  const compiled = join(ROOT, '.local', 'demo', 'compiled');
  mkdirSync(compiled, { recursive: true });
  const path = mkdtempSync(join(tmpdir(), 'e2e-'));
  symlinkSync(compiled, join(path, 'compiled'), 'junction');
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Boots the demo client on free ports. Time stands still at a working hour, or where an earlier boot left it. */
export async function bootDemo(prepared: Prepared, stateDir: string): Promise<LocalCloud> {
  const start = new Date(MONDAY_MORNING).toISOString();
  const local = await bootCloud({
    ...prepared,
    stateDir,
    clock: { start, frozen: true },
    pages: false,
    log: () => {},
  });
  watchPublished(local.cloud);
  return scanned(local);
}
