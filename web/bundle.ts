import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { build, version } from 'esbuild';

/**
 * Bundles pages for the browser: every folder `<from>/<page>` that has an `index.html` becomes `<to>/<page>` with its
 * `<page>.ts` and `<page>.css`. Does nothing when neither sources, lock file nor esbuild have changed since.
 * Returns whether it built.
 */
export async function bundlePages({
  from,
  to,
  root,
}: {
  from: string;
  to: string;
  root: string;
}): Promise<boolean> {
  const stamp = join(to, '.sources');
  const state = await fingerprint([from, join(root, 'web')], join(root, 'package-lock.json'));
  if ((await readFile(stamp, 'utf8').catch(() => '')) === state) return false;
  const pages = await pagesOf(from);
  await build({
    entryPoints: pages.flatMap(page => [
      { in: join(from, page, `${page}.ts`), out: join(page, page) },
      { in: join(from, page, `${page}.css`), out: join(page, page) },
    ]),
    outdir: to,
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2022'],
    platform: 'browser',
    define: { global: 'globalThis' },
    logLevel: 'warning',
    legalComments: 'linked',
  });
  for (const page of pages) {
    await mkdir(join(to, page), { recursive: true });
    await cp(join(from, page, 'index.html'), join(to, page, 'index.html'));
  }
  await writeFile(stamp, state);
  return true;
}

async function pagesOf(from: string): Promise<string[]> {
  const files = await readdir(from, { recursive: true });
  return files
    .map(file => file.split(/[\\/]/))
    .filter(parts => parts.length === 2 && parts[1] === 'index.html')
    .map(([page]) => page!)
    .sort();
}

/** One hash of everything a bundle is made of. */
async function fingerprint(folders: string[], lockFile: string): Promise<string> {
  const hash = createHash('sha256')
    .update(version)
    .update(await readFile(lockFile));
  for (const folder of folders) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
    for (const file of files.sort()) {
      hash.update(relative(dirname(folder), file)).update(await readFile(file));
    }
  }
  return hash.digest('hex');
}
