import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOOK_AGAIN_MS } from '../../layers/core/release/followActive.ts';
import type { LocalCloud } from '../../local/boot.ts';
import { ROOT } from './prepareDemo.ts';
import { runAugment } from './runAugment.ts';

/**
 * The demo client with another client.yaml, compiled, activated and in effect.
 * @param changes what is replaced by what; each must be there
 */
export async function activateChanged(local: LocalCloud, changes: [string, string][]): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'changed-'));
  try {
    const client = join(work, 'demo');
    cpSync(join(ROOT, 'clients', 'demo'), client, { recursive: true });
    const file = join(client, 'client.yaml');
    let yaml = readFileSync(file, 'utf8');
    for (const [before, after] of changes) {
      if (!yaml.includes(before)) throw new Error(`${file} has no "${before}"`);
      yaml = yaml.replace(before, after);
    }
    writeFileSync(file, yaml);
    const run = async (...args: string[]) => {
      const { code, written } = await runAugment(local, 'release', ...args);
      if (code !== 0) throw new Error(`augment release ${args.join(' ')}: ${written}`);
      return written;
    };
    const [, number] = /release (\d+)/.exec(await run('compile', '--from', client))!;
    await run('activate', number!);
    await local.cloud.clock.advance(LOOK_AGAIN_MS);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
