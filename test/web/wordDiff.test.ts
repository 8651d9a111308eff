import fc from 'fast-check';
import { wordDiff, type Piece } from '../../web/agent/corrections/wordDiff.ts';

const marked = (pieces: Piece[]) =>
  pieces.map(({ text, changed }) => (changed ? `[${text}]` : text)).join('');
const whole = (pieces: Piece[]) => pieces.map(({ text }) => text).join('');

test.each([
  [
    'A logo costs 60 euros.',
    'A logo costs 60 euros. See our list.',
    'A logo costs 60 euros.',
    'A logo costs 60 euros. [See our list.]',
  ],
  ['It takes 15 days.', 'It takes 10 working days.', 'It takes [15 ]days.', 'It takes [10 working ]days.'],
  ['Yes.', 'No.', '[Yes.]', '[No.]'],
  ['', 'All new', '', '[All new]'],
  ['One  two\nthree', 'One two three', 'One  two\nthree', 'One two three'],
])('%j → %j', (before, after, left, right) => {
  const diff = wordDiff(before, after);
  expect([marked(diff.before), marked(diff.after)]).toEqual([left, right]);
});

test('nothing of either text is lost, and what is unmarked is the same words in both', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', 'd.'), { maxLength: 12 })
    .map(words => words.join(' '));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const diff = wordDiff(before, after);
      expect([whole(diff.before), whole(diff.after)]).toEqual([before, after]);
      const kept = (pieces: Piece[]) =>
        whole(pieces.filter(({ changed }) => !changed))
          .split(/\s+/)
          .join('');
      expect(kept(diff.before)).toBe(kept(diff.after));
    }),
  );
});
