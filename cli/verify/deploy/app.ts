import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What the linter says and is not followed, by rule and words, and why. */
const NOT_FOLLOWED = [
  {
    rule: 'E3601',
    says: /^'\{% \$\w+ %\}' is not of type 'number' at 'States\/\w+\/TimeoutSeconds'$/,
    why: 'a time-out that JSONata computes is text until then; Step Functions takes it',
  },
  { rule: 'W3005', says: /dependency already enforced/, why: 'the CDK says some dependencies twice' },
];

/** A finding in `cfn-lint --format json`. */
interface Finding {
  Filename: string;
  Location: { Start: { LineNumber: number } };
  Message: string;
  Rule: { Id: string };
}

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

/** Whether the linter has nothing to say about any template but what is known. @throws Error when it didn't run */
export function lint(bin: string, app: string, say: (line: string) => void): boolean {
  const templates = readdirSync(app).filter(name => name.endsWith('.template.json'));
  const { stdout, stderr } = spawnSync(
    join(bin, 'cfn-lint'),
    ['--format', 'json', '--', ...templates.map(name => join(app, name))],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (!stdout.trim().startsWith('[')) throw new Error(`cfn-lint did not run: ${stderr.slice(-2000)}`);
  const findings = JSON.parse(stdout) as Finding[];
  const known = ({ Rule, Message }: Finding) =>
    NOT_FOLLOWED.find(({ rule, says }) => rule === Rule.Id && says.test(Message));
  const rest = findings.filter(finding => !known(finding));
  for (const each of NOT_FOLLOWED)
    say(
      `cfn-lint: ${findings.filter(f => known(f) === each).length} × ${each.rule}, not followed: ${each.why}`,
    );
  for (const { Filename, Location, Message, Rule } of rest)
    say(`${Filename}:${Location.Start.LineNumber} ${Rule.Id} ${Message}`);
  say(`cfn-lint: ${templates.length} templates, ${rest.length} findings to follow`);
  return rest.length === 0;
}
