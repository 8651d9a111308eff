/**
 * Runs one of the project's commands on the project's own Node (24, from devDependencies), installing what is missing first.
 * Plain JavaScript without imports from packages: it must work on a fresh clone, on Node 20, before anything is installed.
 *
 * Usage: node cli/run.mjs FILE.ts [args…]      a TypeScript entry of this project
 *        node cli/run.mjs test [jest args…]    the test suite
 *        node cli/run.mjs TOOL [args…]         a tool from node_modules/.bin
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = join(root, 'node_modules', '.bin');
const OLDEST_NODE = 20;

const major = Number(process.versions.node.split('.')[0]);
if (major < OLDEST_NODE) {
  fail(
    `Node ${OLDEST_NODE} or newer is needed, this is ${process.version}. Install it from nodejs.org and run the command again.`,
  );
}

const [entry, ...args] = process.argv.slice(2);
if (!entry) fail('usage: node cli/run.mjs FILE.ts|test|TOOL [args…]');

if (!installed()) install();
run();

function fail(message) {
  console.error(message);
  process.exit(1);
}

/** True when every package the lock file asks for on this platform stands in node_modules in that version. */
function installed() {
  const hidden = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden) || !existsSync(join(bin, 'node'))) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || present[path]?.version === version,
  );
}

function install() {
  console.error('Installing what is missing (npm ci), about a minute the first time …');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0)
    fail('npm ci failed (see above). Check the network and the npm registry, then run the command again.');
}

function run() {
  const node = join(bin, 'node');
  const flags = ['--disable-warning=ExperimentalWarning'];
  const env = {
    ...process.env,
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    // What Node compiled once it needn't again: half of what a short command takes.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, '.local', 'compiled-commands'),
  };
  const command = entry.endsWith('.ts')
    ? [node, [...flags, join(root, entry), ...args]]
    : entry === 'test'
      ? [
          node,
          [
            ...flags,
            '--experimental-vm-modules',
            join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
            ...args,
          ],
        ]
      : [join(bin, entry), args];
  const child = spawn(command[0], command[1], { cwd: process.cwd(), env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('error', error => fail(`cannot run ${entry}: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}
