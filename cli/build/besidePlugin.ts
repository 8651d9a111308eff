import { build } from 'esbuild';
import type { Metafile, Plugin } from 'esbuild';
import { copyFile, mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * What our code loads by `await import('./name.ts')` is a file of its own beside each bundle that asks for it, `name.mjs`, and is
 * read when it is first asked for: in the bundle every cold start would compile it. Such a file is complete in itself, so it is
 * for packages that share nothing with the rest, neither code nor state.
 */
export const besidePlugin: Plugin = {
  name: 'beside',
  setup({ onResolve, onEnd, initialOptions }) {
    /** By what the bundles call them. */
    const sources = new Map<string, string>();
    onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path, kind, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const [name, source] = [`./${basename(path, '.ts')}.mjs`, join(resolveDir, path)];
      const other = sources.get(name) ?? source;
      if (other !== source) return { errors: [{ text: `${source} and ${other} would both be ${name}` }] };
      sources.set(name, source);
      return { path: name, external: true };
    });
    onEnd(async ({ metafile, errors }) => {
      if (errors.length > 0) return;
      for (const [name, source] of sources) {
        const [first, ...others] = bundlesThatAskFor(name, metafile!).map(bundle =>
          join(initialOptions.absWorkingDir!, dirname(bundle), name),
        );
        await mkdir(dirname(first!), { recursive: true });
        await build({
          ...initialOptions,
          entryPoints: [source],
          outdir: undefined,
          outExtension: undefined,
          outfile: first!,
          plugins: initialOptions.plugins?.filter(plugin => plugin !== besidePlugin),
        });
        // Each is made once, and copied to wherever it is asked for.
        await Promise.all(others.map(other => copyFile(first!, other)));
      }
    });
  },
};

const bundlesThatAskFor = (name: string, { outputs }: Metafile): string[] =>
  Object.entries(outputs)
    .filter(([, { imports }]) => imports.some(({ path, external }) => external && path === name))
    .map(([output]) => output);
