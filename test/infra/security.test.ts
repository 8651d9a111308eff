import { Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeClients } from './clients.ts';
import { prepareDemo } from '../e2e/prepareDemo.ts';
import { buildStacks } from './stacks.ts';

/** What the validation of stacks found, as names of rules; there is a report only where they were validated. */
function foundIn(directory: string): string[] {
  const report = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8'));
  return report.pluginReports.flatMap((plugin: any) =>
    plugin.violations.map((violation: any) => violation.ruleName),
  );
}

/** Findings of the AWS Solutions rules that nobody has accepted, as `rule construct`. */
function findings(clients?: string, names?: string[]): string[] {
  const stacks = buildStacks(clients, names);
  const { app } = stacks[0]!;
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return foundIn(app.synth({ errorOnDuplicateSynth: false }).directory);
}

test('the security rules find nothing that is not accepted with a reason', () => {
  // With files in chats, which add to what the others have.
  const clients = makeClients({
    name: 'fixture',
    change: yaml => `${yaml}chat: { attachments: { types: [pdf] } }\n`,
  });
  expect(findings(clients, ['fixture'])).toEqual([]);
});

test('joining an existing instance is no less secure', () => {
  const arn = 'arn:aws:connect:eu-central-1:111122223333:instance/0f0e0d0c-1111-2222-3333-444455556666';
  const clients = makeClients({ name: 'joined', change: yaml => `${yaml}existingInstanceArn: ${arn}\n` });
  expect(findings(clients, ['joined'])).toEqual([]);
});

test('every acceptance says why', () => {
  const [{ support, contactCenter, pages }] = buildStacks() as [ReturnType<typeof buildStacks>[0]];
  const reasons = [support, contactCenter, pages]
    .flatMap(stack => stack.node.findAll())
    .flatMap(construct => construct.node.metadata)
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.values(data as Record<string, string>));
  expect(reasons.length).toBeGreaterThan(20);
  for (const reason of reasons) expect(JSON.stringify(reason).length).toBeGreaterThan(35);
});

test("CloudFormation's own schemas find nothing in the demo client's stacks", async () => {
  // Not synthesized here: looking takes seconds, and was done as the stacks were made for the local cloud.
  const { assembly } = await prepareDemo();
  expect(foundIn(assembly)).toEqual([]);
}, 240_000);
