import { CASE_STATES, type CaseState } from '../../layers/core/domain/case.ts';
import { demand, http, HttpError, pathParameter, person } from '../../layers/core/platform/http.ts';
import { logger } from '../../layers/core/platform/telemetry.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';
import { listCases, readCase } from './readCases.ts';

const READERS = ['agents', 'reviewers', 'supervisors', 'managers'];

export const createHandler = (store: CaseStore) =>
  http({
    'GET /cases': async event => {
      demand(person(event), ...READERS);
      const { state, cursor } = event.queryStringParameters ?? {};
      if (state && !CASE_STATES.includes(state as CaseState)) {
        throw new HttpError(400, 'wrong-state', `state must be one of ${CASE_STATES.join(', ')}.`);
      }
      return listCases({ state: state as CaseState | undefined, cursor }, store);
    },
    'GET /cases/{caseId}': async event => {
      const who = person(event);
      demand(who, ...READERS);
      const caseId = pathParameter(event, 'caseId');
      const story = await readCase(caseId, store);
      if (!story) throw new HttpError(404, 'no-such-case', `There is no case ${caseId}.`);
      logger.info('CASE_READ', { caseId, by: who.id });
      return story;
    },
  });
