import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Rules that are not followed, and why. */
const NOT_FOLLOWED = {
  E3601: 'cfn-lint takes a time-out that JSONata computes for a wrong one; Step Functions takes it',
  W3005: 'a dependency said twice does no harm; the CDK writes it so',
};

/** Builds and synthesizes all stacks of the clients. @throws Error with the end of what `cdk` wrote */
export function synthesize(root: string, app: string, clients: string[]): void {
  rmSync(app, { recursive: true, force: true });
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      join(root, 'cli', 'run.mjs'),
      'cdk',
      'synth',
      '--quiet',
      '-c',
      `client=${clients.join(',')}`,
      '--output',
      app,
    ],
    { cwd: root, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr.slice(-2000));
}

/** Whether the linter has nothing to say about any template. */
export function lint(bin: string, app: string, say: (line: string) => void): boolean {
  const templates = readdirSync(app).filter(name => name.endsWith('.template.json'));
  for (const [rule, why] of Object.entries(NOT_FOLLOWED))
    say(`cfn-lint: rule ${rule} is not followed: ${why}`);
  const { status, stdout } = spawnSync(
    join(bin, 'cfn-lint'),
    ['--ignore-checks', ...Object.keys(NOT_FOLLOWED), '--', ...templates.map(name => join(app, name))],
    { encoding: 'utf8' },
  );
  say(status === 0 ? `cfn-lint: nothing to say about ${templates.length} templates` : stdout.slice(0, 6000));
  return status === 0;
}
