import fc from 'fast-check';
import { MESSAGE_LIMIT, splitMessage } from '../../web/chat/splitMessage.ts';

const squeezed = (text: string) => text.replace(/\s+/g, '');

test.each([
  ['', []],
  ['  \n ', []],
  ['short', ['short']],
  ['One two. Three four five.', ['One two.', 'Three four', 'five.'], 12],
  ['first\n\nsecond part', ['first', 'second', 'part'], 9],
  ['abcdefghij', ['abcd', 'efgh', 'ij'], 4],
  ['ab😀cd', ['ab', '😀c', 'd'], 3],
])('%j', (text, parts, limit = MESSAGE_LIMIT) => {
  expect(splitMessage(text, limit)).toEqual(parts);
});

test('nothing is lost, nothing is too long, no character is torn', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.integer({ min: 2, max: 60 }),
      (text, limit) => {
        const parts = splitMessage(text, limit);
        expect(squeezed(parts.join(''))).toBe(squeezed(text));
        expect(parts.every(part => part.length > 0 && part.length <= limit)).toBe(true);
        expect(parts.every(part => part.isWellFormed() || !text.isWellFormed())).toBe(true);
      },
    ),
  );
});
