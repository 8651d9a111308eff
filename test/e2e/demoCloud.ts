import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instantOf } from '../../cli/golden/at.ts';
import type { Prepared } from '../../cli/golden/cloudStage.ts';
import type { Lane } from '../../cli/golden/lane.ts';
import { bootCloud, type LocalCloud } from '../../local/boot.ts';
import { watchPublished } from '../../local/console/published.ts';
import { ROOT } from './prepareDemo.ts';
import { scanned } from './scanned.ts';

/** A Monday on which the demo client's agents work. */
export const MONDAY_MORNING = instantOf('2027-03-08T10:00', 'Europe/Vienna');

/** An empty state directory; compiled code is shared, since compiling is most of a cold start. */
export function makeStateDir(): { path: string; remove(): void } {
  const compiled = join(ROOT, '.local', 'demo', 'compiled');
  mkdirSync(compiled, { recursive: true });
  const path = mkdtempSync(join(tmpdir(), 'e2e-'));
  symlinkSync(compiled, join(path, 'compiled'), 'junction');
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/**
 * Boots the demo client on free ports. Time stands still at a working hour, or where an earlier boot left it.
 * @param lane goes on with the warm functions of a cloud that was stopped; the state must have had the lane's secrets from the
 * beginning (`lane.prepare`)
 */
export async function bootDemo(prepared: Prepared, stateDir: string, lane?: Lane): Promise<LocalCloud> {
  const start = new Date(MONDAY_MORNING).toISOString();
  const local = await bootCloud({
    ...prepared,
    stateDir,
    clock: { start, frozen: true },
    pages: false,
    log: () => {},
    ...(lane && { ports: lane.ports, kept: lane.kept }),
  });
  lane?.remember(local.cloud.store);
  watchPublished(local.cloud);
  return scanned(local);
}
