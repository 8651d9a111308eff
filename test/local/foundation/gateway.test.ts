import { InvokeModelCommand, BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  DeleteObjectCommand,
  CopyObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import {
  SendEmailCommand,
  SESv2Client,
  GetEmailIdentityCommand,
  ListEmailTemplatesCommand,
} from '@aws-sdk/client-sesv2';
import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import {
  GetTopicAttributesCommand,
  ListTopicsCommand,
  PublishBatchCommand,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import {
  GetParameterCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { AwsError } from '../../../local/core/contract.ts';
import type { Operation, Service } from '../../../local/core/contract.ts';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  bootApp,
  makeAssembly,
  makeDirectory,
  makeFunction,
  makeRole,
  operatorClient,
  START,
} from './makeApp.ts';

type App = Awaited<ReturnType<typeof bootApp>>;
const echo = (more: Partial<Operation> = {}): Operation => ({
  resources: () => ['*'],
  run: input => ({ ...input }),
  ...more,
});
const room = (
  name: string,
  protocol: Service['protocol'],
  operations: Record<string, Operation>,
): Service => ({
  name,
  protocol,
  operations,
  resourceTypes: {},
});

describe('protocols, by the SDK’s own clients', () => {
  let app: App;
  const seen: Record<string, any> = {};
  const note = (name: string, output: unknown = {}): Operation =>
    echo({
      run(input) {
        seen[name] = input;
        return output;
      },
    });
  beforeAll(async () => {
    app = await bootApp(makeAssembly({}), {
      services: [
        room('sns', 'query', {
          Publish: note('Publish', { MessageId: 'm<1>' }),
          PublishBatch: note('PublishBatch', {
            Successful: [
              { Id: 'a', MessageId: '1' },
              { Id: 'b', MessageId: '2' },
            ],
            Failed: [],
          }),
          GetTopicAttributes: note('GetTopicAttributes', {
            Attributes: new Map([['DisplayName', 'Ops & co']]),
          }),
          Subscribe: echo({
            run() {
              throw new AwsError('NotFound', 'Topic does not exist', 404);
            },
          }),
        }),
        room('states', 'json-1.0', {
          DescribeExecution: echo({
            run() {
              throw new AwsError('ExecutionDoesNotExist', 'no such execution');
            },
          }),
        }),
        room('ses', 'rest-json', {
          SendEmail: { ...note('SendEmail', { MessageId: '1' }), http: 'POST /v2/email/outbound-emails' },
          GetEmailIdentity: {
            ...note('GetEmailIdentity', { VerifiedForSendingStatus: true }),
            http: 'GET /v2/email/identities/{EmailIdentity}',
          },
          ListEmailTemplates: {
            ...note('ListEmailTemplates', {
              TemplatesMetadata: [{ TemplateName: 't', CreatedTimestamp: 1700000000 }],
            }),
            http: 'GET /v2/email/templates',
            query: { NextToken: 'NextToken', PageSize: 'PageSize' },
          },
        }),
        room('bedrock', 'rest-json', {
          InvokeModel: { ...note('InvokeModel'), http: 'POST /model/{modelId}/invoke' },
        }),
      ],
    });
  });
  afterAll(() => app.stop());

  test('query: forms in, XML out, lists, maps and errors', async () => {
    const sns = new SNSClient(operatorClient(app.cloud.urls.aws));
    const published = await sns.send(
      new PublishCommand({
        TopicArn: 't',
        Message: 'a & b',
        MessageAttributes: { kind: { DataType: 'String', StringValue: 'x' } },
      }),
    );
    expect(published.MessageId).toBe('m<1>');
    expect(seen['Publish']).toEqual({
      TopicArn: 't',
      Message: 'a & b',
      MessageAttributes: { kind: { DataType: 'String', StringValue: 'x' } },
    });
    const batch = await sns.send(
      new PublishBatchCommand({
        TopicArn: 't',
        PublishBatchRequestEntries: [
          { Id: 'a', Message: '1' },
          { Id: 'b', Message: '2' },
        ],
      }),
    );
    expect(batch.Successful).toHaveLength(2);
    expect(seen['PublishBatch'].PublishBatchRequestEntries).toEqual([
      { Id: 'a', Message: '1' },
      { Id: 'b', Message: '2' },
    ]);
    expect((await sns.send(new GetTopicAttributesCommand({ TopicArn: 't' }))).Attributes).toEqual({
      DisplayName: 'Ops & co',
    });
    await expect(sns.send(new SubscribeCommand({ TopicArn: 't', Protocol: 'email' }))).rejects.toMatchObject({
      name: 'NotFoundException',
      $metadata: { httpStatusCode: 404 },
    });
  });

  test('json: errors by name', async () => {
    const sfn = new SFNClient(operatorClient(app.cloud.urls.aws));
    await expect(sfn.send(new DescribeExecutionCommand({ executionArn: 'x' }))).rejects.toMatchObject({
      name: 'ExecutionDoesNotExist',
      message: 'no such execution',
    });
  });

  test('rest-json: body, labels, query members, timestamps', async () => {
    const ses = new SESv2Client(operatorClient(app.cloud.urls.aws));
    const Content = { Simple: { Subject: { Data: 's' }, Body: { Text: { Data: 'ü' } } } };
    await ses.send(new SendEmailCommand({ FromEmailAddress: 'a@b.example', Content }));
    expect(seen['SendEmail']).toEqual({ FromEmailAddress: 'a@b.example', Content });
    await ses.send(new GetEmailIdentityCommand({ EmailIdentity: 'a/b c@d' }));
    expect(seen['GetEmailIdentity']).toEqual({ EmailIdentity: 'a/b c@d' });
    const listed = await ses.send(new ListEmailTemplatesCommand({ PageSize: 5 }));
    expect(seen['ListEmailTemplates']).toEqual({ PageSize: '5' });
    expect(listed.TemplatesMetadata![0]!.CreatedTimestamp).toEqual(new Date(1700000000_000));
  });

  test('a client that speaks HTTP/2 is understood on the same port', async () => {
    const bedrock = new BedrockRuntimeClient(operatorClient(app.cloud.urls.aws));
    await bedrock.send(new InvokeModelCommand({ modelId: 'us.some.model-v1:0', body: '{"prompt":"p"}' }));
    expect(seen['InvokeModel']).toEqual({ modelId: 'us.some.model-v1:0', prompt: 'p' });
    bedrock.destroy();
  });

  test('an unknown operation or service is loud', async () => {
    const sns = new SNSClient(operatorClient(app.cloud.urls.aws));
    await expect(sns.send(new ListTopicsCommand({}))).rejects.toMatchObject({
      name: 'UnknownOperationException',
    });
    expect(app.lines).toContainEqual(expect.stringContaining('the local sns has no operation "ListTopics"'));
    const reply = await fetch(app.cloud.urls.aws, {
      method: 'POST',
      headers: {
        authorization:
          'AWS4-HMAC-SHA256 Credential=operator/20260302/us-east-1/athena/aws4_request, Signature=0',
      },
    });
    expect([reply.status, reply.headers.get('x-amzn-errortype')]).toEqual([404, 'UnknownOperationException']);
    expect(app.lines).toContainEqual(expect.stringContaining('the service "athena"'));
  });

  test('a key that was never given is refused; the answer tells virtual time', async () => {
    const ssm = new SSMClient({
      ...operatorClient(app.cloud.urls.aws),
      credentials: { accessKeyId: 'stranger', secretAccessKey: 'x' },
    });
    await expect(ssm.send(new GetParameterCommand({ Name: 'x' }))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
    const reply = await fetch(app.cloud.urls.aws);
    expect(new Date(reply.headers.get('date')!).toISOString()).toBe(START);
  });
});

describe('unsigned paths and websockets of a room', () => {
  test('go to the room that has the prefix', async () => {
    const app = await bootApp(makeAssembly({}), {
      services: [
        {
          ...room('connect', 'rest-json', {}),
          unsigned: {
            prefix: '/participant/',
            handle: request => ({
              status: 200,
              headers: { 'x-path': request.path },
              body: Buffer.from(request.body),
            }),
          },
          upgrade(request, socket) {
            if (request.url !== '/socket') return false;
            socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n');
            return true;
          },
        },
      ],
    });
    const reply = await fetch(`${app.cloud.urls.aws}/participant/message`, { method: 'POST', body: 'hello' });
    expect([reply.headers.get('x-path'), await reply.text()]).toEqual(['/participant/message', 'hello']);
    const { request } = await import('node:http');
    const upgrade = (path: string) =>
      new Promise<number | undefined>(resolve => {
        const asked = request(`${app.cloud.urls.aws}${path}`, {
          headers: { connection: 'Upgrade', upgrade: 'websocket' },
        });
        asked.on('upgrade', response => resolve(response.statusCode));
        asked.on('response', response => resolve(response.statusCode));
        asked.end();
      });
    expect([await upgrade('/socket'), await upgrade('/other')]).toEqual([101, 404]);
    await app.stop();
  });
});

describe('parameters, secrets and objects', () => {
  const stateDir = makeDirectory();
  const file = join(makeDirectory(), 'release.bin');
  writeFileSync(file, 'the release');
  const assembly = makeAssembly({
    Parameter: {
      Type: 'AWS::SSM::Parameter',
      Properties: { Name: '/app/center', Type: 'String', Value: 'declared' },
    },
    Secret: {
      Type: 'AWS::SecretsManager::Secret',
      Properties: { GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true } },
    },
    Bucket: { Type: 'AWS::S3::Bucket' },
  });
  assembly.assets.push({ path: file, packaging: 'file', bucket: 'assets', key: 'abc.bin' });
  const boot = () => bootApp(assembly, { stateDir });

  test('SSM: a value put at run time outlives a restart, until the template changes', async () => {
    let app = await boot();
    const read = async () => {
      const client = new SSMClient(operatorClient(app.cloud.urls.aws));
      return (await client.send(new GetParameterCommand({ Name: '/app/center' }))).Parameter;
    };
    expect(await read()).toMatchObject({
      Value: 'declared',
      Version: 1,
      Type: 'String',
      ARN: 'arn:aws:ssm:us-east-1:000000000000:parameter/app/center',
    });
    const client = new SSMClient(operatorClient(app.cloud.urls.aws));
    await expect(
      client.send(new PutParameterCommand({ Name: '/app/center', Value: 'x' })),
    ).rejects.toMatchObject({ name: 'ParameterAlreadyExists' });
    await client.send(new PutParameterCommand({ Name: '/app/center', Value: 'put', Overwrite: true }));
    await client.send(new PutParameterCommand({ Name: '/app/deep/er', Value: 'd', Type: 'String' }));
    await expect(client.send(new GetParameterCommand({ Name: '/none' }))).rejects.toMatchObject({
      name: 'ParameterNotFound',
    });
    const both = await client.send(new GetParametersCommand({ Names: ['/app/center', '/none'] }));
    expect([both.Parameters?.length, both.InvalidParameters]).toEqual([1, ['/none']]);
    const names = async (Recursive: boolean) =>
      (await client.send(new GetParametersByPathCommand({ Path: '/app', Recursive }))).Parameters?.map(
        ({ Name }) => Name,
      );
    expect([await names(false), await names(true)]).toEqual([
      ['/app/center'],
      ['/app/center', '/app/deep/er'],
    ]);
    await app.stop();

    app = await boot();
    expect(await read()).toMatchObject({ Value: 'put', Version: 2 });
    await app.stop();
  });

  test('Secrets: generated once, with versions', async () => {
    let app = await boot();
    const read = async (input: object = {}) => {
      const client = new SecretsManagerClient(operatorClient(app.cloud.urls.aws));
      return client.send(new GetSecretValueCommand({ SecretId: 'app-Secret', ...input }));
    };
    const generated = await read();
    expect(generated.SecretString).toMatch(/^[a-zA-Z0-9]{64}$/);
    expect((await read({ SecretId: generated.ARN })).VersionId).toBe(generated.VersionId);
    await app.stop();

    app = await boot();
    expect((await read()).SecretString).toBe(generated.SecretString);
    const client = new SecretsManagerClient(operatorClient(app.cloud.urls.aws));
    await client.send(new PutSecretValueCommand({ SecretId: generated.ARN, SecretString: 'next' }));
    expect((await read()).SecretString).toBe('next');
    expect((await read({ VersionStage: 'AWSPREVIOUS' })).SecretString).toBe(generated.SecretString);
    await expect(read({ SecretId: 'other' })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await app.stop();
  });

  test('S3: assets are there, objects keep type and metadata, listing pages and groups', async () => {
    const app = await boot();
    const s3 = new S3Client(operatorClient(app.cloud.urls.aws));
    const text = async (Bucket: string, Key: string, more = {}) =>
      (await s3.send(new GetObjectCommand({ Bucket, Key, ...more }))).Body!.transformToString();
    expect(await text('assets', 'abc.bin')).toBe(readFileSync(file, 'utf8'));

    const Bucket = 'app-bucket';
    const put = (Key: string, Body: string | Uint8Array, more = {}) =>
      s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
    await put('mail/ä b.eml', 'grüße', { ContentType: 'message/rfc822', Metadata: { from: 'x' } });
    for (const key of ['a', 'mail/1', 'mail/2', 'z/1']) await put(key, key);
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'mail/ä b.eml' }));
    expect(head).toMatchObject({
      ContentLength: 7,
      ContentType: 'message/rfc822',
      Metadata: { from: 'x' },
      LastModified: new Date(START),
    });
    expect([
      await text(Bucket, 'mail/ä b.eml'),
      await text(Bucket, 'mail/1', { Range: 'bytes=1-3' }),
    ]).toEqual(['grüße', 'ail']);

    const page = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'mail/', MaxKeys: 2 }));
    expect([page.Contents?.map(({ Key }) => Key), page.IsTruncated]).toEqual([['mail/1', 'mail/2'], true]);
    const rest = await s3.send(
      new ListObjectsV2Command({ Bucket, Prefix: 'mail/', ContinuationToken: page.NextContinuationToken }),
    );
    expect([rest.Contents?.map(({ Key }) => Key), rest.IsTruncated]).toEqual([['mail/ä b.eml'], false]);
    const grouped = await s3.send(new ListObjectsV2Command({ Bucket, Delimiter: '/' }));
    expect([
      grouped.Contents?.map(({ Key }) => Key),
      grouped.CommonPrefixes?.map(({ Prefix }) => Prefix),
    ]).toEqual([['a'], ['mail/', 'z/']]);

    await s3.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/a` }));
    expect(await text(Bucket, 'copy')).toBe('a');
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    await expect(text(Bucket, 'a')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(put('mail/1', 'again', { IfNoneMatch: '*' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key: 'none' }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 404 },
    });
    await expect(text('no-bucket', 'a')).rejects.toMatchObject({ name: 'NoSuchBucket' });
    await app.stop();
  });

  test('S3: a bucket tells the bus of what is created', async () => {
    const put: any[] = [];
    const app = await bootApp(
      makeAssembly({
        Bucket: {
          Type: 'AWS::S3::Bucket',
          Properties: {
            NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
          },
        },
      }),
      {
        services: [
          room('events', 'json-1.1', { PutEvents: echo({ run: input => void put.push(...input.Entries) }) }),
        ],
      },
    );
    await app.cloud.call({ id: 'operator' }, 's3', 'PutObject', {
      Bucket: 'app-bucket',
      Key: 'k',
      Body: 'YQ==',
    });
    await app.cloud.activity.idle();
    expect(put).toMatchObject([{ Source: 'aws.s3', DetailType: 'Object Created', EventBusName: 'default' }]);
    expect(JSON.parse(put[0].Detail)).toMatchObject({
      bucket: { name: 'app-bucket' },
      object: { key: 'k', size: 1 },
    });
    await app.stop();
  });
});

describe('what a function may do', () => {
  test('is what its role allows; every call is recorded with its caller', async () => {
    const require = JSON.stringify(
      fileURLToPath(new URL('../../../node_modules/@aws-sdk/client-ssm/dist-cjs/index.js', import.meta.url)),
    );
    const app = await bootApp(
      makeAssembly(
        {
          Role: makeRole({
            Effect: 'Allow',
            Action: 'ssm:GetParameter',
            Resource: 'arn:aws:ssm:us-east-1:000000000000:parameter/mine',
          }),
          Reader: makeFunction('reader', { FunctionName: 'reader', Timeout: 20 }),
          Mine: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/mine', Type: 'String', Value: 'seen' } },
          Other: {
            Type: 'AWS::SSM::Parameter',
            Properties: { Name: '/other', Type: 'String', Value: 'hidden' },
          },
        },
        {
          reader: `import sdk from ${require};
            const client = new sdk.SSMClient({ maxAttempts: 1 });
            export const handler = async ({ name }) => (await client.send(new sdk.GetParameterCommand({ Name: name }))).Parameter.Value;`,
        },
      ),
    );
    const read = (name: string) =>
      app.cloud.invoke({
        principal: { id: 'operator' },
        functionArn: 'reader',
        payload: { name },
        type: 'request',
      });
    expect(await read('/mine')).toEqual({ status: 'ok', payload: 'seen' });
    expect(await read('/other')).toMatchObject({
      status: 'error',
      payload: {
        errorType: 'AccessDeniedException',
        errorMessage: expect.stringContaining(
          'assumed-role/app-Role/Reader is not authorized to perform: ssm:GetParameter',
        ),
      },
    });
    expect(
      app.cloud.calls.filter(({ service }) => service === 'ssm').map(({ caller, error }) => [caller, error]),
    ).toEqual([
      ['Reader', undefined],
      ['Reader', 'AccessDeniedException'],
    ]);
    expect(app.lines).toContainEqual(expect.stringMatching(/^ssm.GetParameter: User: .*not authorized/));
    await app.stop();
  });
});
