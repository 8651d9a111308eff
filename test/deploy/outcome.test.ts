import { differences, outcomeOf } from '../../cli/verify/deploy/outcome.ts';
import type { PlayedGolden } from '../../cli/golden/playGolden.ts';

const played = (text: string, more: Partial<PlayedGolden> = {}): PlayedGolden => ({
  golden: { customer: {} } as PlayedGolden['golden'],
  lines: [{ at: 1, who: 'ai', text }],
  differences: [],
  ...more,
});
const compare = (here: PlayedGolden, there: PlayedGolden) => differences(outcomeOf(here), outcomeOf(there));

test.each([
  ['case numbers', 'You are C-1L017UEM4T', 'You are C-15IWWYV65I'],
  [
    'case numbers, spelled',
    'It is C, 1, L M, 9, W L E, X Q, 5. Bye.',
    'It is C, 0, I, 9 0, M, 1, K X K K. Bye.',
  ],
  [
    'links',
    'http://127.0.0.1:4001/survey/s.C-1L017UEM4T.3.tqp7sa.Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6',
    'http://127.0.0.1:4002/survey/s.C-15IWWYV65I.3.tqp7sa.YmFyYmF6cXV4Zm9vYmFyYmF6',
  ],
  ['codes', 'the code is 309153', 'the code is 299800'],
])('%s are made anew each time', (_what, here, there) => {
  expect(compare(played(here), played(there))).toEqual([]);
});

test('on the phone a spelled number takes its own time', () => {
  const golden = { customer: { phone: '+43' } } as PlayedGolden['golden'];
  const call = (at: number) => played('Yes.', { golden, lines: [{ at, who: 'ai', text: 'Yes.' }] });
  expect(compare(call(1), call(2))).toEqual([]);
});

test('numbers are no codes', () => {
  const at = (at: number) => played('Yes.', { lines: [{ at, who: 'ai', text: 'Yes.' }] });
  expect(compare(at(123456), at(123457))).toEqual(['.lines.0.at', '  here:  123456', '  there: 123457']);
});

test('what was said otherwise is a difference, told by both sides', () => {
  expect(compare(played('It takes 5 days.'), played('It takes 3 days.'))).toEqual([
    '.lines.0.text',
    '  here:  "It takes 5 days."',
    '  there: "It takes 3 days."',
  ]);
});

test('when something happened counts, and so does a step that differs on one side only', () => {
  const late = played('Yes.', { lines: [{ at: 2, who: 'ai', text: 'Yes.' }] });
  expect(compare(played('Yes.'), late)[0]).toBe('.lines.0.at');
  const step = { step: 3, expected: '{"ai":{}}', seen: ['nothing'] };
  expect(compare(played('Yes.'), played('Yes.', { differences: [step] }))[0]).toBe('.differences.0');
});
