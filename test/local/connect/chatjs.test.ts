import { createRequire } from 'node:module';
import { deployCenter, deployFlow, action, end, flow, go, leaveBot, stay } from './center.ts';
import { openCloud } from './cloud.ts';
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
let start: (flowAttributes?: any) => Promise<any>;
const chatjs = loadChatJs();

beforeAll(async () => {
  world = openCloud(':memory:', { frozen: false });
  const ids = await deployCenter(world);
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
