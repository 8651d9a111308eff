import type { Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';

const IMPORT = /import \{([^}]*)\} from '@cloudscape-design\/components';/g;

/**
 * Takes Cloudscape's components one by one. Sources import them by name from the package, as its types want; bundled that
 * way the scripts of unused components are dropped but not their styles (half of 1.4 MB). The texts of languages other than
 * those imported are left out too.
 */
export const cloudscapePlugin: Plugin = {
  name: 'cloudscape',
  setup(build) {
    build.onLoad({ filter: /[\\/]web[\\/][\w-]+[\\/].*\.tsx$/ }, async ({ path }) => ({
      contents: oneByOne(await readFile(path, 'utf8')),
      loader: 'tsx',
    }));
    build.onResolve({ filter: /^\.\/messages\/all\./ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
  },
};

/** `import { Button, type TableProps } from …` → `import Button from …/button`: types leave nothing behind. */
export const oneByOne = (source: string): string =>
  source.replace(IMPORT, (_whole, names: string) =>
    names
      .split(',')
      .map(name => name.trim())
      .filter(name => name !== '' && !name.startsWith('type '))
      .map(name => `import ${name} from '@cloudscape-design/components/${folderOf(name)}';`)
      // On one line, so that lines keep their numbers.
      .join(' '),
  );

const folderOf = (name: string): string =>
  name.replace(/(?<=[a-z])[A-Z]/g, letter => `-${letter}`).toLowerCase();
