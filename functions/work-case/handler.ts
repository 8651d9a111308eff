import { WORK, type WorkName } from '../../layers/core/api/work.ts';
import { viewOf } from '../../layers/core/domain/caseView.ts';
import {
  body,
  demand,
  http,
  HttpError,
  pathParameter,
  person,
  type Routes,
} from '../../layers/core/platform/http.ts';
import { workCase, type AgentWork } from './workCase.ts';
import type { WorkCaseDependencies, Worked } from './worked.ts';

/** `deps` may be asked for late: what it needs is read at the first request. */
export const createHandler = (deps: () => Promise<WorkCaseDependencies>) =>
  http(
    Object.fromEntries(
      (Object.keys(WORK) as WorkName[]).map(work => [
        `POST /cases/{caseId}/${work}`,
        async event => {
          const who = person(event);
          demand(who, ...(SUPERVISED.includes(work) ? ['supervisors'] : ['agents', 'supervisors']));
          const request = { do: work, ...body(WORK[work], event) } as AgentWork;
          const caseId = pathParameter(event, 'caseId');
          const worked = await workCase(caseId, request, who, await deps());
          if (!worked.ok) throw refusal(caseId, worked);
          return { case: viewOf(worked.case), ...(worked.action && { action: worked.action }) };
        },
      ]),
    ) as Routes,
  );

const SUPERVISED: WorkName[] = ['priority', 'assign'];

function refusal(caseId: string, worked: Extract<Worked, { ok: false }>): HttpError {
  switch (worked.why) {
    case 'no-such-case':
      return new HttpError(404, 'no-such-case', `There is no case ${caseId}.`);
    case 'not-yours':
      return new HttpError(403, 'not-yours', 'This case is neither yours nor in one of your queues.');
    case 'unreachable':
      return new HttpError(
        422,
        'unreachable',
        'The customer has left the chat and no e-mail address is known.',
      );
    case 'refused':
      return new HttpError(422, worked.code, worked.message, worked.more);
    case 'stale': {
      const { owner, epoch, state, agent } = worked.current;
      const held = agent && state === 'with-agent' ? ` (${agent.name})` : '';
      return new HttpError(409, 'stale', `The case has moved on: it is ${state}${held}. Reload it.`, {
        owner,
        epoch,
        state,
      });
    }
  }
}
