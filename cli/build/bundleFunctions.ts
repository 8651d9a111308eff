import { build } from 'esbuild';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf, unlessFresh } from './fresh.ts';
import { bundleOptions } from './bundleOptions.ts';

/** Bundles every function into `dist/functions/<name>/index.mjs`, all in one go. */
export async function bundleFunctions(root: string): Promise<void> {
  const names = readdirSync(join(root, 'functions'), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name);
  const missing = names.filter(name => !existsSync(join(root, 'functions', name, 'index.ts')));
  if (missing.length) throw new Error(`functions/${missing[0]}/index.ts is missing; every function has one`);
  const dist = join(root, 'dist', 'functions');

  await unlessFresh(
    `functions (${names.length})`,
    {
      stamp: join(root, 'dist', 'functions.stamp'),
      inputs: hashOf(root, ['functions', 'layers', 'cli/build', 'package-lock.json']),
      outputs: names.map(name => join(dist, name, 'index.mjs')),
    },
    async () => {
      rmSync(dist, { recursive: true, force: true });
      const { metafile } = await build(bundleOptions(root, names, dist));
      const bytes = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
      return `bundled, ${Math.round(bytes / names.length / 1000)} kB each on average,`;
    },
  );
}
