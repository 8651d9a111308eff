import { build } from 'esbuild';
import type { BuildOptions, Plugin } from 'esbuild';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';

const FILE = 'tracer.mjs';

/**
 * The tracer and the X-Ray SDK are a file of their own beside each bundle, so that only traced invocations read them: in the
 * bundle they would be a third of what every cold start compiles.
 */
export const tracerPlugin: Plugin = {
  name: 'tracer',
  setup(build) {
    build.onResolve({ filter: /^@aws-lambda-powertools\/tracer/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: `./${FILE}`, external: true } : undefined,
    );
  },
};

/** Writes that file into each directory. */
export async function bundleTracer(options: BuildOptions, root: string, dirs: string[]): Promise<void> {
  const [first, ...others] = dirs.map(dir => join(dir, FILE));
  if (!first) return;
  await build({
    ...options,
    entryPoints: undefined,
    outdir: undefined,
    outExtension: undefined,
    outfile: first,
    plugins: options.plugins?.filter(plugin => plugin !== tracerPlugin),
    stdin: {
      contents: `export { Tracer } from '@aws-lambda-powertools/tracer';
        export { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';`,
      resolveDir: root,
    },
  });
  await Promise.all(others.map(path => copyFile(first, path)));
}
