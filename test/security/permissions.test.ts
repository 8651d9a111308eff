import { Template } from 'aws-cdk-lib/assertions';
import { reachesAcross } from '../../cli/verify/otherClient.ts';
import { isExplained, isUpload, WIDE_GRANTS } from '../../cli/verify/wideGrants.ts';
import { decide } from '../../local/iam/policy.ts';
import type { StackTemplate } from '../../local/template/assembly.ts';
import { makeClients } from '../infra/clients.ts';
import { buildStacks, type Stacks } from '../infra/stacks.ts';

/** Names of which one begins with the other: a pattern that ends too early reaches both. */
const NAMES = ['shop', 'shop-two'];
/** With all that a client may have. */
const change = (yaml: string) =>
  `${yaml}chat: { attachments: { types: [pdf], maxMegabytes: 5, most: 2 } }\ncodesBySms: { prefixes: ['+43'] }\n`;
const built = buildStacks(makeClients(...NAMES.map(name => ({ name, change }))), NAMES);

function stacksOf({ support, contactCenter, mail, pages, guardrail }: Stacks): StackTemplate[] {
  return [guardrail, support, contactCenter, mail, pages]
    .filter(stack => stack !== undefined)
    .map(stack => ({
      name: stack.stackName,
      template: Template.fromStack(stack).toJSON() as never,
      dependencies: [],
    }));
}
const [shop, two] = built.map(stacksOf) as [StackTemplate[], StackTemplate[]];

const statements = (stacks: StackTemplate[]) =>
  stacks.flatMap(({ name, template }) =>
    Object.entries(template.Resources)
      .filter(([, { Type }]) => /^AWS::IAM::(Policy|Role|ManagedPolicy)$/.test(Type))
      .flatMap(([id, { Properties }]) => {
        const { PolicyDocument, Policies = [] } = Properties as any;
        const documents = [
          ...(PolicyDocument ? [PolicyDocument] : []),
          ...Policies.map((one: any) => one.PolicyDocument),
        ];
        return documents.flatMap(({ Statement }) =>
          [Statement].flat().map(statement => ({ where: `${name}/${id}`, statement })),
        );
      }),
  );

describe('two clients in one account', () => {
  test.each([
    ['the first to the second', shop, two],
    ['the second to the first', two, shop],
  ])('no role of %s gets at anything', async (_, ours, theirs) => {
    const reached = await reachesAcross(ours, theirs);
    expect(reached.filter(({ policy, pattern, action }) => !isExplained(policy, action, pattern))).toEqual(
      [],
    );
  });

  test('the search finds what reaches too far', async () => {
    const wide = (Resource: unknown, Action = 'dynamodb:GetItem'): StackTemplate[] => [
      {
        name: 'shop-support',
        dependencies: [],
        template: {
          Resources: {
            P: {
              Type: 'AWS::IAM::Policy',
              Properties: { PolicyDocument: { Statement: [{ Effect: 'Allow', Action, Resource }] } },
            },
          },
        },
      },
    ];
    const found = async (...what: Parameters<typeof wide>) =>
      (await reachesAcross(wide(...what), two)).length;
    expect(await found('arn:aws:dynamodb:us-east-1:000000000000:table/shop*')).toBeGreaterThan(0);
    expect(await found('*')).toBeGreaterThan(0);
    expect(await found('arn:aws:ssm:*:*:parameter/shop*', 'ssm:GetParameter')).toBeGreaterThan(0);
    expect(await found('arn:aws:s3:::*/mail/*', 's3:GetObject')).toBeGreaterThan(0);
    expect(
      await found(
        { 'Fn::Sub': 'arn:aws:connect:${AWS::Region}:${AWS::AccountId}:instance/*' },
        'connect:StartChatContact',
      ),
    ).toBeGreaterThan(0);
    expect(await found('arn:aws:dynamodb:us-east-1:000000000000:table/other')).toBe(0);
    // What stands below a client's own resources is found by its own roles: the targets are real ones.
    expect((await reachesAcross(shop, shop)).length).toBeGreaterThan(100);
  });
});

describe('no star where something narrower would do', () => {
  const all = statements([...shop, ...two]).filter(({ statement }) => statement.Effect === 'Allow');
  const starred = all.filter(({ statement }) => [statement.Resource].flat().includes('*'));

  test('every action on * has its reason, and no reason is for nothing', () => {
    const used = new Set<string>();
    for (const { where, statement } of starred)
      for (const action of [statement.Action].flat()) {
        if (isUpload(where)) continue;
        expect([where, action, action in WIDE_GRANTS]).toEqual([where, action, true]);
        used.add(action);
      }
    expect([...used].sort()).toEqual(Object.keys(WIDE_GRANTS).sort());
  });

  test('no statement allows all actions of a service, and none allows by NotAction or NotResource', () => {
    for (const { where, statement } of all) {
      expect([where, statement.NotAction, statement.NotResource]).toEqual([where, undefined, undefined]);
      for (const action of [statement.Action].flat())
        if (!isUpload(where)) expect([where, action]).toEqual([where, expect.not.stringContaining('*')]);
    }
  });

  test('who may send text messages may publish to no topic, and nobody else may send any', () => {
    const texting = starred.filter(({ statement }) => [statement.Action].flat().includes('sns:Publish'));
    // draft-answer and work-case of each client.
    expect(texting).toHaveLength(4);
    for (const { where } of texting) {
      const own = statements([...shop, ...two]).filter(one => one.where === where);
      const forbidden = own.filter(
        ({ statement }) => statement.Effect === 'Deny' && [statement.Action].flat().includes('sns:Publish'),
      );
      expect(JSON.stringify(forbidden.map(({ statement }) => statement.Resource))).toContain(':sns:*:*:*');
    }
  });

  test('no managed policy of AWS but the one of the CDK’s own upload', () => {
    const roles = [...shop, ...two].flatMap(({ template }) =>
      Object.entries(template.Resources).filter(
        ([id, { Type }]) => Type === 'AWS::IAM::Role' && !isUpload(id),
      ),
    );
    expect(roles.length).toBeGreaterThan(40);
    for (const [id, { Properties }] of roles)
      expect([id, Properties!.ManagedPolicyArns]).toEqual([id, undefined]);
  });
});

describe('the audit of reads is only added to', () => {
  const functions = new Map(
    [...shop].flatMap(({ template }) =>
      Object.values(template.Resources)
        .filter(({ Type }) => Type === 'AWS::Lambda::Function')
        .map(({ Properties }: any) => [
          Properties.Role?.['Fn::GetAtt']?.[0],
          Properties.Environment?.Variables?.POWERTOOLS_SERVICE_NAME,
        ]),
    ),
  );
  /** Statements about the table by function. */
  const byFunction = new Map<string, any[]>();
  for (const { template } of shop)
    for (const { Type, Properties } of Object.values(template.Resources) as any[]) {
      if (Type !== 'AWS::IAM::Policy') continue;
      for (const role of Properties.Roles) {
        const name = functions.get(role.Ref);
        const own = Properties.PolicyDocument.Statement.filter((one: any) =>
          /dynamodb:/.test(JSON.stringify(one.Action)),
        );
        if (name) byFunction.set(name, [...(byFunction.get(name) ?? []), ...own]);
      }
    }
  const WRITES = [
    'dynamodb:PutItem',
    'dynamodb:UpdateItem',
    'dynamodb:DeleteItem',
    'dynamodb:BatchWriteItem',
  ];
  const SHOWS_TRANSCRIPTS = ['answer-handoff', 'read-cases', 'read-file'];
  const writers = [...byFunction].filter(([, own]) =>
    own.some(
      ({ Effect, Action }) => Effect === 'Allow' && [Action].flat().some(action => WRITES.includes(action)),
    ),
  );

  test('there are writers to look at', () => expect(writers.length).toBeGreaterThan(20));

  test.each(writers)('%s may change or remove no link of the chain', (name, own) => {
    const denied = own.filter(({ Effect }) => Effect === 'Deny');
    expect(denied).toHaveLength(1);
    expect(denied[0].Condition).toEqual({
      'ForAnyValue:StringEquals': { 'dynamodb:LeadingKeys': ['AUDIT'] },
    });
    const mayAdd = SHOWS_TRANSCRIPTS.includes(name);
    expect([denied[0].Action].flat().sort()).toEqual(
      WRITES.filter(action => !(mayAdd && action === 'dynamodb:PutItem')).sort(),
    );
  });

  test('a policy with it denies the chain, and nothing else', () => {
    const documents = [{ Statement: byFunction.get('work-case')!.map(one => ({ ...one, Resource: '*' })) }];
    const verdict = (action: string, partition: string) =>
      decide(documents, `dynamodb:${action}`, 'arn', { 'dynamodb:LeadingKeys': [partition] });
    for (const action of ['PutItem', 'UpdateItem']) {
      expect(verdict(action, 'AUDIT')).toBe('explicitly denied');
      expect(verdict(action, 'CASE#C-1')).toBe('allowed');
    }
    expect(verdict('Query', 'AUDIT')).toBe('allowed');
  });

  test('nobody may delete items, in one go or one by one', () => {
    for (const [, own] of byFunction)
      for (const { Effect, Action } of own)
        if (Effect === 'Allow')
          expect([Action].flat()).not.toEqual(expect.arrayContaining(['dynamodb:DeleteItem']));
    expect(
      JSON.stringify([...byFunction.values()].flat().filter(({ Effect }) => Effect === 'Allow')),
    ).not.toMatch(/BatchWriteItem|PartiQL|TransactWrite/);
  });
});
