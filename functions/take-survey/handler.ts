import * as v from 'valibot';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { replyLanguage } from '../../layers/core/domain/replyLanguage.ts';
import { body, http, HttpError, pathParameter } from '../../layers/core/platform/http.ts';
import { openSurvey, takeSurvey, type TakeSurveyDependencies } from './takeSurvey.ts';

const Answer = v.strictObject({
  score: v.pipe(v.number(), v.integer(), v.minValue(1, '1 to 5'), v.maxValue(5, '1 to 5')),
  /** How likely they are to recommend the client (NPS). */
  recommend: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0, '0 to 10'), v.maxValue(10, '0 to 10'))),
  comment: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(2000))),
});

const REFUSALS = {
  forged: new HttpError(404, 'forged', 'This link is not valid.'),
  expired: new HttpError(410, 'expired', 'This survey has ended.'),
};

export const createHandler = (
  deps: TakeSurveyDependencies,
  config: () => Promise<Pick<ClientConfig, 'name' | 'brand' | 'languages'>>,
) =>
  http({
    'GET /surveys/{token}': async event => {
      const opened = await openSurvey(pathParameter(event, 'token'), deps);
      if (!opened.ok) throw REFUSALS[opened.why];
      const { name, brand, languages } = await config();
      return {
        client: { name, colour: brand.colour },
        answered: opened.case.survey !== undefined,
        language: replyLanguage({ languages }, opened.case.language),
      };
    },
    'POST /surveys/{token}': async event => {
      const taken = await takeSurvey(pathParameter(event, 'token'), body(Answer, event), deps);
      if (!taken.ok) throw REFUSALS[taken.why];
      if (!taken.taken) throw new HttpError(410, 'used', 'You have answered this survey already. Thank you.');
      return { ok: true };
    },
  });
