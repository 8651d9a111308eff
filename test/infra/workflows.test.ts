import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './clients.ts';
import { fixtureTemplates } from './fixtureTemplates.ts';
import { ofType } from './templateJson.ts';

// It comes without types.
const aslValidator = createRequire(import.meta.url)('asl-validator');
const read = (name: string) =>
  JSON.parse(readFileSync(join(ROOT, 'statemachines', `${name}.asl.json`), 'utf8'));

describe.each(['turn', 'escalation'])('workflow %s', name => {
  test('is valid in the States language', () => {
    const { isValid, errorsText } = aslValidator(read(name));
    expect(isValid ? '' : errorsText()).toBe('');
  });

  test('the validator would notice a broken target', () => {
    const broken = read(name);
    broken.StartAt = 'Nowhere';
    expect(aslValidator(broken).isValid).toBe(false);
  });

  test('a catch-all comes last', () => {
    for (const state of Object.values<any>(read(name).States))
      for (const list of [state.Retry ?? [], state.Catch ?? []])
        list.slice(0, -1).forEach((rule: any) => expect(rule.ErrorEquals).not.toContain('States.ALL'));
  });

  test('each value of the definition is given, and the role may invoke each function of it', async () => {
    const { support } = await fixtureTemplates();
    const machine = ofType(support, 'AWS::StepFunctions::StateMachine').find(({ id }) =>
      id.startsWith(name),
    )!;
    const { DefinitionString, DefinitionSubstitutions, RoleArn } = machine.properties;
    const used = [...DefinitionString.matchAll(/\$\{(\w+)\}/g)].map((match: any) => match[1]);
    expect(used.length).toBeGreaterThan(4);
    for (const key of used) expect(DefinitionSubstitutions).toHaveProperty(key);
    const statements = ofType(support, 'AWS::IAM::Policy')
      .filter(({ properties }) => properties.Roles.some((role: any) => role.Ref === RoleArn['Fn::GetAtt'][0]))
      .flatMap(({ properties }) => properties.PolicyDocument.Statement);
    const granted = JSON.stringify(statements);
    for (const key of used) {
      const value = DefinitionSubstitutions[key];
      expect(granted).toContain(JSON.stringify(value));
    }
  });
});

test('a case that cannot be put before agents is offered again after a pause, and nothing is done over and over meanwhile', () => {
  const { States } = read('escalation');
  const last = States.OfferCase.Catch.at(-1);
  expect(last.ErrorEquals).toEqual(['States.ALL']);
  expect(States[last.Next]).toMatchObject({ Type: 'Wait', Seconds: 60 });
});

test('who waits for a person is asked for again when it fails once, and not again when time is over', () => {
  const { States } = read('escalation');
  for (const name of ['OfferDraft', 'OfferCase', 'HandOffCase'])
    expect([name, States[name].Retry]).toEqual([
      name,
      [
        { ErrorEquals: ['States.Timeout'], MaxAttempts: 0 },
        { ErrorEquals: ['States.ALL'], IntervalSeconds: 2, MaxAttempts: 4, BackoffRate: 3 },
      ],
    ]);
});
