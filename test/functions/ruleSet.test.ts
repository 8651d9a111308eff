import {
  AlreadyExistsException,
  CreateReceiptRuleSetCommand,
  DescribeActiveReceiptRuleSetCommand,
  SESClient,
  SetActiveReceiptRuleSetCommand,
} from '@aws-sdk/client-ses';
import { mockClient } from 'aws-sdk-client-mock';
import { createHandler, type CustomResourceAnswer } from '../../functions/activate-rule-set/handler.ts';
import { createRuleSets } from '../../layers/core/mail/ruleSets.ts';

const ses = mockClient(SESClient);
beforeEach(() => ses.reset());

/** The answer to CloudFormation, with `active` as what SES says one time after the other. */
async function run(
  requestType: 'Create' | 'Update' | 'Delete',
  {
    active = [],
    ruleSet = 'augmented-support',
    ours = 'true',
  }: { active?: (string | undefined)[]; ruleSet?: string; ours?: string } = {},
): Promise<CustomResourceAnswer> {
  const left = [...active];
  if (active.length > 0)
    ses.on(DescribeActiveReceiptRuleSetCommand).callsFake(() => {
      const name = left.shift();
      return name ? { Metadata: { Name: name } } : {};
    });
  const answers: CustomResourceAnswer[] = [];
  const handler = createHandler({
    sets: createRuleSets(new SESClient({ region: 'eu-central-1' })),
    region: 'eu-central-1',
    answer: async (_url, answer) => void answers.push(answer),
  });
  await handler({
    RequestType: requestType,
    ResponseURL: 'https://answer.example',
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'ruleset',
    ResourceType: 'Custom::ActiveReceiptRuleSet',
    ServiceToken: 'arn',
    ...(requestType !== 'Create' && { PhysicalResourceId: ruleSet }),
    ResourceProperties: { ServiceToken: 'arn', RuleSet: ruleSet, Ours: ours },
  } as never);
  expect(answers).toHaveLength(1);
  return answers[0]!;
}

const changes = () => [
  ...ses.commandCalls(CreateReceiptRuleSetCommand),
  ...ses.commandCalls(SetActiveReceiptRuleSetCommand),
];

test('where none is active ours is made and activated', async () => {
  const answer = await run('Create', { active: [undefined, undefined] });
  expect(answer).toMatchObject({
    Status: 'SUCCESS',
    PhysicalResourceId: 'augmented-support',
    Data: { RuleSetName: 'augmented-support' },
    RequestId: 'request',
  });
  expect(changes().map(({ args }) => args[0].input)).toEqual([
    { RuleSetName: 'augmented-support' },
    { RuleSetName: 'augmented-support' },
  ]);
});

test('the second client of an account finds it active and changes nothing', async () => {
  expect(await run('Create', { active: ['augmented-support'] })).toMatchObject({ Status: 'SUCCESS' });
  expect(changes()).toHaveLength(0);
});

test('a set that was made before and is not active is activated', async () => {
  ses
    .on(CreateReceiptRuleSetCommand)
    .rejects(new AlreadyExistsException({ message: 'there', $metadata: {} }));
  expect(await run('Update', { active: [undefined, undefined] })).toMatchObject({ Status: 'SUCCESS' });
  expect(ses.commandCalls(SetActiveReceiptRuleSetCommand)).toHaveLength(1);
});

test("somebody else's active set is left alone, and the reason says what to do", async () => {
  const answer = await run('Create', { active: ['billing-mails'] });
  expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'ruleset' });
  for (const part of [
    '"billing-mails"',
    'not ours',
    'mail.receive.ruleSet: billing-mails',
    'Nothing was changed',
  ])
    expect(answer.Reason).toContain(part);
  expect(changes()).toHaveLength(0);
});

test('one that was activated in between is not replaced', async () => {
  const answer = await run('Create', { active: [undefined, 'billing-mails'] });
  expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('"billing-mails"') });
  expect(ses.commandCalls(SetActiveReceiptRuleSetCommand)).toHaveLength(0);
});

test('a set of theirs is joined only while it is the active one, and never made or activated', async () => {
  const joined = { ruleSet: 'billing-mails', ours: 'false' };
  expect(await run('Create', { ...joined, active: ['billing-mails'] })).toMatchObject({ Status: 'SUCCESS' });
  const refused = await run('Create', { ...joined, active: ['another'] });
  expect(refused).toMatchObject({
    Status: 'FAILED',
    Reason: expect.stringContaining('"another" is the active one'),
  });
  expect(changes()).toHaveLength(0);
});

test('deleting touches no set at all', async () => {
  expect(await run('Delete')).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'augmented-support' });
  expect(ses.calls()).toHaveLength(0);
});

test('whatever goes wrong is answered', async () => {
  ses.on(DescribeActiveReceiptRuleSetCommand).rejects(new Error('AccessDenied'));
  expect(await run('Create')).toMatchObject({ Status: 'FAILED', Reason: 'AccessDenied' });
  expect(await run('Create', { ours: 'perhaps' })).toMatchObject({ Status: 'FAILED' });
});
