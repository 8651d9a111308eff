/** Everything that must hold before a change lands: `npm run check`. Stops at the first that doesn't. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const bin = join(import.meta.dirname, '..', 'node_modules', '.bin');
const steps: [string, string, string[]][] = [
  ['format', join(bin, 'prettier'), ['--check', '--log-level=warn', '.']],
  ['lint', join(bin, 'eslint'), ['--max-warnings=0', '.']],
  ['types', join(bin, 'tsc'), ['--noEmit']],
  [
    'synth',
    process.execPath,
    [join(import.meta.dirname, 'run.mjs'), 'cdk', 'synth', '--quiet', '-c', 'client=demo,second'],
  ],
  ['tests', process.execPath, [join(import.meta.dirname, 'run.mjs'), 'test']],
];

for (const [name, command, args] of steps) {
  const started = performance.now();
  console.log(`— ${name}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) {
    console.error(`${name} failed`);
    process.exit(status ?? 1);
  }
  console.log(`— ${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
