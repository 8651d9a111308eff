import { HOUSE_LINES, asksForMore, houseLinesIn } from '../../layers/core/answer/houseLines.ts';
import { HOUSE_LANGUAGES } from '../../layers/core/domain/houseLanguages.ts';
import { TEAM_LINES } from '../../layers/core/teamLines/teamLines.ts';
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

describe('the lines for the client’s people', () => {
  /** Every text by its place, with a mark for each value that it is given. */
  const written = (lines: object, place = ''): [string, string][] =>
    Object.entries(lines).flatMap(([name, line]): [string, string][] => {
      if (typeof line === 'string') return [[place + name, line]];
      if (typeof line !== 'function') return written(line as object, `${place}${name}.`);
      const marks = Array.from(line as { length: number }, (_, at) => `«${at}»`);
      return [[place + name, (line as (...values: string[]) => string)(...marks)]];
    });
  const marksIn = (text: string) => [...(text.match(/«\d»|\/\w+/g) ?? [])].sort();
  const english = new Map(written(TEAM_LINES.en));
  /** Words that the languages share. */
  const SHARED = ['normal', 'Support', 'Team', '', 'Agent'];

  test.each(HOUSE_LANGUAGES.slice(1))('%s has every line, with the same values and commands', language => {
    const own = written(TEAM_LINES[language]);
    expect(own.map(([place]) => place).sort()).toEqual([...english.keys()].sort());
    for (const [place, text] of own) {
      expect([place, marksIn(text)]).toEqual([place, marksIn(english.get(place)!)]);
      if (!SHARED.includes(text)) expect([place, text]).not.toEqual([place, english.get(place)]);
    }
  });
});
