import { writeCustomerLetter, type CustomerLetter } from '../../layers/core/mail/customerLetter.ts';
import { HOUSE_LANGUAGES } from '../../layers/core/domain/houseLanguages.ts';

const letter: CustomerLetter = {
  name: 'Joan',
  words: '·',
  mayAnswer: true,
  byAi: true,
  sources: [{ title: '·' }],
  personLink: 'https://p.example/1',
  surveyLink: 'https://p.example/2',
  caseId: 'C-1',
  brand: { name: '·', signature: '·', colour: '#000000' },
  language: 'en',
};

describe('a letter to a customer', () => {
  const english = writeCustomerLetter(letter).text;

  test.each(HOUSE_LANGUAGES.filter(one => one !== 'en'))(
    'has nothing English around the words in %s',
    language => {
      const { text, html } = writeCustomerLetter({ ...letter, language });
      const lines = text.split('\n').filter(line => /\p{L}{3}/u.test(line));
      const shared = lines.filter(line => english.includes(line) && !line.startsWith('Source'));
      expect(shared).toEqual([]);
      expect(lines).toHaveLength(english.split('\n').filter(line => /\p{L}{3}/u.test(line)).length);
      expect(html).toContain(`<html lang="${language}">`);
      expect(text).toContain('Joan');
      expect(text).toContain('C-1');
    },
  );

  test('is written in German to a German', () => {
    const { text } = writeCustomerLetter({ ...letter, language: 'de' });
    expect(text).toContain('Guten Tag Joan,');
    expect(text).toContain('Sie können einfach auf diese Mail antworten. Ihr Zeichen ist C-1.');
  });
});
