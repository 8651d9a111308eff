import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readBom } from './bom.ts';

const HELP = `npm run sbom -- [--out FILE]

Writes the software bill of materials (CycloneDX, JSON): each package of the lock file with version, licence and checksum. Needs no network;
the same lock file gives the same file. What has the scope "optional" is used to build and test and is not deployed.

  --out FILE      dist/sbom.json unless told
  --help          this text`;

const root = join(import.meta.dirname, '..', '..');
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: join(root, 'dist', 'sbom.json') },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) console.log(HELP);
else {
  const bom = await readBom(root);
  const file = resolve(values.out);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(bom, undefined, 2)}\n`);
  console.log(`${file}: ${bom.components.length} packages, CycloneDX ${bom.specVersion}`);
}
