import { fixtureTemplates } from './fixtureTemplates.ts';
import { ofType } from './templateJson.ts';
import type { TemplateJson } from './templateJson.ts';

const { support, contactCenter, mail } = await fixtureTemplates();

/** IAM actions by function, over both stacks, without what every function has (its log, X-Ray, the key by way of services). */
function granted(): Record<string, string[]> {
  const roles = Object.fromEntries(
    [...ofType(support, 'AWS::Lambda::Function'), ...ofType(mail, 'AWS::Lambda::Function')].map(
      ({ properties }) => [
        properties.Role['Fn::GetAtt'][0],
        properties.Environment.Variables.POWERTOOLS_SERVICE_NAME,
      ],
    ),
  );
  const actions: Record<string, Set<string>> = {};
  for (const template of [support, contactCenter, mail])
    for (const { properties } of ofType(template, 'AWS::IAM::Policy'))
      for (const role of properties.Roles) {
        const logicalId = role.Ref ?? exported(support, role['Fn::ImportValue']);
        for (const statement of properties.PolicyDocument.Statement.filter(
          ({ Effect }: any) => Effect === 'Allow',
        ))
          for (const action of [statement.Action].flat())
            if (!/^(logs|xray|kms):/.test(action)) (actions[roles[logicalId]] ??= new Set()).add(action);
      }
  return Object.fromEntries(Object.entries(actions).map(([name, set]) => [name, [...set].sort()]));
}
const exported = (template: TemplateJson, name: string): string =>
  Object.values(template.Outputs!).find(output => output.Export?.Name === name)!.Value.Ref;

const READ = ['dynamodb:GetItem', 'dynamodb:Query'];
const CASE = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'];
/** With the turns and events of the case. */
const STORY = [...CASE, 'dynamodb:Query'];
const RELEASE = ['s3:GetObject', 's3:ListBucket'];
const CENTER = 'ssm:GetParameter';
/** A task that is of no use any more. */
const WITHDRAW = ['connect:DescribeContact', 'connect:StopContact'];
const SECRET = 'secretsmanager:GetSecretValue';
const DONE = 'states:SendTaskSuccess';

describe('what functions may do', () => {
  const all = granted();

  test.each<[string, (string | string[])[]]>([
    [
      'start-chat',
      [
        'dynamodb:GetItem',
        'dynamodb:UpdateItem',
        SECRET,
        CENTER,
        'connect:StartChatContact',
        'connect:StartContactStreaming',
      ],
    ],
    ['take-turn', [...STORY, RELEASE, 'states:StartSyncExecution']],
    ['open-case', [...STORY, RELEASE]],
    ['triage-turn', [RELEASE, 'bedrock:InvokeModel']],
    ['draft-answer', [...STORY, RELEASE, 'bedrock:InvokeModel', SECRET, 'ses:SendEmail']],
    ['verify-answer', [RELEASE]],
    ['record-turn', [...CASE, RELEASE, 'events:PutEvents']],
    [
      'route-contact',
      [
        ...STORY,
        RELEASE,
        CENTER,
        SECRET,
        'connect:GetCurrentMetricData',
        'connect:UpdateContactRoutingData',
        DONE,
      ],
    ],
    ['summarise-case', ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem', RELEASE]],
    [
      'offer-case',
      [...CASE, RELEASE, CENTER, 'connect:StartTaskContact', ...WITHDRAW, 'ses:SendEmail', DONE],
    ],
    ['lapse-draft', [...CASE, RELEASE, CENTER, SECRET, 'connect:CreateParticipant', 'ses:SendEmail']],
    ['raise-case', [...CASE, CENTER, 'connect:UpdateContactRoutingData', 'sns:Publish']],
    ['hand-off-case', [...STORY, RELEASE, SECRET, 'ses:SendEmail', 'sns:Publish', DONE]],
    ['remind-client', [...STORY, RELEASE, SECRET, 'ses:SendEmail', 'sns:Publish']],
    ['return-case', [...CASE, RELEASE, SECRET, 'sns:Publish']],
    ['deliver-answer', [...STORY, RELEASE, CENTER, SECRET, 'connect:CreateParticipant', 'ses:SendEmail']],
    ['send-transcript', [...STORY, RELEASE, SECRET, 'ses:SendEmail']],
    ['close-case', [...CASE, CENTER, ...WITHDRAW, 'events:PutEvents']],
    [
      'send-survey',
      [...CASE, RELEASE, CENTER, SECRET, 'connect:CreateParticipant', 'ses:SendEmail', 'sqs:SendMessage'],
    ],
    [
      'rescue-mail',
      [...CASE, RELEASE, SECRET, 'ses:SendEmail', 'sqs:SendMessage', 'states:StartSyncExecution'],
    ],
    [
      'receive-email',
      [
        ...CASE,
        RELEASE,
        's3:PutObject',
        SECRET,
        'ses:SendEmail',
        // What it fails on three times is taken by `rescue-mail`.
        'lambda:InvokeFunction',
        'states:StartSyncExecution',
        DONE,
      ],
    ],
    ['read-file', ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 's3:GetObject']],
    [
      'call-person',
      ['dynamodb:GetItem', 'dynamodb:UpdateItem', RELEASE, SECRET, 'states:StartSyncExecution'],
    ],
    ['follow-mail', ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'sqs:SendMessage']],
    [
      'activate-rule-set',
      ['ses:CreateReceiptRuleSet', 'ses:DescribeActiveReceiptRuleSet', 'ses:SetActiveReceiptRuleSet'],
    ],
    ['take-survey', [...CASE, RELEASE, SECRET]],
    ['read-cases', [...READ, 'dynamodb:PutItem', RELEASE]],
    ['oversee-cases', [...READ, 'dynamodb:UpdateItem', RELEASE]],
    ['search-knowledge', [RELEASE]],
    [
      'work-case',
      [
        ...STORY,
        RELEASE,
        CENTER,
        SECRET,
        'connect:CreateParticipant',
        'connect:DescribeContact',
        'connect:StopContact',
        'connect:UpdateContactRoutingData',
        'ses:SendEmail',
        DONE,
      ],
    ],
    ['answer-handoff', [...STORY, RELEASE, SECRET, DONE, 's3:PutObject', 'ses:SendEmail']],
    [
      'take-ticket-reply',
      ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', RELEASE, 's3:PutObject', SECRET, DONE],
    ],
    ['record-message', [...STORY, RELEASE, CENTER, 'connect:UpdateContactAttributes', 'sqs:SendMessage']],
    [
      'follow-contact',
      [...STORY, RELEASE, CENTER, 'connect:StartTaskContact', 'events:PutEvents', DONE, 'sqs:SendMessage'],
    ],
    [
      'sweep-cases',
      [
        ...STORY,
        CENTER,
        'connect:DescribeContact',
        'events:PutEvents',
        'sns:Publish',
        DONE,
        'states:StartExecution',
        'states:DescribeExecution',
        'sqs:SendMessage',
      ],
    ],
  ])('%s', (name, actions) => {
    const found = all[name]!;
    expect(found).toEqual(actions.flat().sort());
  });

  test('no statement allows an action by wildcard', () => {
    for (const template of [support, contactCenter, mail])
      for (const { id, properties } of ofType(template, 'AWS::IAM::Policy'))
        for (const statement of properties.PolicyDocument.Statement)
          for (const action of [statement.Action].flat()) expect(`${id} ${action}`).not.toContain('*');
  });

  test('a star as resource is left to what knows no resources', () => {
    const stars = new Set<string>();
    for (const template of [support, contactCenter, mail])
      for (const { properties } of ofType(template, 'AWS::IAM::Policy'))
        for (const statement of properties.PolicyDocument.Statement)
          if ([statement.Resource].flat().includes('*'))
            for (const action of [statement.Action].flat()) stars.add(action.split(':')[0]);
    expect([...stars].sort()).toEqual(['logs', 'ses', 'xray']);
  });

  test('in the contact centre flows and queues are granted by name', () => {
    for (const { id, properties } of ofType(contactCenter, 'AWS::IAM::Policy'))
      for (const { Resource } of properties.PolicyDocument.Statement)
        expect(`${id} ${JSON.stringify(Resource)}`).not.toMatch(/\/(contact-flow|queue|routing-profile)\/\*/);
  });

  test('who is signed in may be asked of the queues and of the profile that serves them: the service wants both', () => {
    const [asked, ...others] = ofType(contactCenter, 'AWS::IAM::Policy')
      .flatMap(({ properties }) => properties.PolicyDocument.Statement)
      .filter(({ Action }: any) => Action === 'connect:GetCurrentMetricData')
      .map(({ Resource }: any) => Resource.map((one: any) => one['Fn::GetAtt'][1]));
    expect(others).toEqual([]);
    expect([...new Set(asked)].sort()).toEqual(['QueueArn', 'RoutingProfileArn']);
  });

  test('models are granted by the very ids of client.yaml, the model behind a profile only by that profile', () => {
    const statements = ofType(support, 'AWS::IAM::Policy')
      .filter(({ id }) => id.startsWith('turntriageturn'))
      .flatMap(({ properties }) => properties.PolicyDocument.Statement)
      .filter((statement: any) => statement.Action === 'bedrock:InvokeModel');
    const text = JSON.stringify(statements);
    expect(text).toContain(':inference-profile/global.anthropic.claude-haiku-4-5-20251001-v1:0');
    expect(text).toContain('::foundation-model/amazon.nova-lite-v1:0');
    for (const statement of statements)
      if (JSON.stringify(statement.Resource).includes('foundation-model/anthropic'))
        expect(statement.Condition.StringEquals).toHaveProperty(['bedrock:InferenceProfileArn']);
  });
});
