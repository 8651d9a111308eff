import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { build, version } from 'esbuild';
import { cloudscapePlugin } from './cloudscapePlugin.ts';

/** Folder of the parts that several pages share or load later, with their hash in their names. */
export const SHARED = 'shared';

/** The one script that stands in pages of the client's own sites: a classic one, at the root and of one piece. */
export const WIDGET = 'widget.js';

/**
 * Bundles pages for the browser: every folder `<from>/<page>` that has an `index.html` becomes `<to>/<page>` with its
 * `<page>.js` and `<page>.css`. A plain page has `<page>.ts` and `<page>.css`; one of components has `<page>.tsx`, which
 * imports its styles itself. `<from>/widget/widget.ts`, where there is one, becomes `<to>/widget.js`. Does nothing when neither sources, lock file nor esbuild have changed since.
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
  const { outputFiles } = await build({
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
    write: false,
  });
  for (const { path, contents } of outputFiles) await put(path, contents);
  await dropOthers(join(to, SHARED), new Set(outputFiles.map(({ path }) => path)));
  if (existsSync(join(from, 'widget', 'widget.ts'))) await put(join(to, WIDGET), await bundleWidget(from));
  for (const { page } of pages) {
    await put(join(to, page, 'index.html'), await readFile(join(from, page, 'index.html')));
  }
  await writeFile(stamp, state);
  return true;
}

/** Whole or not at all: another process may serve the file, or bundle the same pages. */
async function put(path: string, contents: Uint8Array): Promise<void> {
  const unready = `${path}.${process.pid}`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(unready, contents);
  await rename(unready, path);
}

/** Parts of earlier bundles, whose names nothing mentions any more. */
async function dropOthers(folder: string, kept: Set<string>): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const old = names.map(name => join(folder, name)).filter(path => !kept.has(path) && !/\.\d+$/.test(path));
  await Promise.all(old.map(path => rm(path, { force: true })));
}

/** The widget's script as it is served. */
export async function bundleWidget(from: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [join(from, 'widget', 'widget.ts')],
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['es2022'],
    platform: 'browser',
    write: false,
    logLevel: 'warning',
  });
  return outputFiles[0]!.contents;
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
