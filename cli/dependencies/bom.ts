import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm } from './runNpm.ts';

export interface Bom {
  bomFormat: 'CycloneDX';
  specVersion: string;
  serialNumber: string;
  metadata: { timestamp?: string; component: { name: string; version: string } & Record<string, unknown> };
  components: {
    name: string;
    version: string;
    purl: string;
    scope?: string;
    licenses?: unknown[];
    hashes?: unknown[];
  }[];
}

/**
 * Everything the lock file names, as CycloneDX JSON, by npm itself and without the network. The same lock file gives the same bytes: npm's
 * time and random number give way to a hash of the lock file, and the folder's name to the package's.
 * @throws Error when npm can't
 */
export async function readBom(root: string): Promise<Bom> {
  const { code, out, err } = await runNpm(
    ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--offline'],
    root,
  );
  if (code !== 0) throw new Error(`npm sbom ended with ${code}: ${err.trim() || out.trim()}`);
  const bom = JSON.parse(out) as Bom;
  const { name } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { name: string };
  const hash = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const uuid = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `5${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ];
  delete bom.metadata.timestamp;
  bom.metadata.component.name = name;
  bom.serialNumber = `urn:uuid:${uuid.join('-')}`;
  return bom;
}
