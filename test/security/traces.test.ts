import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readClient } from '../../layers/core/release/readClient.ts';
import { FIXTURES, functionNames, ROOT } from '../infra/clients.ts';
import { fixtureTemplates } from '../infra/fixtureTemplates.ts';
import { ofType } from '../infra/templateJson.ts';

const { support, mail } = await fixtureTemplates();
const { config } = readClient(join(FIXTURES, 'fixture'));

/** Members that workflows hand to functions and keep: ids, tokens of their own, counts. */
const CARRIED = [
  'caseId',
  'execution',
  'taskToken',
  'waitsFor',
  'times',
  'reminded',
  'contactId',
  'turnId',
  'epoch',
];

function* statesOf(machine: any): Generator<[string, any]> {
  for (const [name, state] of Object.entries<any>(machine.States)) {
    yield [name, state];
    for (const branch of state.Branches ?? []) yield* statesOf(branch);
  }
}

test("the history of a case's workflow holds its id and nothing of anybody", () => {
  // The workflow that answers turns is an express one: AWS keeps no history of it, and its log holds no data.
  const machine = JSON.parse(readFileSync(join(ROOT, 'statemachines', 'escalation.asl.json'), 'utf8'));
  let tasks = 0;
  for (const [name, state] of statesOf(machine)) {
    if (state.Type !== 'Task') continue;
    tasks++;
    const payload = state.Arguments.Payload;
    for (const member of Object.keys(payload)) expect([name, CARRIED.includes(member)]).toEqual([name, true]);
    for (const [member, value] of Object.entries<any>(state.Assign ?? {}))
      expect([name, member, String(value)]).toEqual([
        name,
        member,
        expect.not.stringMatching(/text|customer|email|phone|reply|story/i),
      ]);
  }
  expect(tasks).toBeGreaterThanOrEqual(9);
});

test('who starts it gives it an id only, and who wakes it an outcome and seconds', () => {
  const files = ['layers', 'functions'].flatMap(folder =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts'))
      .map(name => join(folder, name)),
  );
  const woken = files.flatMap(file =>
    [
      ...readFileSync(join(ROOT, file), 'utf8').matchAll(
        /wakeWorkflow\(\s*[^,()]+,\s*[^,()]+,\s*\{\s*(\w+):/g,
      ),
    ].map(([, member]) => member),
  );
  expect(woken.length).toBeGreaterThan(1);
  for (const member of woken) expect(member).toMatch(/Seconds$/);
  const workflow = readFileSync(join(ROOT, 'statemachines', 'turn.asl.json'), 'utf8');
  const starts = [...statesOf(JSON.parse(workflow))].filter(([, { Resource }]) =>
    String(Resource).includes('startExecution'),
  );
  expect(starts).toHaveLength(1);
  for (const [, { Arguments }] of starts)
    expect(Object.keys(Arguments.Input).sort()).toEqual(['caseId', 'epoch']);
});

test('logs of functions, workflows and the API are encrypted, end, and hold no request', () => {
  const groups = [support, mail].flatMap(template => ofType(template, 'AWS::Logs::LogGroup'));
  expect(groups.length).toBeGreaterThan(30);
  for (const { id, properties } of groups) {
    expect([id, properties.KmsKeyId !== undefined]).toEqual([id, true]);
    expect(properties.RetentionInDays).toBeLessThanOrEqual(config.retentionDays);
  }
  const [stage] = ofType(support, 'AWS::ApiGatewayV2::Stage');
  const format = stage!.properties.AccessLogSettings.Format as string;
  expect(format).not.toMatch(/\$context\.(path|identity|authorizer|error\.message|domainName)|\$request/);
  for (const { properties } of ofType(support, 'AWS::StepFunctions::StateMachine'))
    expect(properties.LoggingConfiguration.IncludeExecutionData).toBe(false);
});

test('no function logs what it was called with, answers with or was told', () => {
  const platform = readFileSync(join(ROOT, 'layers/core/platform/lambda.ts'), 'utf8');
  expect(platform).toContain('logEvent: false');
  expect(readFileSync(join(ROOT, 'layers/core/platform/tracing.ts'), 'utf8')).toContain(
    'captureResponse: false',
  );
  for (const name of functionNames())
    for (const file of readdirSync(join(ROOT, 'functions', name)).filter(one => one.endsWith('.ts'))) {
      const source = readFileSync(join(ROOT, 'functions', name, file), 'utf8');
      expect([name, file, /console\.(log|error|warn|info|debug)/.exec(source)?.[0]]).toEqual([
        name,
        file,
        undefined,
      ]);
    }
});
