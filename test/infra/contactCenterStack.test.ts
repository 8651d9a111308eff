import { Template } from 'aws-cdk-lib/assertions';
import { Stack } from 'aws-cdk-lib/core';
import { join } from 'node:path';
import { Bot } from '../../infra/contact-center/bot.ts';
import { ClientFileError, readClient } from '../../layers/core/release/readClient.ts';
import { FIXTURES, makeClients } from './clients.ts';
import { buildStacks, templates } from './stacks.ts';
import { ofType } from './templateJson.ts';
import type { TemplateJson } from './templateJson.ts';

const { contactCenter, support } = templates(buildStacks()[0]!);

/** Logical ids that a resource needs before it, directly or not. */
function before(template: TemplateJson, id: string, seen = new Set<string>()): Set<string> {
  const resource = template.Resources[id]!;
  const named = JSON.stringify(resource).matchAll(/"(?:Ref|Fn::GetAtt)":(?:"(\w+)"|\["(\w+)")/g);
  const direct = [...[resource.DependsOn ?? []].flat(), ...[...named].map(match => match[1] ?? match[2]!)];
  for (const other of direct) {
    if (seen.has(other) || !template.Resources[other]) continue;
    seen.add(other);
    before(template, other, seen);
  }
  return seen;
}

const storages = (template: TemplateJson) =>
  ofType(template, 'AWS::Connect::InstanceStorageConfig')
    .map(({ properties }) => properties.ResourceType)
    .sort();
const integrations = (template: TemplateJson) =>
  ofType(template, 'AWS::Connect::IntegrationAssociation')
    .map(({ properties }) => properties.IntegrationType)
    .sort();
const functionNames = (template: TemplateJson) =>
  ofType(template, 'AWS::Lambda::Function').map(
    ({ properties }) => properties.Environment.Variables.POWERTOOLS_SERVICE_NAME,
  );

describe('the contact-center stack', () => {
  test('never deletes the instance, and lets long turns stream', () => {
    expect(ofType(contactCenter, 'AWS::Connect::Instance')).toMatchObject([
      { DeletionPolicy: 'Retain', properties: { Attributes: { MessageStreaming: true } } },
    ]);
  });

  test('joins an existing instance without making one', () => {
    const arn = 'arn:aws:connect:eu-central-1:111122223333:instance/0f0e0d0c-1111-2222-3333-444455556666';
    const clients = makeClients({ name: 'joined', change: yaml => `${yaml}existingInstanceArn: ${arn}\n` });
    const { contactCenter } = templates(buildStacks(clients, ['joined'])[0]!);
    expect(ofType(contactCenter, 'AWS::Connect::Instance')).toEqual([]);
    expect(ofType(contactCenter, 'AWS::Connect::InstanceStorageConfig')).toEqual([]);
    for (const { properties } of ofType(contactCenter, 'AWS::Connect::Queue')) {
      expect(properties.InstanceArn).toBe(arn);
      expect(properties.Name).toMatch(/^joined /);
    }
  });

  test('e-mail in Connect is towards agents: an address, a place, the channel; no queue can send from it', () => {
    expect(ofType(contactCenter, 'AWS::Connect::EmailAddress')).toEqual([]);
    const address = 'cases@mailed-support.email.connect.aws';
    const clients = makeClients({
      name: 'mailed',
      change: yaml => yaml.replace(/^mail:\n/m, `mail:\n  agents: { address: ${address} }\n`),
    });
    const mailed = templates(buildStacks(clients, ['mailed'])[0]!);
    expect(ofType(mailed.contactCenter, 'AWS::Connect::EmailAddress')).toMatchObject([
      { properties: { EmailAddress: address } },
    ]);
    expect(storages(mailed.contactCenter)).toContain('EMAIL_MESSAGES');
    const [profile] = ofType(mailed.contactCenter, 'AWS::Connect::RoutingProfile');
    const beside = (behavior: string) => ({ CrossChannelBehavior: { BehaviorType: behavior } });
    const [alone, anything] = [beside('ROUTE_CURRENT_CHANNEL_ONLY'), beside('ROUTE_ANY_CHANNEL')];
    expect(profile!.properties.MediaConcurrencies).toEqual([
      { Channel: 'VOICE', Concurrency: 1, ...alone },
      { Channel: 'CHAT', Concurrency: 5, ...anything },
      { Channel: 'TASK', Concurrency: 10, ...anything },
      { Channel: 'EMAIL', Concurrency: 10, ...anything },
    ]);
    for (const { properties } of ofType(mailed.contactCenter, 'AWS::Connect::Queue'))
      expect(properties.OutboundEmailConfig).toBeUndefined();
    const flows = JSON.stringify(ofType(mailed.contactCenter, 'AWS::Connect::ContactFlow'));
    expect(flows).toContain('EMAIL');
    expect(JSON.stringify(ofType(contactCenter, 'AWS::Connect::ContactFlow'))).not.toContain('EMAIL');
    const rights = JSON.stringify(ofType(mailed.contactCenter, 'AWS::IAM::Policy'));
    expect(rights).toContain('connect:StartEmailContact');
  });

  test('skills become the values of one predefined attribute of the client', () => {
    const clients = makeClients({
      name: 'skilled',
      change: yaml => `${yaml}skills: { names: [german, tents] }\n`,
    });
    const { contactCenter } = templates(buildStacks(clients, ['skilled'])[0]!);
    expect(ofType(contactCenter, 'AWS::Connect::PredefinedAttribute')).toMatchObject([
      { properties: { Name: 'skilled-skills', Values: { StringList: ['german', 'tents'] } } },
    ]);
  });

  test('files in chats: a place in the client’s bucket, a scanner, and who may upload there; nothing of it unless wanted', () => {
    expect(storages(contactCenter)).toEqual(['CHAT_TRANSCRIPTS']);
    expect(integrations(contactCenter)).not.toContain('FILE_SCANNER');
    expect(functionNames(support)).not.toContain('check-attachment');
    const clients = makeClients({
      name: 'files',
      change: yaml => `${yaml}chat: { attachments: { types: [pdf] } }\n`,
    });
    const taking = templates(buildStacks(clients, ['files'])[0]!);
    expect(storages(taking.contactCenter)).toEqual(['ATTACHMENTS', 'CHAT_TRANSCRIPTS']);
    expect(
      ofType(taking.contactCenter, 'AWS::Connect::InstanceStorageConfig').map(
        ({ properties: { S3Config } }) => [S3Config.BucketPrefix, S3Config.EncryptionConfig.EncryptionType],
      ),
    ).toEqual(expect.arrayContaining([['attachments', 'KMS']]));
    expect(integrations(taking.contactCenter)).toContain('FILE_SCANNER');
    expect(functionNames(taking.support)).toContain('check-attachment');
    const [bucket] = ofType(taking.support, 'AWS::S3::Bucket');
    expect(bucket!.properties.CorsConfiguration.CorsRules[1]).toMatchObject({
      AllowedMethods: ['PUT', 'GET'],
      AllowedOrigins: [{ Ref: 'PagesUrl' }, expect.stringMatching(/^https:\/\/.+\.my\.connect\.aws$/)],
    });
    const kept = bucket!.properties.LifecycleConfiguration.Rules.map(({ Prefix }: any) => Prefix);
    expect(kept).toEqual(expect.arrayContaining(['attachments/', 'transcripts/']));
    const granted = ofType(taking.contactCenter, 'AWS::IAM::Policy').flatMap(({ properties }) =>
      properties.PolicyDocument.Statement.flatMap(({ Action }: any) => Action),
    );
    expect(granted).toContain('connect:GetContactAttributes');
  });

  test('makes flows after the associations they need, and Connect resources one by one', () => {
    const associations = ofType(contactCenter, 'AWS::Connect::IntegrationAssociation').map(({ id }) => id);
    const flows = ofType(contactCenter, 'AWS::Connect::ContactFlow');
    expect(flows.map(({ properties }) => properties.Name)).toEqual(
      ['customer-queue', 'agent-whisper', 'conversation', 'main'].map(name => `fixture-${name}`),
    );
    for (const { id } of flows)
      expect([...before(contactCenter, id)]).toEqual(expect.arrayContaining(associations));
    const connect = Object.entries(contactCenter.Resources).filter(([, { Type }]) =>
      Type.startsWith('AWS::Connect::'),
    );
    const depths = connect.map(
      ([id]) =>
        [...before(contactCenter, id)].filter(other => connect.some(([name]) => name === other)).length,
    );
    // In a chain each has a different number of the others before it.
    expect(new Set(depths).size).toBe(connect.length);
  });

  test('needs the support stack, which knows nothing of it', () => {
    expect(JSON.stringify(contactCenter)).toContain('fixture-support:ExportsOutput');
    expect(JSON.stringify(support)).not.toContain('Fn::ImportValue');
  });

  test('another bot definition is another version', () => {
    const { config } = readClient(join(FIXTURES, 'fixture'));
    const version = (locale: 'de_DE' | 'en_GB') => {
      const stack = new Stack();
      new Bot(
        stack,
        'bot',
        { ...config, locale },
        'arn:aws:lambda:eu-central-1:111122223333:function:take-turn',
      );
      return ofType(Template.fromStack(stack).toJSON() as TemplateJson, 'AWS::Lex::BotVersion').map(
        ({ id }) => id,
      );
    };
    expect(version('de_DE')).not.toEqual(version('en_GB'));
    expect(version('de_DE')).toEqual(version('de_DE'));
  });

  test('only this instance and this bot may call the functions', () => {
    for (const { properties } of ofType(contactCenter, 'AWS::Lambda::Permission')) {
      expect(properties.SourceArn).toBeDefined();
      if (properties.Principal !== 'events.amazonaws.com')
        expect(properties.SourceAccount).toEqual({ Ref: 'AWS::AccountId' });
    }
  });

  test('takes contact events of this instance only', () => {
    expect(ofType(contactCenter, 'AWS::Events::Rule')).toMatchObject([
      {
        properties: {
          EventPattern: {
            source: ['aws.connect'],
            detail: { instanceArn: [{ 'Fn::GetAtt': [expect.any(String), 'Arn'] }] },
          },
          Targets: [{ DeadLetterConfig: expect.anything() }],
        },
      },
    ]);
  });

  test('tells functions its ids by the parameter they read', () => {
    const [parameter] = ofType(contactCenter, 'AWS::SSM::Parameter');
    expect(parameter!.properties.Name).toBe('/fixture-support/contact-center');
    const value = JSON.stringify(parameter!.properties.Value);
    for (const name of ['instanceArn', 'instanceId', 'botAliasArn', 'main', 'conversation', 'care', 'orders'])
      expect(value).toContain(name);
  });
});

describe('two clients in one account', () => {
  const built = buildStacks(makeClients({ name: 'first-shop' }, { name: 'second-shop' }), [
    'first-shop',
    'second-shop',
  ]).map(templates);
  const INSIDE_THE_API = ['AWS::ApiGatewayV2::Authorizer', 'AWS::ApiGatewayV2::Stage'];
  const NAMES = /^(Name|.*Name|Alias|InstanceAlias|DomainPrefix|Domain)$/;
  const CLIENTS_OWN = new Set([
    'DisplayName',
    'AttributeName',
    'PolicyName',
    'GroupName',
    'IndexName',
    'LogicalName',
    'MetricName',
    'BotAliasName',
    'ParameterKeyName',
    'EventBusName',
    'FunctionName',
  ]);

  test('share no export', () => {
    const exports = built.map(stacks =>
      Object.values(stacks.support.Outputs!).flatMap(output =>
        output.Export ? [JSON.stringify(output.Export.Name)] : [],
      ),
    );
    expect(exports[0]!.length).toBeGreaterThan(5);
    expect(exports[0]!.filter(name => exports[1]!.includes(name))).toEqual([]);
  });

  test('share no name of a resource', () => {
    const names = built.map(stacks =>
      [stacks.support, stacks.contactCenter]
        .flatMap(template => Object.values(template.Resources))
        .filter(({ Type }) => !INSIDE_THE_API.includes(Type))
        .flatMap(({ Type, Properties }) =>
          Object.entries(Properties ?? {})
            // Names inside another resource of the client, or of what both get from AWS, may be the same.
            .filter(([key, value]) => NAMES.test(key) && !CLIENTS_OWN.has(key) && typeof value === 'string')
            .map(([key, value]) => `${Type} ${key} ${value}`),
        ),
    );
    expect(names[0]!.length).toBeGreaterThan(5);
    expect(names[0]!.filter(name => names[1]!.includes(name))).toEqual([]);
  });

  test('count their metrics apart, so that the alarms of one do not ring for the other', () => {
    const namespaces = built.map(
      ({ support }) =>
        new Set(
          ofType(support, 'AWS::Lambda::Function').map(
            ({ properties }) => properties.Environment.Variables.POWERTOOLS_METRICS_NAMESPACE,
          ),
        ),
    );
    expect(namespaces.map(set => [...set])).toEqual([
      ['augmented-support/first-shop'],
      ['augmented-support/second-shop'],
    ]);
  });
});

test('a broken client file stops the synthesis with file and line', () => {
  const clients = makeClients({
    name: 'broken',
    change: yaml => yaml.replace('retentionDays: 400', 'retentionDays: 0'),
  });
  expect(() => buildStacks(clients, ['broken'])).toThrow(ClientFileError);
  expect(() => buildStacks(clients, ['broken'])).toThrow(
    /broken\/client\.yaml:20: `retentionDays` is 0; expected >=1/,
  );
});
