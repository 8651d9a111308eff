import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { checkKnowledge } from '../../layers/core/knowledge/index.ts';
import { compileRelease } from '../../layers/core/release/compileRelease.ts';
import { embeddingFile, readEmbeddings } from '../../layers/core/release/embeddingFile.ts';
import { BASELINE } from '../../layers/core/release/pointer.ts';
import { readClient } from '../../layers/core/release/readClient.ts';
import { hashOf, unlessFresh } from './fresh.ts';

/**
 * Compiles each client's baseline release into `dist/releases/<client>/release.bin`; tells what in its articles an operator
 * should look at, also when nothing has changed, since articles expire by themselves.
 * @throws ClientFileError when a client's files are wrong
 */
export async function compileReleases(root: string, clients: string[]): Promise<void> {
  for (const client of clients) {
    const dir = join(root, 'clients', client);
    const files = readClient(dir);
    const out = join(root, 'dist', 'releases', client);
    for (const warning of checkKnowledge(files.articles, new Date().toISOString()))
      console.error(`release of ${client}: warning: ${warning}`);
    await unlessFresh(
      `release of ${client}`,
      {
        stamp: join(out, 'release.stamp'),
        inputs: hashOf(root, [relative(root, dir), 'layers/core', 'package-lock.json']),
        outputs: [join(out, 'release.bin')],
      },
      async () => {
        // A build asks no model: it takes the vectors there are, and words alone find passages where some are missing.
        const { vectors, missing } = await readEmbeddings(embeddingFile(dir), files);
        if (missing)
          console.error(
            `release of ${client}: ${missing} passages have no vector yet, so it has none; see: augment release compile`,
          );
        const bytes = compileRelease({ ...files, vectors }).bytes(BASELINE);
        mkdirSync(out, { recursive: true });
        writeFileSync(join(out, 'release.bin'), bytes);
        return `${files.topics.length} topics, ${files.articles.length} articles, ${Math.round(bytes.length / 1000)} kB`;
      },
    );
  }
}
