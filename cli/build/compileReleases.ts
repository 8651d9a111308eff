import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { compileRelease } from '../../layers/core/release/compileRelease.ts';
import { readClient } from '../../layers/core/release/readClient.ts';
import { hashOf, unlessFresh } from './fresh.ts';

/** The release that the repository holds; those that people's corrections lead to count from 2 on. */
const BASELINE = 1;

/**
 * Compiles each client's baseline release into `dist/releases/<client>/release.bin`.
 * @throws ClientFileError when a client's files are wrong
 */
export async function compileReleases(root: string, clients: string[]): Promise<void> {
  for (const client of clients) {
    const dir = join(root, 'clients', client);
    const files = readClient(dir);
    const out = join(root, 'dist', 'releases', client);
    await unlessFresh(
      `release of ${client}`,
      {
        stamp: join(out, 'release.stamp'),
        inputs: hashOf(root, [relative(root, dir), 'layers/core', 'package-lock.json']),
        outputs: [join(out, 'release.bin')],
      },
      () => {
        const { bytes, warnings } = compileRelease({ ...files, number: BASELINE });
        for (const warning of warnings) console.error(`release of ${client}: warning: ${warning}`);
        mkdirSync(out, { recursive: true });
        writeFileSync(join(out, 'release.bin'), bytes);
        return `${files.topics.length} topics, ${files.articles.length} articles, ${Math.round(bytes.length / 1000)} kB`;
      },
    );
  }
}
