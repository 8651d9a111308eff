import { ROLES } from '../../layers/core/api/me.ts';
import {
  demand,
  http,
  HttpError,
  pathParameter,
  person,
  type HttpEvent,
} from '../../layers/core/platform/http.ts';
import { readChatFile, type ReadChatFileDependencies } from './readChatFile.ts';
import { readMailFile, type FileRead, type ReadMailFileDependencies } from './readMailFile.ts';

const REFUSALS = {
  'no-such-case': [404, 'There is no such case.'],
  'not-yours': [403, 'This case is neither yours nor in one of your queues.'],
  'no-such-file': [404, 'The case has no such file.'],
  'not-kept': [
    410,
    'This file was not kept: its kind, size or number is not allowed. Of a mail the whole may be read.',
  ],
} as const;

/** What the page needs to open it; a refusal in the API's words. */
function given(read: FileRead) {
  if (!read.ok) throw new HttpError(REFUSALS[read.why][0], read.why, REFUSALS[read.why][1]);
  const { url, name, type } = read;
  return { url, name, type };
}

export const createHandler = (deps: ReadMailFileDependencies & ReadChatFileDependencies) => {
  const asked = (event: HttpEvent) => {
    const who = person(event);
    demand(who, ...ROLES);
    return { who, caseId: pathParameter(event, 'caseId'), fileId: pathParameter(event, 'fileId') };
  };
  return http({
    'GET /cases/{caseId}/mails/{mailId}/files/{fileId}': async event => {
      const { who, ...file } = asked(event);
      return given(await readMailFile({ ...file, mailId: pathParameter(event, 'mailId') }, who, deps));
    },
    'GET /cases/{caseId}/files/{fileId}': async event => {
      const { who, ...file } = asked(event);
      return given(await readChatFile(file, who, deps));
    },
  });
};
