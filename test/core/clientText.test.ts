import { clientText, firstText } from '../../layers/core/domain/replyLanguage.ts';
import { makeConfig, makeCase, NOW } from './makeCase.ts';
import { createCustomerMails } from '../../layers/core/mail/customerMails.ts';
import { createMailStore } from '../../layers/core/store/mailStore.ts';
import { createMemoryTable } from './memoryTable.ts';

const config = { languages: ['en', 'de'] };

test('one text is for all languages, one per language for each', () => {
  expect(clientText(config, 'Hello', 'de')).toBe('Hello');
  expect(clientText(config, { en: 'Hello', de: 'Guten Tag' }, 'de')).toBe('Guten Tag');
  expect(clientText(config, { en: 'Hello', de: 'Guten Tag' }, 'fr')).toBe('Hello');
  expect(clientText(config, { de: 'Guten Tag', en: 'Hello' })).toBe('Hello');
  expect(firstText({ de: 'Guten Tag', en: 'Hello' })).toBe('Guten Tag');
});

test.each([
  ['de', 'Ihr Laden'],
  ['en', 'Your shop'],
])('a mail in %s is signed in it', async (language, signature) => {
  const texts: string[] = [];
  const { brand } = makeConfig();
  const mails = createCustomerMails({
    mailer: { send: async ({ text }) => `${texts.push(text)}` },
    mails: createMailStore(createMemoryTable(), { retentionDays: 1, now: () => NOW }),
    config: makeConfig({
      languages: ['en', 'de'],
      brand: { ...brand, signature: { en: 'Your shop', de: 'Ihr Laden' } },
    }),
    linkKey: async () => 'key',
  });
  const customer = { email: 'jo@mail.example', identity: 'claimed' as const, attributes: {} };
  await mails.send({ case: makeCase({ language, customer }), by: 'house', words: 'x' });
  expect(texts[0]).toContain(signature);
});
