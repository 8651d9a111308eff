import type { Plugin } from 'esbuild';
import { builtinModules } from 'node:module';

/**
 * How bundles get at Node's own modules: by `process.getBuiltinModule`, at first use.
 *
 * An ES import of a builtin reads every one of its exports, to name them. Some are getters that load a lot: `node:http` has
 * WebSocket, which loads all of undici (40 ms of a cold start, for nothing). And what a library imports just in case
 * (`http2`, `child_process`, `fs/promises`) is not loaded at all this way.
 */
export const builtinsPlugin: Plugin = {
  name: 'builtins',
  setup(build) {
    const names = builtinModules
      .filter(name => !name.startsWith('_'))
      .map(name => name.replace(/^node:/, ''));
    const filter = new RegExp(`^(node:)?(${names.map(name => name.replace('/', '\\/')).join('|')})$`);
    build.onResolve({ filter }, ({ path }) => ({
      path: path.replace(/^node:/, ''),
      namespace: 'builtin',
      sideEffects: false,
    }));
    build.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: shim(path),
      loader: 'js',
    }));
  },
};

/** CommonJS, so that esbuild turns each use of an import into a property access. */
function shim(name: string): string {
  const get = `process.getBuiltinModule(${JSON.stringify(`node:${name}`)})`;
  const module = process.getBuiltinModule(`node:${name}`) as object;
  // A builtin that is a function or a class itself (assert, stream, events) must stay one.
  if (typeof module === 'function') return `module.exports = ${get};`;
  const keys = Object.getOwnPropertyNames(module).filter(key => key !== 'default');
  return `let loaded; const load = () => loaded ??= ${get};
for (const key of ${JSON.stringify(keys)}) Object.defineProperty(exports, key, { enumerable: true, get: () => load()[key] });`;
}
