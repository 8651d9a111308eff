import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** What the check can't run without; the message says what to do. */
export class Missing extends Error {}

/** Versions the check was written with. */
const PACKAGES = ['ministack>=1.5,<2', 'cfn-lint>=1.40,<2'];

/**
 * A virtual environment with the emulator and the template linter, made at the first use.
 * @param home where it is kept
 * @returns its folder of programs
 * @throws Missing when there is no Python, or its packages can't be had
 */
export function pythonTools(home: string, log: (line: string) => void): string {
  const bin = join(home, 'bin');
  if (existsSync(join(bin, 'ministack')) && existsSync(join(bin, 'cfn-lint'))) return bin;
  const { status } = spawnSync('python3', ['--version']);
  if (status !== 0)
    throw new Missing(
      'Python 3 is missing: install it from python.org or your package manager, then run this again.',
    );
  log('emulator and template linter: installing into a virtual environment …');
  must(
    'python3',
    ['-m', 'venv', home],
    "a virtual environment can't be made (on Debian: apt install python3-venv)",
  );
  must(join(bin, 'pip'), ['install', '--quiet', ...PACKAGES], "the Python package index can't be reached");
  return bin;
}

function must(command: string, args: string[], what: string) {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Missing(`${what}: ${stderr.trim().split('\n').at(-1) ?? 'no reason given'}`);
}
