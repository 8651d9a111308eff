import { readFileSync } from 'node:fs';
import { HOUSE_LANGUAGES } from '../../layers/core/domain/houseLanguages.ts';
import { noticeIn } from '../../web/chat/privacy.ts';
import { CHAT_WORDS } from '../../web/chat/words/index.ts';
import { FILE_WORDS } from '../../web/file/words.ts';
import { PERSON_WORDS } from '../../web/person/words.ts';
import { REPLY_WORDS } from '../../web/reply/words/index.ts';
import { SURVEY_WORDS } from '../../web/survey/words.ts';
import { WIDGET_WORDS } from '../../web/widget/words.ts';
import { directionOf, languageTags, pageLanguage } from '../../web/words/pageLanguage.ts';

test.each([
  ['the case’s language before the browser’s', ['en', 'de'], ['de', 'en-GB'], 'de'],
  ['the browser’s where there is no case', ['en', 'de'], [undefined, 'de-AT', 'en'], 'de'],
  ['the browser’s second where the client speaks it', ['en', 'de'], [undefined, 'fr-FR', 'de'], 'de'],
  ['the client’s first where it speaks none of them', ['de', 'en'], ['pl', 'fr'], 'de'],
  ['English where the pages have no words of it', ['pl'], ['pl'], 'en'],
  ['what the pages have, of a client who speaks more', ['pl', 'it'], ['pl'], 'it'],
  ['nothing told at all', [], [], 'en'],
])('the language of a page: %s', (_what, spoken, wanted, language) => {
  expect(pageLanguage(spoken, wanted)).toBe(language);
});

test('only language tags are told to the API, whatever browser and site say', () => {
  const said = ['<b>', 'en-US@posix', 'de_AT.UTF-8', 'german', '', 'zh-Hant-TW', 'x', 'it'];
  expect(languageTags(said)).toEqual(['en-US', 'de', 'zh-Hant-TW', 'it']);
});

test('the direction of a page', () => {
  expect(HOUSE_LANGUAGES.map(directionOf)).toEqual(['ltr', 'ltr', 'ltr', 'ltr', 'ltr']);
  expect(directionOf('ar-EG')).toBe('rtl');
});

const PAGES = {
  chat: CHAT_WORDS,
  survey: SURVEY_WORDS,
  person: PERSON_WORDS,
  file: FILE_WORDS,
  reply: REPLY_WORDS,
};

test.each(Object.entries(PAGES))('every fixed word of the page %s is in its words', (page, words) => {
  const html = readFileSync(`web/${page}/index.html`, 'utf8');
  const named = [...html.matchAll(/data-say(?:-\w+)?="(\w+)"/g)].map(([, name]) => name!);
  expect(named.length).toBeGreaterThan(0);
  for (const language of HOUSE_LANGUAGES)
    for (const name of named)
      expect([language, name, typeof (words[language] as unknown as Record<string, unknown>)[name]]).toEqual([
        language,
        name,
        'string',
      ]);
});

test('no language repeats the English by mistake', () => {
  for (const words of [...Object.values(PAGES), WIDGET_WORDS])
    for (const language of HOUSE_LANGUAGES.slice(1)) {
      const own = Object.entries(words[language]);
      const english = words.en as unknown as Record<string, unknown>;
      const same = own.filter(([name, text]) => typeof text === 'string' && text === english[name]);
      // Words that languages share.
      expect(same.map(([, text]) => text).filter(text => !SHARED.includes(text as string))).toEqual([]);
    }
});
const SHARED = ['Agent', 'Chat', 'Support', 'Assistant', 'Messages', 'E-mail', 'Support', 'Assistent'];

test.each([
  ['https://shop.example/privacy', 'de', 'https://shop.example/privacy'],
  [{ en: 'https://e.example', de: 'https://d.example' }, 'de', 'https://d.example'],
  [{ en: 'https://e.example', de: 'https://d.example' }, 'fr', 'https://e.example'],
  [{}, 'de', undefined],
  [undefined, 'de', undefined],
])('the privacy notice of %j in %s', (given, language, notice) => {
  expect(noticeIn(given, language)).toBe(notice);
});
