import { jest } from '@jest/globals';
import { callLink } from '../../web/link/openLink.ts';
import { LINK_WORDS } from '../../web/link/words.ts';

afterEach(() => jest.restoreAllMocks());
const asked = (reply: Response) => {
  jest.spyOn(globalThis, 'fetch').mockImplementation(async () => reply);
  return callLink('https://api.example/surveys/x', {}, undefined, LINK_WORDS.de);
};

test.each([
  ['by the header', {}, { 'retry-after': '30' }, '30 Sekunden'],
  [
    'by the body, where a page may not see the header',
    { error: 'too-many', retryAfter: 540 },
    {},
    '9 Minuten',
  ],
  ['by the gateway, which names no time', { message: 'Too Many Requests' }, {}, '60 Sekunden'],
])('who asks too often hears when it may be tried again: %s', async (_what, body, headers, told) => {
  const refused = await asked(
    Response.json(body, { status: 429, headers: headers as Record<string, string> }),
  );
  expect(refused).toMatchObject({ ok: false, message: expect.stringContaining(`in ${told} noch einmal`) });
});

test('a limit of the link itself keeps the words of the API', async () => {
  jest
    .spyOn(globalThis, 'fetch')
    .mockImplementation(async () =>
      Response.json({ error: 'too-many', message: 'Please wait a quarter of an hour.' }, { status: 429 }),
    );
  expect(await callLink('https://api.example/handoffs/x/codes', {})).toEqual({
    ok: false,
    code: 'too-many',
    message: 'Please wait a quarter of an hour.',
  });
});
