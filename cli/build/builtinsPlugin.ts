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
    build.onResolve({ filter }, ({ path, kind }) => ({
      path: path.replace(/^node:/, ''),
      // CommonJS does with a module what it likes (lists it, copies it, changes it): it gets the module itself.
      namespace: kind === 'require-call' ? 'required' : 'builtin',
      sideEffects: false,
    }));
    build.onLoad({ filter: /.*/, namespace: 'required' }, ({ path }) => ({
      contents: itself(path),
      loader: 'js',
    }));
    build.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: shim(path),
      loader: 'js',
    }));
  },
};

/**
 * CommonJS, so that esbuild turns each use of an import into a property access. It has no members of its own, which esbuild would copy
 * for every file that imports it (1 ms of a cold start), but looks each up where it stands: what a tracer puts in the place of
 * `http.request` is what all call.
 */
function shim(name: string): string {
  // A builtin that is a function or a class itself (assert, stream, events) must stay one.
  if (typeof process.getBuiltinModule(`node:${name}`) === 'function') return itself(name);
  return `let loaded;
const load = () => loaded ??= ${get(name)};
// esbuild asks for __esModule first of all: no reason to load anything.
const members = { get: (_, member) => member === '__esModule' ? undefined : load()[member] };
const prototype = new Proxy({}, members);
module.exports = new Proxy({}, {
  ...members,
  set: (_, member, value) => Reflect.set(load(), member, value),
  defineProperty: (_, member, as) => Reflect.defineProperty(load(), member, as),
  // What esbuild makes of it for an importer inherits from it.
  getPrototypeOf: () => prototype,
});`;
}

const itself = (name: string): string => `module.exports = ${get(name)};`;

const get = (name: string): string => `process.getBuiltinModule(${JSON.stringify(`node:${name}`)})`;
