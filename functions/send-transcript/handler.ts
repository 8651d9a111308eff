import * as v from 'valibot';
import { body, http, HttpError, pathParameter, sourceOf } from '../../layers/core/platform/http.ts';
import type { Visits } from '../../layers/core/store/visits.ts';
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
/** Of one network address: codes go to whatever address somebody types. */
const ASKED = { most: 10, seconds: 3600 };

export const createHandler = (deps: () => Promise<SendTranscriptDependencies>, visits: Visits) =>
  http({
    'POST /transcripts/{token}': async event => {
      const token = pathParameter(event, 'token');
      const asked = body(Asked, event);
      const mayAsk = async () => (await visits.take('transcripts', sourceOf(event), ASKED)).ok;
      const sent = await sendTranscript({ token, ...asked }, mayAsk, await deps());
      if (!sent.ok) throw new HttpError(REFUSALS[sent.why][0], sent.why, REFUSALS[sent.why][1]);
      return sent;
    },
  });
