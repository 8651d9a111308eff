import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cloud, Resource, Service } from '../../../local/core/contract.ts';
import { readAssembly } from '../../../local/template/assembly.ts';
import type { StackTemplate, Template } from '../../../local/template/assembly.ts';
import { deployStacks, physicalName } from '../../../local/template/deploy.ts';
import { NO_VALUE, references, resolve } from '../../../local/template/intrinsics.ts';
import type { Scope } from '../../../local/template/intrinsics.ts';
import { makeDirectory } from './makeApp.ts';

const scope: Scope = {
  ref: name =>
    ({ Name: 'n', List: ['a', 'b', 'c'], 'AWS::NoValue': NO_VALUE, 'AWS::Region': 'us-east-1' })[name],
  attribute: (id, attribute) => `${id}/${attribute}`,
  condition: name => name === 'Yes',
  mapping: (map, first, second) => `${map}.${first}.${second}`,
  importValue: name => `imported ${name}`,
};

test.each<[string, unknown, unknown]>([
  ['plain values', { a: [1, true, null, 'x'] }, { a: [1, true, null, 'x'] }],
  ['Ref', { Ref: 'Name' }, 'n'],
  ['GetAtt, list', { 'Fn::GetAtt': ['Topic', 'Arn'] }, 'Topic/Arn'],
  ['GetAtt, text with dots', { 'Fn::GetAtt': 'Db.Endpoint.Port' }, 'Db/Endpoint.Port'],
  ['Join', { 'Fn::Join': [':', ['a', { Ref: 'Name' }, { 'Fn::GetAtt': ['T', 'Id'] }]] }, 'a:n:T/Id'],
  ['Join of a list', { 'Fn::Join': ['-', { Ref: 'List' }] }, 'a-b-c'],
  [
    'Sub',
    { 'Fn::Sub': '${Name} in ${AWS::Region}, ${Topic.Arn}, ${!Kept}' },
    'n in us-east-1, Topic/Arn, ${Kept}',
  ],
  ['Sub with variables', { 'Fn::Sub': ['${x} ${Name}', { x: { Ref: 'AWS::Region' } }] }, 'us-east-1 n'],
  ['Select of Split', { 'Fn::Select': ['1', { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
  ['If', { 'Fn::If': ['Yes', { Ref: 'Name' }, 'no'] }, 'n'],
  ['If, other branch', { 'Fn::If': ['No', { Ref: 'Name' }, 'no'] }, 'no'],
  ['NoValue in an object', { a: 1, b: { Ref: 'AWS::NoValue' } }, { a: 1 }],
  ['NoValue in a list', [{ 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] }, 2], [2]],
  ['FindInMap', { 'Fn::FindInMap': ['M', { Ref: 'Name' }, 'k'] }, 'M.n.k'],
  ['ImportValue', { 'Fn::ImportValue': { 'Fn::Sub': '${Name}-out' } }, 'imported n-out'],
  ['Base64', { 'Fn::Base64': { Ref: 'Name' } }, 'bg=='],
  [
    'conditions',
    { 'Fn::And': [{ Condition: 'Yes' }, { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Name' }, 'm'] }] }] },
    true,
  ],
  ['Or', { 'Fn::Or': [{ Condition: 'No' }, { 'Fn::Equals': ['1', 1] }] }, true],
  ['ToJsonString', { 'Fn::ToJsonString': { a: { Ref: 'Name' } } }, '{"a":"n"}'],
  [
    'a policy’s Condition is no intrinsic',
    { Condition: { StringEquals: { k: { Ref: 'Name' } } } },
    { Condition: { StringEquals: { k: 'n' } } },
  ],
])('intrinsics: %s', (_what, expression, expected) => {
  expect(resolve(expression, scope)).toEqual(expected);
});

test.each([
  ['an unknown intrinsic', { 'Fn::Cidr': ['10.0.0.0/16', 2] }, 'intrinsic function Fn::Cidr is not known'],
  ['Select beyond the end', { 'Fn::Select': [3, ['a']] }, 'there is no element 3 among 1'],
  ['Join of no list', { 'Fn::Join': [',', 'abc'] }, 'Fn::Join needs a list'],
])('intrinsics: %s is an error', (_what, expression, message) => {
  expect(() => resolve(expression, scope)).toThrow(message);
});

test('references are found in every form', () => {
  const expression = {
    a: { Ref: 'A' },
    b: [{ 'Fn::GetAtt': ['B', 'Arn'] }, { 'Fn::GetAtt': 'C.Arn' }],
    c: { 'Fn::Sub': ['${D} ${E.Arn} ${!F} ${v}', { v: { Ref: 'G' } }] },
  };
  expect(references(expression)).toEqual(['A', 'B', 'C', 'D', 'E', 'v', 'G']);
});

describe('deployment', () => {
  /** Deploys anything of type Test::Thing and remembers the order. */
  function makeRoom() {
    const seen: Resource[] = [];
    const room: Service = {
      name: 'test',
      protocol: 'json-1.0',
      operations: {},
      resourceTypes: {
        'Test::Thing': {
          deploy(resource) {
            seen.push(resource);
            return { ref: `ref-${resource.logicalId}`, attributes: { Arn: `arn-${resource.logicalId}` } };
          },
        },
      },
    };
    return { room, seen };
  }
  const thing = (properties: Record<string, unknown> = {}, more: object = {}) => ({
    Type: 'Test::Thing',
    Properties: properties,
    ...more,
  });
  const stack = (name: string, template: Template): StackTemplate => ({ name, template, dependencies: [] });
  async function deploy(stacks: StackTemplate[], parameters = {}) {
    const { room, seen } = makeRoom();
    const result = await deployStacks({ stacks, services: [room], cloud: {} as Cloud, parameters });
    return { ...result, seen, order: seen.map(({ logicalId }) => logicalId) };
  }

  test('goes by reference and DependsOn, otherwise as the template does', async () => {
    const { order } = await deploy([
      stack('s', {
        Resources: {
          Last: thing({ x: { 'Fn::Sub': '${Middle.Arn}' } }),
          Middle: thing({}, { DependsOn: ['First'] }),
          First: thing(),
          Other: thing(),
          Note: { Type: 'AWS::CDK::Metadata' },
        },
      }),
    ]);
    expect(order).toEqual(['First', 'Middle', 'Last', 'Other']);
  });

  test('parameters, conditions, mappings, pseudo parameters, exports and outputs', async () => {
    const { seen, outputs } = await deploy(
      [
        stack('one', {
          Parameters: {
            Url: { Type: 'String', Default: 'https://default' },
            Ids: { Type: 'CommaDelimitedList', Default: 'a,b' },
          },
          Conditions: {
            Never: { 'Fn::Equals': [{ Ref: 'Url' }, 'x'] },
            Always: { 'Fn::Not': [{ Condition: 'Never' }] },
          },
          Mappings: { M: { k: { v: 7 } } },
          Resources: {
            A: thing(
              {
                url: { Ref: 'Url' },
                ids: { Ref: 'Ids' },
                stack: { Ref: 'AWS::StackName' },
                seven: { 'Fn::FindInMap': ['M', 'k', 'v'] },
              },
              { Condition: 'Always' },
            ),
            B: thing({}, { Condition: 'Never' }),
          },
          Outputs: { Arn: { Value: { 'Fn::GetAtt': ['A', 'Arn'] }, Export: { Name: 'one:Arn' } } },
        }),
        stack('two', { Resources: { C: thing({ from: { 'Fn::ImportValue': 'one:Arn' } }) } }),
      ],
      { one: { Url: 'http://given' } },
    );
    expect(seen.map(({ logicalId, properties }) => [logicalId, properties])).toEqual([
      ['A', { url: 'http://given', ids: ['a', 'b'], stack: 'one', seven: 7 }],
      ['C', { from: 'arn-A' }],
    ]);
    expect(outputs).toEqual({ one: { Arn: 'arn-A' }, two: {} });
  });

  test.each<[string, Template, string]>([
    [
      'an unknown type',
      { Resources: { X: { Type: 'AWS::EC2::VPC' } } },
      's/X (AWS::EC2::VPC): no room of the local cloud deploys this resource type',
    ],
    [
      'an unknown intrinsic',
      { Resources: { X: thing({ a: { 'Fn::Cidr': [] } }) } },
      's/X (Test::Thing): intrinsic function Fn::Cidr',
    ],
    [
      'a circle',
      { Resources: { A: thing({ b: { Ref: 'B' } }), B: thing({ a: { Ref: 'A' } }) } },
      'A → B → A',
    ],
    [
      'a missing resource',
      { Resources: { A: thing({ b: { Ref: 'Nobody' } }) } },
      's/A (Test::Thing): Ref: there is no resource or parameter "Nobody"',
    ],
    [
      'a missing attribute',
      { Resources: { A: thing(), B: thing({ a: { 'Fn::GetAtt': ['A', 'Url'] } }) } },
      'A (Test::Thing) has no attribute "Url" in the local cloud; it has Arn',
    ],
    [
      'a parameter without value',
      { Parameters: { P: { Type: 'String' } }, Resources: { A: thing({ p: { Ref: 'P' } }) } },
      'parameter P has no default',
    ],
    [
      'a missing export',
      { Resources: { A: thing({ p: { 'Fn::ImportValue': 'x' } }) } },
      'no stack deployed before exports "x"',
    ],
    ['a bad output', { Resources: {}, Outputs: { O: { Value: { Ref: 'X' } } } }, 's, output O: Ref'],
  ])('%s is an error that names the place', async (_what, template, message) => {
    await expect(deploy([stack('s', template)])).rejects.toThrow(message);
  });

  test('physical names are stable, unique and at most 60 characters long', () => {
    const long = physicalName('acme-support', 'x'.repeat(80));
    expect([
      physicalName('s', 'Id'),
      long.length,
      long === physicalName('acme-support', 'x'.repeat(81)),
    ]).toEqual(['s-Id', 60, false]);
  });
});

describe('reading a synthesized app', () => {
  function writeApp(files: Record<string, unknown>): string {
    const directory = makeDirectory();
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(join(directory, name, '..'), { recursive: true });
      writeFileSync(join(directory, name), JSON.stringify(content));
    }
    return directory;
  }
  const stackArtifact = (name: string, ...dependencies: string[]) => ({
    type: 'aws:cloudformation:stack',
    dependencies: [...dependencies, `${name}.assets`],
    properties: { templateFile: `${name}.template.json`, stackName: name },
  });
  const assetArtifact = (name: string) => ({
    type: 'cdk:asset-manifest',
    properties: { file: `${name}.assets.json` },
  });
  const directory = writeApp({
    'manifest.json': {
      artifacts: {
        center: stackArtifact('center', 'support'),
        'center.assets': assetArtifact('center'),
        support: stackArtifact('support'),
        'support.assets': assetArtifact('support'),
        Tree: { type: 'cdk:tree' },
      },
    },
    'center.template.json': { Resources: { C: { Type: 'T' } } },
    'support.template.json': { Resources: {} },
    'center.assets.json': { files: {} },
    'support.assets.json': {
      files: {
        abc: {
          source: { path: 'asset.abc', packaging: 'zip' },
          destinations: {
            here: { bucketName: 'cdk-x-${AWS::AccountId}-${AWS::Region}', objectKey: 'abc.zip' },
          },
        },
      },
    },
  });

  test('gives stacks in dependency order and their assets', () => {
    const { stacks, assets } = readAssembly(directory);
    expect(stacks.map(({ name }) => name)).toEqual(['support', 'center']);
    expect(assets).toEqual([
      {
        path: join(directory, 'asset.abc'),
        packaging: 'zip',
        bucket: 'cdk-x-000000000000-us-east-1',
        key: 'abc.zip',
      },
    ]);
  });

  test('keeps only the stacks wanted, and says which one lacks', () => {
    expect(readAssembly(directory, name => name === 'support').stacks.map(({ name }) => name)).toEqual([
      'support',
    ]);
    expect(() => readAssembly(directory, name => name === 'center')).toThrow(
      'stack center depends on support',
    );
    expect(() => readAssembly(makeDirectory())).toThrow('run "npm run synth" first');
  });
});
