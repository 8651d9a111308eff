import { mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A port that was free a moment ago may be taken by another cloud that boots beside this one. */
export async function onFreePorts<Booted>(boot: () => Promise<Booted>, tries = 3): Promise<Booted> {
  try {
    return await boot();
  } catch (error) {
    if (tries === 1 || !/EADDRINUSE|is taken/.test(String(error))) throw error;
    return onFreePorts(boot, tries - 1);
  }
}

/** An empty state directory, except that code once compiled is kept over goldens: cold starts are most of their time. */
export function freshState({ root, client }: { root: string; client: string }): string {
  const compiled = join(root, '.local', client, 'compiled');
  mkdirSync(compiled, { recursive: true });
  const stateDir = mkdtempSync(join(tmpdir(), 'golden-'));
  symlinkSync(compiled, join(stateDir, 'compiled'), 'junction');
  return stateDir;
}
