import { jest } from '@jest/globals';
import { createHash } from 'node:crypto';
import { hasZeroBits, type Proof } from '../../layers/core/api/proofOfWork.ts';
import { knock, startChat } from '../../web/chat/startChat.ts';
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

describe('a stranger’s work', () => {
  const WANTED = { challenge: 'a challenge', bits: 6, afterMs: 1_500 };
  const asked: { key: string; proof?: Proof }[] = [];
  const waited: number[] = [];
  const wait = async (ms: number) => void waited.push(ms);
  function answeringInTurn(...replies: [status: number, body: object][]) {
    asked.length = waited.length = 0;
    jest.spyOn(globalThis, 'fetch').mockImplementation(async (_url, init) => {
      asked.push(JSON.parse(init!.body as string));
      const [status, body] = replies.length > 1 ? replies.shift()! : replies[0]!;
      return Response.json(body, { status });
    });
  }
  const isRight = ({ challenge, answer }: Proof) =>
    hasZeroBits(createHash('sha256').update(`${challenge}.${answer}`).digest(), WANTED.bits);

  test('is done when the form is touched, so that the chat begins at once', async () => {
    answeringInTurn([428, WANTED], [200, { participantToken: 't' }]);
    const proof = await knock(config, 'k', CHAT_WORDS.en);
    expect(isRight(proof!)).toBe(true);
    await startChat(config, { key: 'k', ...(proof && { proof }) }, CHAT_WORDS.en, wait);
    expect(asked).toEqual([{ key: 'k' }, { key: 'k', proof }]);
    expect(waited).toEqual([]);
  });

  test('that comes sooner than a person could is sent again when the rest of the time is over', async () => {
    answeringInTurn(
      [428, WANTED],
      [425, { error: 'too-soon', afterMs: 40 }],
      [200, { participantToken: 't' }],
    );
    await startChat(config, { key: 'k' }, CHAT_WORDS.en, wait);
    expect(waited).toEqual([1_500, 40]);
    expect(asked[1]!.proof).toEqual(asked[2]!.proof);
    expect(isRight(asked[2]!.proof!)).toBe(true);
  });

  test('that is never taken ends in words', async () => {
    answeringInTurn([428, WANTED]);
    await expect(startChat(config, { key: 'k' }, CHAT_WORDS.en, wait)).rejects.toThrow(
      CHAT_WORDS.en.tookTooLong,
    );
    expect(asked).toHaveLength(5);
  });

  test('can’t be asked for without a network, which nobody hears of before they press the button', async () => {
    jest.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('no network'));
    expect(await knock(config, 'k', CHAT_WORDS.en)).toBeUndefined();
  });
});
