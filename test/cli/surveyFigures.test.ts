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
