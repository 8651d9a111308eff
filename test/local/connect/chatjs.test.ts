import { createRequire } from 'node:module';
import { deployCenter, deployFlow, action, end, flow, go, leaveBot, stay } from './center.ts';
import type { CenterIds } from './center.ts';
import { FUNCTION, openCloud } from './cloud.ts';
import type { TestCloud } from './cloud.ts';

/** Unmodified amazon-connect-chatjs, given the browser globals it expects. */
function loadChatJs(): any {
  const browser = globalThis as any;
  browser.window = browser;
  browser.self = browser;
  Object.defineProperty(browser, 'navigator', {
    value: { onLine: true, userAgent: 'test' },
    configurable: true,
    writable: true,
  });
  // chatjs never stops some of its timers: they must not keep the test process alive.
  for (const name of ['setTimeout', 'setInterval']) {
    const original = browser[name];
    browser[name] = (...given: any[]) => original(...given).unref();
  }
  browser.WebSocket = createRequire(import.meta.url)('ws');
  createRequire(import.meta.url)('amazon-connect-chatjs');
  return browser.connect;
}

let world: TestCloud;
let ids: CenterIds;
let start: (flowAttributes?: any) => Promise<any>;
const chatjs = loadChatJs();

beforeAll(async () => {
  world = openCloud(':memory:', { frozen: false });
  ids = await deployCenter(world);
  const main = await deployFlow(
    world,
    ids,
    'main',
    flow(
      action(
        'bot',
        'ConnectParticipantWithLexBot',
        { Text: 'How can I help?', LexV2Bot: { AliasArn: ids.alias } },
        go('end', { NoMatchingCondition: 'end', NoMatchingError: 'end' }),
      ),
      end(),
    ),
  );
  world.functions['take-turn'] = event =>
    event.inputTranscript === 'bye'
      ? leaveBot(event, 'close', 'Goodbye')
      : stay(`Echo ${event.inputTranscript}`);
  const endpoint = await world.listen();
  chatjs.ChatSession.setGlobalConfig({
    region: 'us-east-1',
    endpoint,
    loggerConfig: { level: 50, useDefaultLogger: false },
  });
  start = () =>
    world.api('StartChatContact', {
      InstanceId: ids.instanceId,
      ContactFlowId: main.ref,
      ParticipantDetails: { DisplayName: 'Mia' },
    });
});
afterAll(() => world.kill());

/** Waits until the condition holds; real sockets and chatjs' own reconnection timers need real time (about 2 s). */
async function until(condition: () => boolean) {
  while (!condition()) await new Promise(resolve => setImmediate(resolve));
}

test('chatjs connects, talks, sees typing, survives a torn websocket without losing a message, and hears the end', async () => {
  const { ContactId, ParticipantId, ParticipantToken } = await start();
  const session = chatjs.ChatSession.create({
    chatDetails: { contactId: ContactId, participantId: ParticipantId, participantToken: ParticipantToken },
    type: 'CUSTOMER',
  });
  const heard: string[] = [];
  const typing: string[] = [];
  let broken = 0;
  let established = 0;
  let ended = false;
  session.onMessage(
    ({ data }: any) => data.Type === 'MESSAGE' && heard.push(`${data.ParticipantRole}: ${data.Content}`),
  );
  session.onTyping(({ data }: any) => typing.push(data.ParticipantRole));
  session.onConnectionLost(() => (broken += 1));
  session.onConnectionEstablished(() => (established += 1));
  session.onEnded(() => (ended = true));

  expect(await session.connect()).toMatchObject({ connectSuccess: true });
  await until(() => [...world.connect.center.sockets].some(({ subscribed }) => subscribed));
  const { data } = await session.sendMessage({ contentType: 'text/plain', message: 'hello' });
  expect(data).toMatchObject({ Id: expect.any(String), AbsoluteTime: expect.any(String) });
  await until(() => heard.includes('SYSTEM: Echo hello'));
  expect(heard).toEqual(['CUSTOMER: hello', 'SYSTEM: Echo hello']);
  await session.sendEvent({ contentType: 'application/vnd.amazonaws.connect.event.typing' });
  await until(() => typing.includes('CUSTOMER'));

  const before = established;
  world.connect.tear(ContactId);
  await until(() => broken === 1);
  // Said while nobody listens on the socket: the transcript has it.
  await session.sendMessage({ contentType: 'text/plain', message: 'meanwhile' });
  await until(() => established > before);
  const transcript = await session.getTranscript({ maxResults: 100, sortOrder: 'ASCENDING' });
  const lines = transcript.data.Transcript.filter(({ Type }: any) => Type === 'MESSAGE').map(
    ({ Content }: any) => Content,
  );
  expect(lines).toEqual(['How can I help?', 'hello', 'Echo hello', 'meanwhile', 'Echo meanwhile']);
  await until(() => [...world.connect.center.sockets].some(({ subscribed }) => subscribed));
  await session.sendMessage({ contentType: 'text/plain', message: 'bye' });
  await until(() => ended);
  expect(heard.at(-1)).toBe('SYSTEM: Goodbye');
}, 60_000);

const sessionOf = ({ ContactId, ParticipantId, ParticipantToken }: any) =>
  chatjs.ChatSession.create({
    chatDetails: { contactId: ContactId, participantId: ParticipantId, participantToken: ParticipantToken },
    type: 'CUSTOMER',
  });
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

/** A customer who is in the chat and listens for files. */
async function joined(started: any) {
  const session = sessionOf(started);
  const files: any[] = [];
  session.onMessage(({ data }: any) => data.Type === 'ATTACHMENT' && files.push(data));
  expect(await session.connect()).toMatchObject({ connectSuccess: true });
  await until(() =>
    [...world.connect.center.sockets].some(
      ({ subscribed, participant }) => subscribed && participant.id === started.ParticipantId,
    ),
  );
  return { session, files };
}

test('without a place for them attachments are off', async () => {
  const { session } = await joined(await start());
  const file = new File([PNG], 'tent.png', { type: 'image/png' });
  await expect(session.sendAttachment({ attachment: file })).rejects.toMatchObject({
    statusCode: 403,
  });
  await session.disconnectParticipant();
});

describe('with a place and a scanner', () => {
  beforeAll(async () => {
    const bucket = await world.deploy('Files', 'AWS::S3::Bucket', { BucketName: 'files' });
    await world.deploy('Attachments', 'AWS::Connect::InstanceStorageConfig', {
      InstanceArn: ids.instanceArn,
      ResourceType: 'ATTACHMENTS',
      StorageType: 'S3',
      S3Config: { BucketName: bucket.ref, BucketPrefix: 'attachments' },
    });
    await world.deploy('Scanner', 'AWS::Connect::IntegrationAssociation', {
      InstanceId: ids.instanceArn,
      IntegrationType: 'FILE_SCANNER',
      IntegrationArn: `${FUNCTION}scan`,
    });
    world.functions['scan'] = ({ File: { FileName } }) => ({
      Status: FileName.startsWith('bad') ? 'REJECTED' : 'APPROVED',
    });
  });
  const objects = () =>
    world.cloud
      .call({ id: 'operator' }, 's3', 'ListObjectsV2', { Bucket: 'files' })
      .then(({ Contents = [] }: any) => Contents.map(({ Key }: any) => Key));

  test('a file goes to the bucket, past the scanner, to the stream, and back to whoever is in the chat', async () => {
    const started = await start();
    await world.api('StartContactStreaming', {
      InstanceId: ids.instanceId,
      ContactId: started.ContactId,
      ClientToken: 'stream',
      ChatStreamingConfiguration: { StreamingEndpointArn: 'arn:aws:sns:us-east-1:000000000000:chat' },
    });
    const { session, files } = await joined(started);
    await session.sendAttachment({ attachment: new File([PNG], 'tent.png', { type: 'image/png' }) });
    await until(() => files.length === 1);
    const [{ Attachments, ParticipantRole }] = files;
    expect(ParticipantRole).toBe('CUSTOMER');
    expect(Attachments).toEqual([
      {
        AttachmentId: expect.any(String),
        AttachmentName: 'tent.png',
        ContentType: 'image/png',
        Status: 'APPROVED',
      },
    ]);
    const [{ AttachmentId }] = Attachments;
    const [key] = await objects();
    expect(key).toMatch(
      new RegExp(`^attachments/chat/\\d{4}/\\d\\d/\\d\\d/${AttachmentId}_\\d{8}T\\d\\d:\\d\\d_UTC\\.png$`),
    );
    expect(world.invocations.at(-1)).toMatchObject({
      name: 'scan',
      sourceArn: ids.instanceArn,
      payload: {
        InstanceId: ids.instanceId,
        File: {
          FileId: AttachmentId,
          FileName: 'tent.png',
          FileSizeInBytes: PNG.length,
          FileLocation: { S3Location: { Bucket: 'files', Key: key } },
        },
      },
    });
    const read = await session.downloadAttachment({ attachmentId: AttachmentId });
    expect(Buffer.from(await read.arrayBuffer())).toEqual(PNG);
    await until(() => world.published.some(({ Message }: any) => JSON.parse(Message).Type === 'ATTACHMENT'));
    const { MessageAttributes } = world.published.find(
      ({ Message }: any) => JSON.parse(Message).Type === 'ATTACHMENT',
    );
    expect(MessageAttributes).toMatchObject({
      Type: { StringValue: 'ATTACHMENT' },
      ParticipantRole: { StringValue: 'CUSTOMER' },
    });
    await session.disconnectParticipant();
  }, 60_000);

  test('a file that the scanner rejects is told, deleted, and can’t be had', async () => {
    const { session, files } = await joined(await start());
    const before = await objects();
    await session.sendAttachment({ attachment: new File([PNG], 'bad.png', { type: 'image/png' }) });
    await until(() => files.length === 1);
    const [{ AttachmentId, Status }] = files[0].Attachments;
    expect(Status).toBe('REJECTED');
    expect(await objects()).toEqual(before);
    await expect(session.downloadAttachment({ attachmentId: AttachmentId })).rejects.toBeTruthy();
    await session.disconnectParticipant();
  }, 60_000);

  test('a scanner that keeps failing rejects', async () => {
    const { session, files } = await joined(await start());
    let asked = 0;
    const { scan } = world.functions;
    world.functions['scan'] = () => {
      asked += 1;
      throw new Error('out of order');
    };
    await session.sendAttachment({ attachment: new File([PNG], 'tent.png', { type: 'image/png' }) });
    await until(() => files.length === 1);
    world.functions['scan'] = scan!;
    expect(files[0].Attachments[0].Status).toBe('REJECTED');
    expect(asked).toBe(4);
    await session.disconnectParticipant();
  }, 60_000);

  test('what is wrong with an upload is said in the service’s words', async () => {
    const { ParticipantToken } = await start();
    const { ConnectionCredentials } = await world.post('connection', ParticipantToken, {
      Type: ['CONNECTION_CREDENTIALS'],
      ConnectParticipant: true,
    });
    const token = ConnectionCredentials.ConnectionToken;
    const ask = (more: any) =>
      world.post('start-attachment-upload', token, {
        AttachmentName: 'tent.png',
        AttachmentSizeInBytes: 8,
        ContentType: 'image/png',
        ...more,
      });
    for (const wrong of [
      { AttachmentName: 'tent.exe' },
      { AttachmentName: '' },
      { AttachmentName: `${'a'.repeat(253)}.png` },
      { AttachmentSizeInBytes: 0 },
      { AttachmentSizeInBytes: 20 * 1024 * 1024 + 1 },
      { ContentType: '' },
    ])
      await expect(ask(wrong)).rejects.toMatchObject({ name: 'ValidationException', status: 400 });
    const first = await ask({ ClientToken: 'once' });
    expect((await ask({ ClientToken: 'once' })).AttachmentId).toBe(first.AttachmentId);
    const complete = () =>
      world.post('complete-attachment-upload', token, { AttachmentIds: [first.AttachmentId] });
    await expect(complete()).rejects.toMatchObject({ name: 'ValidationException' });
    const { Url, HeadersToInclude } = first.UploadMetadata;
    const put = (body: Uint8Array, headers = HeadersToInclude) =>
      fetch(Url, { method: 'PUT', headers, body: body as BodyInit });
    expect((await put(Buffer.alloc(9))).status).toBe(403);
    expect((await put(PNG, { 'Content-Type': 'text/html' })).status).toBe(403);
    expect((await put(PNG)).status).toBe(200);
    await complete();
    await expect(complete()).rejects.toMatchObject({ name: 'ConflictException', status: 409 });
    for (let n = 1; n < 35; n++) await ask({});
    await expect(ask({})).rejects.toMatchObject({ name: 'ServiceQuotaExceededException', status: 402 });
  });

  test('a participant of ours may not read what customers send', async () => {
    const { ContactId } = await start();
    const { ParticipantCredentials } = await world.api('CreateParticipant', {
      InstanceId: ids.instanceId,
      ContactId,
      ParticipantDetails: { ParticipantRole: 'CUSTOM_BOT', DisplayName: 'Shop' },
    });
    const { ConnectionCredentials } = await world.post(
      'connection',
      ParticipantCredentials.ParticipantToken,
      {
        Type: ['CONNECTION_CREDENTIALS'],
        ConnectParticipant: true,
      },
    );
    await expect(
      world.post('attachment', ConnectionCredentials.ConnectionToken, { AttachmentId: 'any' }),
    ).rejects.toMatchObject({ name: 'AccessDeniedException', status: 403 });
  });
});

test('a browser may ask from any origin before it calls', async () => {
  const response = await fetch(`${world.cloud.urls.aws}/participant/message`, {
    method: 'OPTIONS',
    headers: {
      origin: 'http://localhost:4400',
      'access-control-request-headers': 'content-type,x-amz-bearer',
    },
  });
  expect(response.status).toBe(204);
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  expect(response.headers.get('access-control-allow-headers')).toContain('x-amz-bearer');
});
