import type { Case } from '../../layers/core/domain/case.ts';

type Answer = Pick<NonNullable<Case['survey']>, 'score' | 'recommend' | 'channel' | 'at'>;

/** What the customers of one channel answered. */
export interface SurveyFigures {
  channel: string;
  answers: number;
  /** The share who gave 4 or 5 of 5, 0 to 1. */
  csat: number;
  /** Those who answered the second question, and their NPS: share of 9 and 10 less share of 0 to 6, −100 to 100. */
  recommending: number;
  nps: number | undefined;
}

const SATISFIED = 4;
const PROMOTER = 9;
const DETRACTOR = 6;

/** By channel, the most answers first, and of all together in the end where there are several channels. */
export function figuresOf(answers: Answer[]): SurveyFigures[] {
  const channels = new Map<string, Answer[]>();
  for (const answer of answers) {
    const channel = answer.channel ?? 'unknown';
    channels.set(channel, [...(channels.get(channel) ?? []), answer]);
  }
  const each = [...channels].map(([channel, own]) => sumUp(channel, own));
  each.sort((a, b) => b.answers - a.answers || (a.channel < b.channel ? -1 : 1));
  return each.length > 1 ? [...each, sumUp('all', answers)] : each;
}

function sumUp(channel: string, answers: Answer[]): SurveyFigures {
  const points = answers.flatMap(({ recommend }) => (recommend === undefined ? [] : [recommend]));
  const share = (holds: (value: number) => boolean) => points.filter(holds).length / points.length;
  return {
    channel,
    answers: answers.length,
    csat: answers.filter(({ score }) => score >= SATISFIED).length / answers.length,
    recommending: points.length,
    nps:
      points.length === 0
        ? undefined
        : Math.round(100 * (share(value => value >= PROMOTER) - share(value => value <= DETRACTOR))),
  };
}

export function surveyTable(figures: SurveyFigures[]): string {
  const rows = figures.map(({ channel, answers, csat, recommending, nps }) =>
    [
      channel.padEnd(8),
      String(answers).padStart(7),
      `${Math.round(100 * csat)} %`.padStart(6),
      String(recommending).padStart(12),
      (nps === undefined ? '–' : String(nps)).padStart(5),
    ].join('  '),
  );
  return [
    ['channel'.padEnd(8), 'answers', 'CSAT'.padStart(6), 'recommending', 'NPS'.padStart(5)].join('  '),
    ...rows,
  ].join('\n');
}
