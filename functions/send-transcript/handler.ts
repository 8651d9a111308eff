import * as v from 'valibot';
import { demandPatience, patiently } from '../../layers/core/platform/demandPatience.ts';
import { body, http, HttpError, pathParameter } from '../../layers/core/platform/http.ts';
import type { VisitLimit, Visits } from '../../layers/core/store/visits.ts';
import { sendTranscript, type SendTranscriptDependencies, type TranscriptRefusal } from './sendTranscript.ts';

const Asked = v.strictObject({
  /** Where to, when it isn't the address on file. */
  email: v.optional(
    v.pipe(v.string(), v.trim(), v.toLowerCase(), v.email('not an e-mail address'), v.maxLength(254)),
  ),
  code: v.optional(v.pipe(v.string(), v.trim(), v.regex(/^\d{6}$/, 'the six digits of the mail'))),
});

const REFUSALS: Record<TranscriptRefusal, [number, string]> = {
  forged: [404, 'There is no such chat.'],
  expired: [410, 'This chat is too long ago.'],
  'nothing-said': [422, 'Nothing was said in this chat.'],
  'no-address': [422, 'We have no address of yours: tell us one.'],
  'not-reached': [422, 'Mails to this address come back, so nothing was sent.'],
  'wrong-code': [403, 'This is not the code, or it is too old.'],
  'too-many': [429, 'Too many tries. Please try again tomorrow.'],
  already: [409, 'This chat has been mailed already.'],
};
/** Of one network address. */
const LIMITS: Record<string, VisitLimit> = { 'POST /transcripts/{token}': { most: 30, seconds: 3600 } };
/** Of these: codes go to whatever address somebody types. */
const CODES: VisitLimit = { most: 10, seconds: 3600 };

export const createHandler = (deps: () => Promise<SendTranscriptDependencies>, visits: Visits) =>
  http(
    patiently(visits, LIMITS, {
      'POST /transcripts/{token}': async event => {
        const token = pathParameter(event, 'token');
        const asked = body(Asked, event);
        const mayAsk = () => demandPatience(visits, 'transcripts', CODES, event);
        const sent = await sendTranscript({ token, ...asked }, mayAsk, await deps());
        if (!sent.ok) throw new HttpError(REFUSALS[sent.why][0], sent.why, REFUSALS[sent.why][1]);
        return sent;
      },
    }),
  );
