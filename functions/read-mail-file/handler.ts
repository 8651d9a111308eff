import { ROLES } from '../../layers/core/api/me.ts';
import { demand, http, HttpError, pathParameter, person } from '../../layers/core/platform/http.ts';
import { readMailFile, type ReadMailFileDependencies } from './readMailFile.ts';

const REFUSALS = {
  'no-such-case': [404, 'There is no such case.'],
  'not-yours': [403, 'This case is neither yours nor in one of your queues.'],
  'no-such-file': [404, 'The case has no such file.'],
  'not-kept': [
    410,
    'This file was not kept: its kind or size is not allowed. It is only in the mail itself.',
  ],
} as const;

export const createHandler = (deps: ReadMailFileDependencies) =>
  http({
    'GET /cases/{caseId}/mails/{mailId}/files/{fileId}': async event => {
      const who = person(event);
      demand(who, ...ROLES);
      const [caseId, mailId, fileId] = ['caseId', 'mailId', 'fileId'].map(name => pathParameter(event, name));
      const read = await readMailFile({ caseId: caseId!, mailId: mailId!, fileId: fileId! }, who, deps);
      if (!read.ok) throw new HttpError(REFUSALS[read.why][0], read.why, REFUSALS[read.why][1]);
      const { url, name, type } = read;
      return { url, name, type };
    },
  });
