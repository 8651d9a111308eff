import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** What the check can't run without; the message says what to do. */
export class Missing extends Error {}

/** Exactly the versions the check was written with: `emulator.py` reaches into the first, the second has new rules every month. */
const PACKAGES = ['ministack==1.5.33', 'cfn-lint==1.58.0'];
/** Of the package index: it is there or it isn't. */
const PATIENCE = ['--timeout', '15', '--retries', '1'];
/** Longest installation, milliseconds. */
const LONGEST = 300_000;

/**
 * A virtual environment with the emulator and the template linter, made at the first use.
 * @param home where it is kept
 * @returns its folder of programs
 * @throws Missing when there is no Python, or its packages can't be had
 */
export function pythonTools(home: string, log: (line: string) => void): string {
  const place = join(home, PACKAGES.join('-').replaceAll('==', '-'));
  const bin = join(place, 'bin');
  if (existsSync(join(bin, 'ministack')) && existsSync(join(bin, 'cfn-lint'))) return bin;
  const { status } = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 10))']);
  if (status !== 0)
    throw new Missing(
      'Python 3.10 or newer is missing: install it from python.org or your package manager, then run this again.',
    );
  log('emulator and template linter: installing into a virtual environment …');
  must(
    'python3',
    ['-m', 'venv', place],
    "a virtual environment can't be made (on Debian: apt install python3-venv)",
  );
  must(
    join(bin, 'pip'),
    ['install', '--quiet', '--no-input', ...PATIENCE, ...PACKAGES],
    `the Python package index doesn't give ${PACKAGES.join(' and ')}`,
  );
  return bin;
}

function must(command: string, args: string[], what: string) {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8', timeout: LONGEST });
  if (status === 0) return;
  throw new Missing(`${what}: ${error?.message ?? (stderr.trim().split('\n').at(-1) || 'no reason given')}`);
}
