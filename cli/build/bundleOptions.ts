import type { BuildOptions } from 'esbuild';
import { join } from 'node:path';
import { besidePlugin } from './besidePlugin.ts';
import { builtinsPlugin } from './builtinsPlugin.ts';
import { leanSdkPlugin } from './leanSdkPlugin.ts';

export function bundleOptions(
  root: string,
  names: string[],
  dist: string,
): BuildOptions & { metafile: true } {
  return {
    entryPoints: Object.fromEntries(
      names.map(name => [`${name}/index`, join(root, 'functions', name, 'index.ts')]),
    ),
    outdir: dist,
    outExtension: { '.js': '.mjs' },
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    minify: true,
    treeShaking: true,
    metafile: true,
    legalComments: 'none',
    logLevel: 'warning',
    mainFields: ['module', 'main'],
    plugins: [builtinsPlugin, leanSdkPlugin, besidePlugin],
  };
}
