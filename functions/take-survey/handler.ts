import * as v from 'valibot';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { languageOfCase } from '../../layers/core/domain/spokenIn.ts';
import { OPENING, patiently } from '../../layers/core/platform/demandPatience.ts';
import { body, http, HttpError, pathParameter } from '../../layers/core/platform/http.ts';
import type { VisitLimit, Visits } from '../../layers/core/store/visits.ts';
import { openSurvey, takeSurvey, type TakeSurveyDependencies } from './takeSurvey.ts';

const Answer = v.strictObject({
  score: v.pipe(v.number(), v.integer(), v.minValue(1, '1 to 5'), v.maxValue(5, '1 to 5')),
  /** How likely they are to recommend the client (NPS). */
  recommend: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0, '0 to 10'), v.maxValue(10, '0 to 10'))),
  comment: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(2000))),
});

/** Of one network address. */
const LIMITS: Record<string, VisitLimit> = {
  'GET /surveys/{token}': OPENING,
  'POST /surveys/{token}': { most: 30, seconds: 600 },
};

const REFUSALS = {
  forged: new HttpError(404, 'forged', 'This link is not valid.'),
  expired: new HttpError(410, 'expired', 'This survey has ended.'),
};

export const createHandler = (
  deps: TakeSurveyDependencies & { visits: Visits },
  config: () => Promise<Pick<ClientConfig, 'name' | 'brand' | 'languages' | 'skills' | 'voice'>>,
) =>
  http(
    patiently(deps.visits, LIMITS, {
      'GET /surveys/{token}': async event => {
        const opened = await openSurvey(pathParameter(event, 'token'), deps);
        if (!opened.ok) throw REFUSALS[opened.why];
        const settings = await config();
        const { name, brand } = settings;
        return {
          client: { name, colour: brand.colour },
          answered: opened.case.survey !== undefined,
          language: languageOfCase(settings, opened.case),
        };
      },
      'POST /surveys/{token}': async event => {
        const taken = await takeSurvey(pathParameter(event, 'token'), body(Answer, event), deps);
        if (!taken.ok) throw REFUSALS[taken.why];
        if (!taken.taken)
          throw new HttpError(410, 'used', 'You have answered this survey already. Thank you.');
        return { ok: true };
      },
    }),
  );
