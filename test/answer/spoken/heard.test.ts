import { heard } from '../../../layers/core/answer/spoken/heard.ts';
import { wishIn } from '../../../layers/core/answer/spoken/wishes.ts';

describe('what was heard, as it would be written', () => {
  test.each([
    ['where is my order l f two oh four five one eight', 'where is my order LF204518'],
    ['L. F. dash 2 0 4 5 1 8', 'LF-204518'],
    ['it is l f 204518 please', 'it is LF204518 please'],
    ['four eight two nine one three', '482913'],
    ['double four two nine one three', '442913'],
    ['one two three, four five six.', '123456'],
    ['I have one tent and two mats', 'I have one tent and two mats'],
    ['a b c', 'a b c'],
    ['i want a refund', 'i want a refund'],
    ['mara dot winter at mail dot example', 'mara.winter@mail.example'],
    [
      'my address is sofia underscore b at mail dot example thanks',
      'my address is sofia_b@mail.example thanks',
    ],
    ['I am at home', 'I am at home'],
    ['meet me at nine', 'meet me at nine'],
    ['eins zwei drei vier fünf sechs', '123456'],
    ['', ''],
  ])('%s', (said, written) => {
    expect(heard(said)).toBe(written);
  });
});

describe('wishes about the talking', () => {
  test.each([
    ['Can you repeat that, please?', 'en', 'repeat'],
    ['Sorry?', 'en', 'repeat'],
    ["I didn't catch that.", 'en', 'repeat'],
    ['Could you speak more slowly', 'en', 'slower'],
    ['Slower please', 'en', 'slower'],
    ['Please spell that out', 'en', 'spell'],
    ['spell the order number', 'en', 'spell'],
    ['Wie bitte?', 'de_DE', 'repeat'],
    ['Bitte langsamer', 'de', 'slower'],
    ['repeat my order', 'en', undefined],
    ['I need to slow down my subscription', 'en', undefined],
    ['what is your return policy', 'en', undefined],
    ['', 'en', undefined],
  ])('%s (%s)', (said, language, wish) => {
    expect(wishIn(said, language)).toBe(wish);
  });
});
