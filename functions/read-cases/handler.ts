import { ROLES } from '../../layers/core/api/me.ts';
import { CASE_STATES, type CaseState } from '../../layers/core/domain/case.ts';
import { queuesOf } from '../../layers/core/domain/access.ts';
import { demand, http, HttpError, pathParameter, person } from '../../layers/core/platform/http.ts';
import { aboutMe } from './aboutMe.ts';
import { listCases } from './listCases.ts';
import { readCase, type ReadCaseDependencies } from './readCase.ts';

/** As contact panels give it; of which instance is looked at where it is used. */
const CONNECT_AGENT = /^arn:aws[\w-]*:connect:[\w-]+:\d{12}:instance\/[\w-]{1,64}\/agent\/[\w-]{1,64}$/;

/** `deps` may be asked for late: what it needs is read at the first request. */
export const createHandler = (deps: () => Promise<ReadCaseDependencies>) =>
  http({
    'GET /me': async event => {
      const who = person(event);
      demand(who, ...ROLES);
      return aboutMe(who, (await deps()).release);
    },
    'GET /cases': async event => {
      const who = person(event);
      demand(who, ...ROLES);
      const { state, queue, mine, cursor, connectAgent } = event.queryStringParameters ?? {};
      if (state && !CASE_STATES.includes(state as CaseState)) {
        throw new HttpError(400, 'wrong-state', `state must be one of ${CASE_STATES.join(', ')}.`);
      }
      if (connectAgent && !CONNECT_AGENT.test(connectAgent))
        throw new HttpError(400, 'wrong-agent', 'connectAgent must be the ARN of an agent in Connect.');
      const { store, presence } = await deps();
      if (who.groups.includes('agents'))
        await presence.seen({
          id: who.id,
          name: who.name,
          queues: queuesOf(who),
          ...(connectAgent && { connectAgent }),
        });
      const wanted = { state: state as CaseState | undefined, queue, mine: mine === 'true' };
      return listCases({ ...wanted, cursor }, who, store);
    },
    'GET /cases/{caseId}': async event => {
      const who = person(event);
      demand(who, ...ROLES);
      const caseId = pathParameter(event, 'caseId');
      const read = await readCase(caseId, who, await deps());
      if (read.ok) return read.file;
      throw read.why === 'not-yours'
        ? new HttpError(403, 'not-yours', 'This case is neither yours nor in one of your queues.')
        : new HttpError(404, 'no-such-case', `There is no case ${caseId}.`);
    },
  });
