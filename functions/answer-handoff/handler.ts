import * as v from 'valibot';
import { body, http, HttpError, pathParameter } from '../../layers/core/platform/http.ts';
import { answerHandoff, readHandoff, type AnswerHandoffDependencies, type Opened } from './answerHandoff.ts';

const Answer = v.strictObject({
  kind: v.picklist(['answer', 'instruct', 'decline'], 'answer, instruct or decline'),
  text: v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'), v.maxLength(8000)),
});

const REFUSALS: Record<Extract<Opened, { ok: false }>['why'], [number, string]> = {
  forged: [404, 'This link is not valid. Please open it again from the mail.'],
  expired: [410, 'This link has expired. Please ask the agents for a new one.'],
  used: [410, 'This case has been answered already. Thank you.'],
  moved: [410, 'This case is no longer with your team.'],
};

const refuse = (why: keyof typeof REFUSALS) => new HttpError(REFUSALS[why][0], why, REFUSALS[why][1]);

export const createHandler = (deps: () => Promise<AnswerHandoffDependencies>) =>
  http({
    'GET /handoffs/{token}': async event => {
      const read = await readHandoff(pathParameter(event, 'token'), await deps());
      if (!read.ok) throw refuse(read.why);
      return read.view;
    },
    'POST /handoffs/{token}': async event => {
      const answer = body(Answer, event);
      const answered = await answerHandoff(pathParameter(event, 'token'), answer, await deps());
      if (!answered.ok) throw refuse(answered.why);
      return { ok: true };
    },
  });
