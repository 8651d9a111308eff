import { firstWordsOf, firstWordsTable } from '../../cli/case/firstWords.ts';
import { figuresOf, surveyTable } from '../../cli/survey/figures.ts';

const at = '2027-03-01T10:00:00.000Z';

test('CSAT and NPS by channel, and of all together', () => {
  const figures = figuresOf([
    { score: 5, recommend: 10, channel: 'voice', at },
    { score: 4, recommend: 9, channel: 'voice', at },
    { score: 2, recommend: 6, channel: 'voice', at },
    { score: 3, channel: 'voice', at },
    { score: 5, recommend: 8, channel: 'chat', at },
  ]);
  expect(figures).toEqual([
    { channel: 'voice', answers: 4, csat: 0.5, recommending: 3, nps: 33 },
    { channel: 'chat', answers: 1, csat: 1, recommending: 1, nps: 0 },
    { channel: 'all', answers: 5, csat: 0.6, recommending: 4, nps: 25 },
  ]);
  expect(surveyTable(figures).split('\n')[1]).toBe('voice           4    50 %             3     33');
});

test('who was asked before there was a second question has no NPS', () => {
  const figures = figuresOf([{ score: 1, at }]);
  expect(figures).toEqual([{ channel: 'unknown', answers: 1, csat: 0, recommending: 0, nps: undefined }]);
  expect(surveyTable(figures)).toContain('–');
});

test('how long customers were without a person’s words, by channel; who left without any is no time', () => {
  const of = (channel: 'chat' | 'voice', seconds?: number) => ({
    channel,
    neededAt: at,
    ...(seconds !== undefined && {
      firstWords: { at: new Date(Date.parse(at) + seconds * 1000).toISOString(), channel },
    }),
  });
  const chats = Array.from({ length: 10 }, (_, n) => of('chat', 60 * (10 - n)));
  const rows = firstWordsOf([...chats, of('chat'), of('voice', 20), of('voice', 40), { channel: 'email' }]);
  expect(rows).toEqual([
    { channel: 'chat', cases: 10, without: 1, median: 300, ninetieth: 540, longest: 600 },
    { channel: 'voice', cases: 2, without: 0, median: 20, ninetieth: 40, longest: 40 },
    { channel: 'all', cases: 12, without: 1, median: 240, ninetieth: 540, longest: 600 },
  ]);
  expect(firstWordsTable(rows).split('\n').slice(0, 3)).toEqual([
    'channel       cases    without     median       90 %    longest',
    'chat             10          1      5 min      9 min     10 min',
    'voice             2          0       20 s       40 s       40 s',
  ]);
  expect(firstWordsTable(firstWordsOf([of('chat')]))).toMatch(/chat +0 +1 +– +– +–$/);
});
