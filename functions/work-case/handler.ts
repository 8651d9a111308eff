import * as v from 'valibot';
import {
  body,
  demand,
  http,
  HttpError,
  pathParameter,
  person,
  type Routes,
} from '../../layers/core/platform/http.ts';
import { workCase, type AgentWork, type WorkCaseDependencies } from './workCase.ts';

const epoch = v.pipe(v.number(), v.integer(), v.minValue(1));
const text = (most: number) =>
  v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'), v.maxLength(most));
const KEY = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{8,64}$/, '8 to 64 letters, digits and hyphens'));

const BODIES = {
  accept: v.strictObject({ epoch }),
  reply: v.strictObject({ epoch, key: KEY, text: text(8000) }),
  resolve: v.strictObject({ epoch, how: text(500), text: v.optional(text(8000)) }),
  'hand-off': v.strictObject({ epoch, ask: text(4000) }),
  'back-to-ai': v.strictObject({ epoch, note: v.optional(text(4000)) }),
};

/** `deps` may be asked for late: what it needs is read at the first request. */
export const createHandler = (deps: () => Promise<WorkCaseDependencies>) =>
  http(
    Object.fromEntries(
      (Object.keys(BODIES) as (keyof typeof BODIES)[]).map(work => [
        `POST /cases/{caseId}/${work}`,
        async event => {
          const who = person(event);
          demand(who, 'agents', 'supervisors');
          const { epoch: seen, ...rest } = body(BODIES[work], event);
          const caseId = pathParameter(event, 'caseId');
          const worked = await workCase(caseId, seen, { do: work, ...rest } as AgentWork, who, await deps());
          if (worked.ok) return { case: publicCase(worked.case) };
          throw refusal(caseId, worked);
        },
      ]),
    ) as Routes,
  );

function refusal(
  caseId: string,
  worked: Extract<Awaited<ReturnType<typeof workCase>>, { ok: false }>,
): HttpError {
  switch (worked.why) {
    case 'no-such-case':
      return new HttpError(404, 'no-such-case', `There is no case ${caseId}.`);
    case 'unreachable':
      return new HttpError(
        422,
        'unreachable',
        'The customer has left the chat and no e-mail address is known.',
      );
    case 'stale': {
      const { owner, epoch: now, state, agent } = worked.current;
      const holder = agent && state === 'with-agent' ? ` (${agent.name})` : '';
      return new HttpError(409, 'stale', `The case has moved on: it is ${state}${holder}. Reload it.`, {
        owner,
        epoch: now,
        state,
      });
    }
  }
}

const publicCase = ({ waiting: _waiting, dialog: _dialog, ...rest }: WorkCaseResult) => rest;
type WorkCaseResult = Extract<Awaited<ReturnType<typeof workCase>>, { ok: true }>['case'];
