import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { build, version } from 'esbuild';
import { cloudscapePlugin } from './cloudscapePlugin.ts';

/** Folder of the parts that several pages share or load later, with their hash in their names. */
export const SHARED = 'shared';

/**
 * Bundles pages for the browser: every folder `<from>/<page>` that has an `index.html` becomes `<to>/<page>` with its
 * `<page>.js` and `<page>.css`. A plain page has `<page>.ts` and `<page>.css`; one of components has `<page>.tsx`, which
 * imports its styles itself. Does nothing when neither sources, lock file nor esbuild have changed since.
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
  const state = await fingerprint(
    [from, join(root, 'web'), join(root, 'layers', 'core')],
    join(root, 'package-lock.json'),
  );
  if ((await readFile(stamp, 'utf8').catch(() => '')) === state) return false;
  const pages = await sourcesOf(from);
  await rm(join(to, SHARED), { recursive: true, force: true });
  await build({
    entryPoints: pages.flatMap(({ page, entries }) =>
      entries.map(entry => ({ in: join(from, page, entry), out: join(page, page) })),
    ),
    outdir: to,
    bundle: true,
    minify: true,
    format: 'esm',
    splitting: true,
    chunkNames: `${SHARED}/[name]-[hash]`,
    assetNames: `${SHARED}/[name]-[hash]`,
    target: ['es2022'],
    platform: 'browser',
    jsx: 'automatic',
    define: { global: 'globalThis', 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
    legalComments: 'linked',
    plugins: [cloudscapePlugin],
  });
  for (const { page } of pages) {
    await mkdir(join(to, page), { recursive: true });
    await cp(join(from, page, 'index.html'), join(to, page, 'index.html'));
  }
  await writeFile(stamp, state);
  return true;
}

/** Names of the pages that have their sources in this folder. */
export const pagesOf = async (from: string): Promise<string[]> =>
  (await sourcesOf(from)).map(({ page }) => page);

async function sourcesOf(from: string): Promise<{ page: string; entries: string[] }[]> {
  const files = new Set(
    (await readdir(from, { recursive: true })).map(file => file.split(/[\\/]/).join('/')),
  );
  return [...files]
    .map(file => /^([^/]+)\/index\.html$/.exec(file)?.[1])
    .filter(page => page !== undefined)
    .sort()
    .map(page => ({
      page,
      entries: files.has(`${page}/${page}.tsx`) ? [`${page}.tsx`] : [`${page}.ts`, `${page}.css`],
    }));
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
