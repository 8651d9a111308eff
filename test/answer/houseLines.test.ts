import { HOUSE_LINES, asksForMore, houseLinesIn } from '../../layers/core/answer/houseLines.ts';
import { HOUSE_LANGUAGES } from '../../layers/core/domain/houseLanguages.ts';
import { localeOf, replyLanguage } from '../../layers/core/domain/replyLanguage.ts';

describe('the lines of the house', () => {
  test('no sentence is left in English in another language', () => {
    const written = (line: unknown) => String(typeof line === 'function' ? line('X') : line);
    for (const language of HOUSE_LANGUAGES.filter(one => one !== 'en'))
      for (const [name, line] of Object.entries(HOUSE_LINES[language])) {
        const english = written(HOUSE_LINES.en[name as keyof typeof HOUSE_LINES.en]);
        expect([language, name, written(line)]).not.toEqual([language, name, english]);
      }
  });

  test.each(HOUSE_LANGUAGES)('the question for more is known again in %s', language => {
    expect(asksForMore(`So ist es. ${houseLinesIn(language).anythingElse}`)).toBe(true);
  });

  test("the language is one of the client's: the message's, else the case's, else the first", () => {
    const client = { languages: ['de', 'en'] };
    expect(replyLanguage(client, 'en', 'de')).toBe('en');
    expect(replyLanguage(client, 'fr', 'en')).toBe('en');
    expect(replyLanguage(client, 'und', undefined)).toBe('de');
    expect(houseLinesIn('de_DE')).toBe(HOUSE_LINES.de);
    expect(houseLinesIn('pl')).toBe(HOUSE_LINES.en);
    expect([localeOf({ locale: 'en_GB' }, 'en'), localeOf({ locale: 'en_GB' }, 'de')]).toEqual([
      'en_GB',
      'de',
    ]);
  });
});
