import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { replyLanguage } from '../../layers/core/domain/replyLanguage.ts';
import { OPENING, patiently } from '../../layers/core/platform/demandPatience.ts';
import { http, HttpError, pathParameter } from '../../layers/core/platform/http.ts';
import type { VisitLimit, Visits } from '../../layers/core/store/visits.ts';
import { callPerson, openCall, type CallPersonDependencies } from './callPerson.ts';

/** Of one network address: each press is a turn. */
const LIMITS: Record<string, VisitLimit> = {
  'GET /people/{token}': OPENING,
  'POST /people/{token}': { most: 20, seconds: 600 },
};

const REFUSALS = {
  forged: new HttpError(404, 'forged', 'This link is not valid. Please open it again from the mail.'),
  expired: new HttpError(410, 'expired', 'This link has expired. Please answer our mail instead.'),
  unavailable: new HttpError(
    503,
    'unavailable',
    'That did not work just now. Please try again in a moment, or answer our mail.',
  ),
};

/** The link itself changes nothing: programs that look at links in mails would call people for nothing. */
export const createHandler = (
  deps: CallPersonDependencies & { visits: Visits },
  config: () => Promise<Pick<ClientConfig, 'name' | 'brand' | 'languages'>>,
) =>
  http(
    patiently(deps.visits, LIMITS, {
      'GET /people/{token}': async event => {
        const opened = await openCall(pathParameter(event, 'token'), deps);
        if (!opened.ok) throw REFUSALS[opened.why];
        const { name, brand, languages } = await config();
        const isWithPeople = opened.case.owner === 'provider' || opened.case.owner === 'client';
        return {
          client: { name, colour: brand.colour },
          called: isWithPeople,
          language: replyLanguage({ languages }, opened.case.language),
        };
      },
      'POST /people/{token}': async event => {
        const called = await callPerson(pathParameter(event, 'token'), deps);
        if (!called.ok) throw REFUSALS[called.why];
        return { ok: true, reply: called.reply };
      },
    }),
  );
