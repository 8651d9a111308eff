import { labelledOf } from '../../cli/corrections/labelled.ts';
import { comparedTopics } from '../../cli/release/goldenTopics.ts';
import type { Golden } from '../../cli/golden/golden.ts';
import type { Correction, Verdict } from '../../layers/core/domain/correction.ts';
import { makeRelease } from './makeRelease.ts';

const correction = (
  question: string,
  after: string,
  verdict?: Verdict,
  more: Partial<Correction> = {},
): Correction => ({
  id: `C-1:topic-corrected:${after}`,
  kind: 'topic-corrected',
  caseId: 'C-1',
  question,
  language: 'en',
  before: 'returns',
  after,
  by: 'agent:ada',
  at: '2026-03-02T09:00:00.000Z',
  ...(verdict && { review: { verdict, by: 'rey', at: '2026-03-02T10:00:00.000Z' } }),
  ...more,
});
const TOPICS = new Set(['returns', 'delivery']);

test('only what a reviewer approved is exported, once, oldest first', () => {
  const { examples, unknown } = labelledOf(
    [
      correction('new', '', 'approved', { at: '2026-03-04T09:00:00.000Z' }),
      correction(' old ', 'delivery', 'approved'),
      correction('not looked at', 'delivery'),
      correction('refused', 'delivery', 'refused'),
      correction('known', 'delivery', 'approved'),
      correction('known otherwise', 'delivery', 'approved'),
      correction('old', 'delivery', 'approved'),
      correction('of another kind', 'delivery', 'approved', { kind: 'draft-edited' }),
      correction('gone', 'gift-card', 'approved'),
    ],
    [
      { text: 'known', topic: 'delivery' },
      { text: 'known otherwise', topic: null },
    ],
    TOPICS,
  );
  expect(examples).toEqual([
    { text: 'old', topic: 'delivery' },
    { text: 'known otherwise', topic: 'delivery' },
    { text: 'new', topic: null },
  ]);
  expect(unknown).toEqual(['gift-card']);
});

test('what labelled examples change in the goldens is told, for better and for worse', () => {
  const golden = (id: string, customer: string, topic: string) =>
    ({ id, steps: [{ customer }, { ai: { topic } }] }) as unknown as Golden;
  const lost = 'the courier put my tent at the neighbours';
  const goldens = [golden('lost', lost, 'delivery'), golden('back', 'I want to return my shoes', 'returns')];
  const before = makeRelease(1);
  const after = makeRelease(2, {
    labelled: [lost, `${lost} again`, 'the courier put it at the neighbours'].map(text => ({
      text,
      topic: 'delivery',
    })),
  });
  expect(comparedTopics(before, before, goldens)).toHaveLength(1);
  const [counted, ...changed] = comparedTopics(before, after, goldens);
  expect(counted).toBe('first messages of the goldens understood: before 1, after 2 of 2');
  expect(changed).toEqual(['golden lost: was none of ours, is delivery, must be delivery']);
  expect(comparedTopics(after, before, goldens)[0]).toContain('before 2, after 1 of 2');
});
