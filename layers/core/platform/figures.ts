import { Metrics } from '@aws-lambda-powertools/metrics';
import { PEOPLE } from './people.ts';
import { metrics } from './telemetry.ts';

/**
 * What the client's dashboard shows by channel, each the average of what is put here:
 * - `Satisfied`: 100 for 4 or 5 of 5, else 0: the average is CSAT in per cent
 * - `Recommended`: 100 for 9 and 10, −100 for 0 to 6, else 0: the average is NPS
 * - `AnsweredByAi`: 100 for a turn that stayed with the AI or was settled by it, 0 for one that went to people
 * - `ReplySeconds`: from a customer's message until the AI's or the house's words to it
 * - `PersonSeconds`: from when a case needed a person until the first words of one, on the phone until an agent was on the
 *   line; once a case, nights and weekends included
 */
export type Figure = 'Satisfied' | 'Recommended' | 'AnsweredByAi' | 'ReplySeconds' | 'PersonSeconds';
export interface Figures {
  put(channel: string, values: Partial<Record<Figure, number>>): void;
}

/** CloudWatch takes them from the log: a call more for nobody. */
export const figures: Figures = {
  put(channel, values) {
    for (const [name, value] of Object.entries(values)) {
      // Several functions hear of people's words: their average is one figure.
      const one =
        name === 'PersonSeconds'
          ? new Metrics({ serviceName: PEOPLE, singleMetric: true })
          : metrics.singleMetric();
      one.addDimension('channel', channel);
      one.addMetric(name, name.endsWith('Seconds') ? 'Seconds' : 'Percent', value);
    }
  },
};

/** What a customer's answer to the survey counts for. */
export const surveyFigures = ({ score, recommend }: { score?: number; recommend?: number }) => ({
  ...(score !== undefined && { Satisfied: score >= 4 ? 100 : 0 }),
  ...(recommend !== undefined && { Recommended: recommend >= 9 ? 100 : recommend <= 6 ? -100 : 0 }),
});
