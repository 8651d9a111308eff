import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { functionNames, ROOT } from './clients.ts';
import { fixtureTemplates } from './fixtureTemplates.ts';
import { ofType } from './templateJson.ts';

const { support, contactCenter, mail } = await fixtureTemplates();
const runbook = readFileSync(join(ROOT, 'docs', 'runbook.md'), 'utf8');
/** Texts by heading, as anchors name them. */
const entries = new Map(
  runbook
    .split(/^## /m)
    .slice(1)
    .map(entry => {
      const [heading = '', ...lines] = entry.split('\n');
      return [heading.toLowerCase().replaceAll(' ', '-'), lines.join('\n').split(/^# /m)[0]!] as const;
    }),
);
const alarms = [support, contactCenter, mail].flatMap(template => ofType(template, 'AWS::CloudWatch::Alarm'));
const anchors = [
  ...new Set(alarms.map(({ properties }) => /#(\S+)$/.exec(properties.AlarmDescription)?.[1] ?? '')),
];

/** Commands of the AWS CLI that entries may name, with the options that they know. */
const AWS_COMMANDS: Record<string, string[]> = {
  'logs tail': ['--since'],
  'logs describe-log-groups': ['--log-group-name-pattern', '--query', '--output'],
  'ses describe-active-receipt-rule-set': [],
  'sesv2 get-account': [],
  'ssm get-parameter': ['--name'],
  'sqs list-queues': ['--queue-name-prefix'],
  'sqs start-message-move-task': ['--source-arn'],
};

/** `room command`, read from the operator's command itself. */
const augmentSource = readFileSync(join(ROOT, 'cli', 'augment.ts'), 'utf8');
const AUGMENT = new Set([...augmentSource.matchAll(/'([a-z]+ [a-z-]+)': \{/g)].map(([, name]) => name!));

const helps = new Map<string, string>();
function helpOf(name: string): string {
  const known = helps.get(name);
  if (known) return known;
  const args = ['--disable-warning=ExperimentalWarning', 'cli/augment.ts', ...name.split(' '), '--help'];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  expect([name, status]).toEqual([name, 0]);
  helps.set(name, stdout);
  return stdout;
}

/** What is wrong with a line of an entry; nothing when it can be typed. */
function wrongWith(line: string): string | undefined {
  const augment = /^npm run -s augment -- (\w+ [\w-]+)((?: .*)?)$/.exec(line);
  if (augment) {
    const [, name, rest] = augment;
    if (!AUGMENT.has(name!)) return `there is no command augment ${name}`;
    const help = helpOf(name!);
    const unknown = (rest!.match(/--[\w-]+/g) ?? []).find(option => !help.includes(option));
    return unknown && `augment ${name} knows no ${unknown}`;
  }
  const logs = /^logs ([\w-]+)$/.exec(line);
  if (logs) {
    const [, name] = logs;
    if (name !== 'access' && !functionNames().includes(name!)) return `there is no function ${name}`;
    const groups = [support, mail].flatMap(template =>
      ofType(template, 'AWS::Logs::LogGroup').map(({ id }) => id),
    );
    const isFound = groups.some(id => id.toLowerCase().includes(`${name!.replaceAll('-', '')}log`));
    return isFound ? undefined : `no log group is found by ${name}`;
  }
  const aws = /^aws (\w+ [\w-]+)((?: .*)?)$/.exec(line);
  if (aws) {
    const [, name, rest] = aws;
    const options = AWS_COMMANDS[name!];
    if (!options) return `aws ${name} is not known to this test`;
    const unknown = (rest!.match(/ (--[\w-]+)/g) ?? []).find(option => !options.includes(option.trim()));
    return unknown && `aws ${name} knows no ${unknown.trim()}`;
  }
  return `${line}: no command that anybody has`;
}
const commandsIn = (entry: string) =>
  [...entry.matchAll(/^```sh\n([^]*?)^```/gm)].flatMap(([, lines]) => lines!.trim().split('\n'));

test('there are alarms to look at, and the operator’s commands are read', () => {
  expect(anchors.length).toBeGreaterThanOrEqual(14);
  expect(AUGMENT.size).toBeGreaterThanOrEqual(15);
  expect(AUGMENT.size).toBe([...augmentSource.matchAll(/what: /g)].length - 1);
});

test.each(anchors)('%s: whom it hurts, what to look at first, and commands that exist', anchor => {
  const entry = entries.get(anchor) ?? '';
  expect(entry.trim().split('\n')[0]!.length).toBeGreaterThan(20);
  expect((entry.match(/^\d\. .+/gm) ?? []).length).toBeGreaterThanOrEqual(2);
  const commands = commandsIn(entry);
  expect(commands.length).toBeGreaterThan(0);
  for (const line of commands) expect(wrongWith(line)).toBeUndefined();
});

test('no entry is for an alarm that is gone', () => {
  const ofAlarms = [...entries].filter(([, entry]) => commandsIn(entry).length > 0).map(([anchor]) => anchor);
  expect(ofAlarms.filter(anchor => !anchors.includes(anchor))).toEqual([]);
});

test('a command that is mistyped is found', () => {
  for (const line of [
    'npm run -s augment -- case unstick ID',
    'npm run -s augment -- case list --stuk',
    'logs take-turns',
    'aws logs tial x',
    'aws sqs list-queues --prefix x',
    'rm -rf /',
  ])
    expect([line, wrongWith(line)]).toEqual([line, expect.any(String)]);
});

test('names of commands in the text exist, too', () => {
  for (const [, name] of runbook.matchAll(
    /`(?:npm run -s augment -- )?((?:case|release|customer|audit|corrections|triage|mail) [a-z-]+)\b[^`]*`/g,
  ))
    expect([name, AUGMENT.has(name!)]).toEqual([name, true]);
});

test('metrics are dimensioned by what there are few of: a case or a contact is never a dimension', () => {
  const dimensions = alarms.flatMap(({ properties }) =>
    [properties, ...(properties.Metrics ?? []).map((one: any) => one.MetricStat?.Metric ?? {})].flatMap(
      ({ Dimensions = [] }: any) => Dimensions.map(({ Name }: any) => Name),
    ),
  );
  expect(new Set(dimensions).size).toBeGreaterThan(2);
  for (const name of dimensions)
    expect(name).toMatch(
      /^(FunctionName|StateMachineArn|QueueName|ApiId|service|Stage|ConfigurationSet|ses:.*|InstanceId|RuleName|TopicName)$/,
    );
  const files = [
    ...functionNames().map(name => `functions/${name}/index.ts`),
    'layers/core/platform/telemetry.ts',
    'layers/core/platform/lambda.ts',
  ];
  for (const file of files)
    expect([
      file,
      /addDimension|setDefaultDimensions|singleMetric/.test(readFileSync(join(ROOT, file), 'utf8')),
    ]).toEqual([file, false]);
});
