import { transformSync } from 'esbuild';

/** Jest transform: TypeScript → JavaScript by esbuild, with inline source maps so that stack traces name the .ts line. */
export default {
  process: (source, filename) =>
    transformSync(source, {
      loader: filename.endsWith('x') ? 'tsx' : 'ts',
      jsx: 'automatic',
      format: 'esm',
      target: 'node24',
      sourcemap: 'inline',
      sourcefile: filename,
    }),
};
