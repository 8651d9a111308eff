import { conditionsHold } from '../../../local/iam/conditions.ts';
import type { Conditions, RequestContext } from '../../../local/iam/conditions.ts';
import { decide } from '../../../local/iam/policy.ts';
import type { Statement } from '../../../local/iam/policy.ts';
import { bootApp, makeAssembly, makeRole } from './makeApp.ts';

const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/cases';
const allow = (more: Partial<Statement>): Statement => ({
  Effect: 'Allow',
  Action: 'dynamodb:*',
  Resource: '*',
  ...more,
});

describe('policies', () => {
  test.each<[string, Statement[], string, string, string]>([
    ['nothing said', [], 'dynamodb:GetItem', TABLE, 'denied'],
    [
      'the action and resource',
      [allow({ Action: 'dynamodb:GetItem', Resource: TABLE })],
      'dynamodb:GetItem',
      TABLE,
      'allowed',
    ],
    ['actions know no case', [allow({ Action: 'DynamoDB:getitem' })], 'dynamodb:GetItem', TABLE, 'allowed'],
    [
      'another action',
      [allow({ Action: ['dynamodb:PutItem', 'dynamodb:Q*'] })],
      'dynamodb:GetItem',
      TABLE,
      'denied',
    ],
    ['a wildcard in the action', [allow({ Action: 'dynamodb:Get*' })], 'dynamodb:GetItem', TABLE, 'allowed'],
    ['a question mark', [allow({ Action: 'dynamodb:GetIte?' })], 'dynamodb:GetItem', TABLE, 'allowed'],
    [
      'the index, not the table',
      [allow({ Resource: `${TABLE}/index/*` })],
      'dynamodb:Query',
      TABLE,
      'denied',
    ],
    ['resources know case', [allow({ Resource: TABLE.toUpperCase() })], 'dynamodb:GetItem', TABLE, 'denied'],
    ['dots are dots', [allow({ Resource: 'a.b' })], 'dynamodb:GetItem', 'axb', 'denied'],
    [
      'Deny wins',
      [allow({}), allow({ Effect: 'Deny', Action: 'dynamodb:Delete*' })],
      'dynamodb:DeleteItem',
      TABLE,
      'explicitly denied',
    ],
    [
      'NotAction',
      [allow({ Action: undefined, NotAction: 'dynamodb:Delete*' })],
      'dynamodb:GetItem',
      TABLE,
      'allowed',
    ],
    [
      'NotAction, the one named',
      [allow({ Action: undefined, NotAction: 'dynamodb:Get*' })],
      'dynamodb:GetItem',
      TABLE,
      'denied',
    ],
    [
      'NotResource',
      [allow({ Resource: undefined, NotResource: TABLE })],
      'dynamodb:GetItem',
      TABLE,
      'denied',
    ],
    [
      'a variable',
      [allow({ Resource: 'of-${aws:PrincipalAccount}' })],
      'dynamodb:GetItem',
      'of-1',
      'allowed',
    ],
    [
      'a condition that fails',
      [allow({ Condition: { StringEquals: { 'aws:PrincipalAccount': '2' } } })],
      'dynamodb:GetItem',
      TABLE,
      'denied',
    ],
  ])('%s', (_what, statements, action, resource, verdict) => {
    expect(decide([{ Statement: statements }], action, resource, { 'aws:PrincipalAccount': '1' })).toBe(
      verdict,
    );
  });
});

describe('conditions', () => {
  const request: RequestContext = {
    'ses:FromAddress': 'a@b.example',
    'aws:Secure': 'true',
    n: '5',
    keys: ['x', 'y'],
    arn: 'arn:aws:sns:r:1:topic',
  };
  test.each<[Conditions, boolean]>([
    [{ StringEquals: { 'SES:fromaddress': ['z', 'a@b.example'] } }, true],
    [{ StringEquals: { 'ses:FromAddress': 'A@b.example' } }, false],
    [{ StringEqualsIgnoreCase: { 'ses:FromAddress': 'A@B.example' } }, true],
    [{ StringLike: { 'ses:FromAddress': '*@b.example' } }, true],
    [{ StringNotEquals: { 'ses:FromAddress': ['q', 'a@b.example'] } }, false],
    [{ StringNotLike: { 'ses:FromAddress': '*@c.example' } }, true],
    [{ StringEquals: { absent: 'x' } }, false],
    [{ StringNotEquals: { absent: 'x' } }, true],
    [{ StringEqualsIfExists: { absent: 'x' } }, true],
    [{ Null: { absent: 'true' } }, true],
    [{ Null: { n: 'true' } }, false],
    [{ Bool: { 'aws:Secure': true } }, true],
    [{ NumericLessThan: { n: '5' } }, false],
    [{ NumericLessThanEquals: { n: 5 } }, true],
    [{ DateGreaterThan: { at: '2026-01-01T00:00:00Z' } }, false],
    [{ ArnLike: { arn: 'arn:aws:sns:*:1:t*' } }, true],
    [{ ArnLike: { arn: 'arn:aws:*:topic' } }, false],
    [{ ArnEquals: { arn: 'arn:aws:sns:r:1:topic' } }, true],
    [{ 'ForAnyValue:StringEquals': { keys: 'y' } }, true],
    [{ 'ForAllValues:StringEquals': { keys: 'y' } }, false],
    [{ 'ForAllValues:StringLike': { keys: ['x', 'y*'] } }, true],
    [{ 'ForAllValues:StringEquals': { absent: 'y' } }, true],
    [{ 'ForAnyValue:StringEquals': { absent: 'y' } }, false],
    [{ StringEquals: { n: '5' }, Bool: { 'aws:Secure': 'false' } }, false],
  ])('%j: %s', (conditions, holds) => {
    expect(conditionsHold(conditions, request)).toBe(holds);
  });

  test('an unknown operator is an error, not a refusal', () => {
    expect(() => conditionsHold({ IpAddress: { n: '10.0.0.0/8' } }, request)).toThrow(
      'operator "IpAddress" is not known',
    );
  });
});

describe('roles of the templates', () => {
  const statement = (action: string) => ({ Effect: 'Allow', Action: action, Resource: '*' });
  test('inline, attached and managed policies count together; a refusal speaks as AWS does', async () => {
    const app = await bootApp(
      makeAssembly({
        Managed: {
          Type: 'AWS::IAM::ManagedPolicy',
          Properties: { PolicyDocument: { Statement: [statement('a:Managed')] } },
        },
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: {
            Policies: [{ PolicyName: 'p', PolicyDocument: { Statement: [statement('a:Inline')] } }],
            ManagedPolicyArns: [
              { Ref: 'Managed' },
              'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
            ],
          },
        },
        Policy: {
          Type: 'AWS::IAM::Policy',
          Properties: { Roles: [{ Ref: 'Role' }], PolicyDocument: { Statement: statement('a:Attached') } },
        },
      }),
    );
    const principal = { id: 'arn:aws:iam::000000000000:role/app-Role', caller: 'Fn' };
    for (const action of ['a:Managed', 'a:Inline', 'a:Attached', 'logs:PutLogEvents']) {
      expect(() => app.cloud.authorize(principal, action, ['r'])).not.toThrow();
    }
    expect(() => app.cloud.authorize(principal, 'a:Other', ['r'])).toThrow(
      'User: arn:aws:sts::000000000000:assumed-role/app-Role/Fn is not authorized to perform: a:Other on resource: r because no identity-based policy allows the a:Other action',
    );
    expect(() => app.cloud.authorize({ id: 'operator' }, 'a:Other', ['r'])).not.toThrow();
    expect(() =>
      app.cloud.authorize({ id: 'arn:aws:iam::000000000000:role/nobody' }, 'a:Inline', ['r']),
    ).toThrow('not authorized');
    await app.stop();
  });

  test('a managed policy that nobody described stops the boot', async () => {
    const role = makeRole();
    role.Properties!['ManagedPolicyArns'] = ['arn:aws:iam::aws:policy/AdministratorAccess'];
    await expect(bootApp(makeAssembly({ Role: role }))).rejects.toThrow(
      'app/Role (AWS::IAM::Role): app/Role has managed policy arn:aws:iam::aws:policy/AdministratorAccess',
    );
  });
});
