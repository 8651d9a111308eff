import { goldenDifferences } from '../../cli/release/goldenTopics.ts';
import type { Golden } from '../../cli/golden/golden.ts';
import { makeConfig } from '../core/makeCase.ts';
import { makeArticle } from '../knowledge/articles.ts';
import { makeRelease } from './makeRelease.ts';

const { hours } = makeConfig();
const golden = {
  id: 'returns',
  steps: [{ customer: 'I want to return my shoes' }, { ai: { cites: 'returns' } }],
} as unknown as Golden;

test("an article begins with a day of the client's, wherever the operator sits", () => {
  const bytes = makeRelease(2, {
    config: makeConfig({ hours: { ...hours, timeZone: 'Pacific/Auckland' } }),
    articles: [makeArticle({ id: 'returns', validFrom: '2026-06-02' })],
  });
  // Twelve hours ahead of UTC: the second of June begins there on the first.
  expect(goldenDifferences(bytes, [golden], new Date('2026-06-01T11:59:00Z'))).toEqual([
    expect.stringContaining('article returns is not found'),
  ]);
  expect(goldenDifferences(bytes, [golden], new Date('2026-06-01T12:01:00Z'))).toEqual([]);
});
