import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PEOPLE } from '../../layers/core/platform/people.ts';
import { ActiveReleaseSettings } from '../../layers/core/release/settings.ts';
import { ROOT, functionNames, makeClients } from './clients.ts';
import { buildStacks, templates } from './stacks.ts';
import { ofType } from './templateJson.ts';
import type { TemplateJson } from './templateJson.ts';

const { support, contactCenter, mail } = templates(buildStacks()[0]!);
const kmsKey = { 'Fn::GetAtt': [expect.stringMatching(/^foundationkey/), 'Arn'] };

describe('the support stack', () => {
  const functions = [support, mail].flatMap(template => ofType(template, 'AWS::Lambda::Function'));
  const nameOf = (properties: any): string => properties.Environment.Variables.POWERTOOLS_SERVICE_NAME;

  test('has every function of the repository, once', () => {
    // For clients with a telephone number, or with files in their chats.
    const names = functionNames().filter(name => !['link-phone-number', 'check-attachment'].includes(name));
    expect(functions.map(({ properties }) => nameOf(properties)).sort()).toEqual(names.sort());
  });

  test.each(functions.map(fn => [nameOf(fn.properties), fn.properties]))(
    '%s has just the environment that its config asks for',
    async (name, properties) => {
      const { Config } = await import(join(ROOT, 'functions', name, 'config.ts'));
      const own = ['POWERTOOLS_SERVICE_NAME', 'POWERTOOLS_METRICS_NAMESPACE'];
      const given = Object.keys(properties.Environment.Variables).filter(key => !own.includes(key));
      const entries = Object.entries<{ type: string }>(Config.entries);
      const asked = new Set(
        entries.filter(([key, { type }]) => type !== 'optional' || given.includes(key)).map(([key]) => key),
      );
      // The release room reads the rest of what it needs itself.
      if (asked.has('RELEASE_KEY'))
        for (const key of Object.keys(ActiveReleaseSettings.entries)) asked.add(key);
      expect(given.sort()).toEqual([...asked].sort());
      expect(properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogGroup: { Ref: expect.stringContaining('log') } },
      });
      expect(properties.ReservedConcurrentExecutions).toBeUndefined();
    },
  );

  test('takes as many requests a second as client.yaml says', () => {
    const [stage] = ofType(support, 'AWS::ApiGatewayV2::Stage');
    expect(stage!.properties).toMatchObject({
      DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
      RouteSettings: { 'POST /chats': { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 80 } },
    });
    const clients = makeClients({
      name: 'busy',
      change: yaml => `${yaml}api: { requestsPerSecond: 4000, chatRequestsPerSecond: 200 }\n`,
    });
    const busy = templates(buildStacks(clients, ['busy'])[0]!).support;
    expect(ofType(busy, 'AWS::ApiGatewayV2::Stage')[0]!.properties).toMatchObject({
      DefaultRouteSettings: { ThrottlingRateLimit: 4000, ThrottlingBurstLimit: 5000 },
      RouteSettings: { 'POST /chats': { ThrottlingRateLimit: 200, ThrottlingBurstLimit: 800 } },
    });
  });

  test('keeps cases encrypted, recoverable and after the stack is gone', () => {
    const [table] = ofType(support, 'AWS::DynamoDB::Table');
    expect(table).toMatchObject({ DeletionPolicy: 'Retain' });
    expect(table!.properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: kmsKey },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
    const indexes = table!.properties.GlobalSecondaryIndexes.map((index: any) => index.IndexName);
    expect(indexes.sort()).toEqual(['customer', 'due']);
    expect(table!.properties.LocalSecondaryIndexes).toMatchObject([{ IndexName: 'said' }]);
  });

  test.each([
    ['AWS::Logs::LogGroup', 'KmsKeyId', kmsKey],
    ['AWS::SNS::Topic', 'KmsMasterKeyId', kmsKey],
    ['AWS::SQS::Queue', 'KmsMasterKeyId', kmsKey],
    ['AWS::SecretsManager::Secret', 'KmsKeyId', kmsKey],
  ])('encrypts every %s with the client key', (type, property, key) => {
    const resources = ofType(support, type);
    expect(resources).not.toHaveLength(0);
    for (const { properties } of resources) expect(properties[property]).toEqual(key);
  });

  test('turns its key every year and keeps it', () => {
    expect(ofType(support, 'AWS::KMS::Key')).toMatchObject([
      { DeletionPolicy: 'Retain', properties: { EnableKeyRotation: true } },
    ]);
  });

  test("no log outlives the client's data", () => {
    // 400 days in the fixture is one of CloudWatch's own periods.
    for (const { properties } of ofType(support, 'AWS::Logs::LogGroup'))
      expect(properties.RetentionInDays).toBe(400);
  });

  test('the bucket is private, versioned, and answers to TLS only', () => {
    const [bucket] = ofType(support, 'AWS::S3::Bucket');
    expect(bucket!.properties).toMatchObject({
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: kmsKey } },
        ],
      },
    });
  });

  test.each(['AWS::S3::BucketPolicy', 'AWS::SNS::TopicPolicy', 'AWS::SQS::QueuePolicy'])(
    '%s refuses what comes without TLS',
    type => {
      const policies = ofType(support, type);
      expect(policies).not.toHaveLength(0);
      for (const { properties } of policies)
        expect(properties.PolicyDocument.Statement).toContainEqual(
          expect.objectContaining({
            Effect: 'Deny',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        );
    },
  );

  test('every route but those with a link or without a customer yet needs a login', () => {
    const open = ofType(support, 'AWS::ApiGatewayV2::Route')
      .filter(({ properties }) => properties.AuthorizationType !== 'JWT')
      .map(({ properties }) => properties.RouteKey);
    expect(open.sort()).toEqual([
      'GET /files/{token}',
      'GET /handoffs/{token}',
      'GET /people/{token}',
      'GET /surveys/{token}',
      'POST /chats',
      'POST /handoffs/{token}',
      'POST /handoffs/{token}/attachments',
      'POST /handoffs/{token}/codes',
      'POST /handoffs/{token}/passes',
      'POST /handoffs/{token}/renewals',
      'POST /people/{token}',
      'POST /surveys/{token}',
      'POST /tickets/{system}',
      'POST /transcripts/{token}',
    ]);
  });

  test("the ways to the client's team are the ones client.yaml names: without any, nothing of them is there", () => {
    const subscribed = (template: TemplateJson) =>
      ofType(template, 'AWS::SNS::Subscription')
        .map(({ properties }) => `${properties.Protocol} ${properties.Endpoint}`)
        .sort();
    expect(subscribed(support)).toEqual(
      expect.arrayContaining([
        'email duty@fixture.example',
        'https https://hooks.fixture.example/handoffs',
        'sms +43123456789',
      ]),
    );
    const bare = makeClients({
      name: 'bare',
      change: yaml => yaml.replace(/ {2}notify:\n[\s\S]*?(?=operations:)/, ''),
    });
    const { support: without } = templates(buildStacks(bare, ['bare'])[0]!);
    expect(subscribed(without)).not.toContain('sms +43123456789');
    const text = JSON.stringify(without);
    for (const word of ['take-ticket-reply', 'TICKET_', 'CHAT_TOOL', 'TicketUrl', 'chat tool'])
      expect(text).not.toContain(word);
    expect(JSON.stringify(support)).toContain('take-ticket-reply');
  });

  test('the workflows log failures without what customers said', () => {
    const machines = ofType(support, 'AWS::StepFunctions::StateMachine');
    expect(machines.map(({ properties }) => properties.StateMachineType).sort()).toEqual([
      'EXPRESS',
      'STANDARD',
    ]);
    for (const { properties } of machines)
      expect(properties).toMatchObject({
        LoggingConfiguration: { Level: 'ERROR', IncludeExecutionData: false },
        TracingConfiguration: { Enabled: true },
      });
  });

  test('every alarm says whom it hurts and has an entry in the runbook', () => {
    const runbook = readFileSync(join(ROOT, 'docs', 'runbook.md'), 'utf8');
    const headings = [...runbook.matchAll(/^## (.+)$/gm)].map(match =>
      match[1]!.toLowerCase().replaceAll(' ', '-'),
    );
    const alarms = [support, contactCenter].flatMap(template => ofType(template, 'AWS::CloudWatch::Alarm'));
    expect(alarms.length).toBeGreaterThan(15);
    for (const { properties } of alarms) {
      const [, impact, anchor] =
        /^(.{20,}) What to do: docs\/runbook\.md#(\S+)$/.exec(properties.AlarmDescription) ?? [];
      expect(impact).toBeDefined();
      expect(headings).toContain(anchor);
      expect(properties.AlarmActions).toHaveLength(1);
    }
  });

  test("every alarm's entry says what to look at first, one step after the other", () => {
    const runbook = readFileSync(join(ROOT, 'docs', 'runbook.md'), 'utf8');
    const alarms = [support, contactCenter].flatMap(template => ofType(template, 'AWS::CloudWatch::Alarm'));
    const anchors = new Set(alarms.map(({ properties }) => /#(\S+)$/.exec(properties.AlarmDescription)![1]!));
    for (const anchor of anchors) {
      const [, entry = ''] =
        new RegExp(
          `^## ${anchor.replaceAll('-', ' |-').replaceAll(' |-', '[ -]')}\n([^]*?)(?=^#|(?![^]))`,
          'im',
        ).exec(runbook) ?? [];
      const steps = entry.match(/^\d\. .+/gm) ?? [];
      expect({ anchor, impact: entry.trim().split('\n')[0]!.length > 20, steps: steps.length >= 2 }).toEqual({
        anchor,
        impact: true,
        steps: true,
      });
    }
  });

  test('one dashboard, named like the stack, shows every alarm of it', () => {
    const dashboards = ofType(support, 'AWS::CloudWatch::Dashboard');
    expect(dashboards).toHaveLength(1);
    expect(dashboards[0]!.properties.DashboardName).toMatch(/-support$/);
    const body = JSON.stringify(dashboards[0]!.properties.DashboardBody);
    const alarms = ofType(support, 'AWS::CloudWatch::Alarm').map(({ id }) => id);
    expect(alarms.length).toBeGreaterThan(15);
    for (const id of alarms) expect(body.split(id).length - 1).toBeGreaterThanOrEqual(2);
  });

  test('the dashboard has what customers say, how the AI does and how long people take, by channel', () => {
    const body = JSON.stringify(ofType(support, 'AWS::CloudWatch::Dashboard')[0]!.properties.DashboardBody);
    for (const [figure, service, ...functions] of [
      ['Satisfied', 'take-survey'],
      ['Recommended', 'take-survey'],
      ['AnsweredByAi', 'record-turn'],
      ['ReplySeconds', 'record-turn'],
      ['PersonSeconds', PEOPLE, 'work-case', 'record-message', 'follow-contact', 'deliver-answer'],
    ] as [string, string, ...string[]][]) {
      expect(body).toContain(`${figure}\\",\\"channel\\",\\"chat\\",\\"service\\",\\"${service}`);
      for (const each of functions.length > 0 ? functions : [service]) {
        const index = readFileSync(join(ROOT, 'functions', each, 'index.ts'), 'utf8');
        expect(index).toMatch(/^ +(.* )?figures,/m);
      }
    }
  });

  test('alarms on own metrics are on metrics that the function counts', () => {
    const metrics = ofType(support, 'AWS::CloudWatch::Alarm')
      .flatMap(({ properties }) => [
        properties,
        ...(properties.Metrics ?? []).map((m: any) => m.MetricStat?.Metric ?? {}),
      ])
      .filter(metric => metric.Namespace?.startsWith('augmented-support/'));
    expect(metrics.length).toBeGreaterThanOrEqual(3);
    for (const { MetricName, Dimensions } of metrics) {
      const [service] = Dimensions;
      const index = readFileSync(join(ROOT, 'functions', service.Value, 'index.ts'), 'utf8');
      const source = index.includes('createReleaseSource')
        ? index + readFileSync(join(ROOT, 'layers/core/release/fetchRelease.ts'), 'utf8')
        : index;
      expect(source).toContain(`addMetric('${MetricName}'`);
    }
  });
});
