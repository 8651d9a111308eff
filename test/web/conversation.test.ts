import { jest } from '@jest/globals';
import { CHAT_WORDS } from '../../web/chat/words/index.ts';
import type { ChatLine } from '../../web/chat/conversation.ts';

/** Connect's chat library, whose events the test fires. */
function makeSession() {
  const handlers: Record<string, (event: unknown) => void> = {};
  const asked: ((transcript: object[]) => void)[] = [];
  const on = (name: string) => (handler: any) => void (handlers[name] = handler);
  const session = {
    onMessage: on('message'),
    onTyping: on('typing'),
    onEnded: on('ended'),
    onConnectionLost: on('lost'),
    onConnectionBroken: on('broken'),
    onConnectionEstablished: on('established'),
    connect: async () => {},
    getTranscript: () =>
      new Promise(resolve => asked.push(transcript => resolve({ data: { Transcript: transcript } }))),
  };
  return { session, asked, fire: (name: string, event?: unknown) => handlers[name]!(event) };
}

const turn = () => new Promise(resolve => setImmediate(resolve));
const said = (id: string) => ({
  Id: id,
  Type: 'MESSAGE',
  ContentType: 'text/plain',
  Content: id,
  ParticipantRole: 'SYSTEM',
});

test('a connection that is told of twice is up, and nothing is lost or out of order', async () => {
  const { session, asked, fire } = makeSession();
  jest.unstable_mockModule('../../web/chat/chatjs.ts', () => ({
    ChatSession: { setGlobalConfig: () => {}, create: () => session, LogLevel: { ERROR: 1 } },
  }));
  const { openConversation } = await import('../../web/chat/conversation.ts');
  const states: string[] = [];
  const lines: string[] = [];
  const ticket = { contactId: 'C', participantId: 'P', participantToken: 'T' };
  await openConversation({ region: 'eu-central-1' } as never, ticket, CHAT_WORDS.en, {
    line: ({ id }: ChatLine) => lines.push(id),
    typing: () => {},
    connection: state => states.push(state),
    ended: () => {},
  });

  fire('established');
  fire('established');
  await turn();
  fire('message', { data: said('2') });
  asked[0]!([said('1')]);
  await turn();
  asked[1]!([said('1'), said('2')]);
  await turn();
  expect(states).toEqual(['up', 'up']);
  // The page knows by its id what it shows already.
  expect([...new Set(lines)]).toEqual(['1', '2']);
});
