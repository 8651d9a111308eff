import { jest } from '@jest/globals';
import { startChat } from '../../web/chat/startChat.ts';
import { CHAT_WORDS } from '../../web/chat/words/index.ts';

const config = { apiUrl: 'https://api.example' } as never;

function answering(status: number, body: object, headers: Record<string, string> = {}) {
  jest.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json(body, { status, headers }));
}
afterEach(() => jest.restoreAllMocks());

test.each([
  ['by the header', {}, { 'retry-after': '30' }, '30 Sekunden'],
  ['by the body, where a page may not see the header', { retryAfter: 540 }, {}, '9 Minuten'],
  ['by the gateway, which names no time', { message: 'Too Many Requests' }, {}, '1 Minuten'],
])('who begins too many chats hears when it may be tried again: %s', async (_what, body, headers, told) => {
  answering(429, body, headers as Record<string, string>);
  await expect(startChat(config, { key: 'k' }, CHAT_WORDS.de)).rejects.toThrow(
    `Bitte versuchen Sie es in ${told}`,
  );
});

test('a refusal is told in the page’s words, not the API’s', async () => {
  answering(401, { error: 'bad-identity-token', message: 'The identity token of the site is not valid' });
  await expect(startChat(config, { key: 'k' }, CHAT_WORDS.de)).rejects.toThrow(CHAT_WORDS.de.signInEnded);
});
