import * as v from 'valibot';
import { CLIENT_ANSWERS } from '../../layers/core/domain/case.ts';
import { OPENING, patiently, tooMany } from '../../layers/core/platform/demandPatience.ts';
import { body, http, HttpError, pathParameter, type Routes } from '../../layers/core/platform/http.ts';
import type { VisitLimit, Visits } from '../../layers/core/store/visits.ts';
import { answerHandoff, readHandoff, type AnswerHandoffDependencies } from './answerHandoff.ts';
import { CODES_SECONDS, sendCode, takeCode, type LinkPassDependencies } from './linkPasses.ts';
import { offerUpload, readFile, type HandoffFilesDependencies } from './handoffFiles.ts';
import { renewLink, type RenewLinkDependencies } from './renewLink.ts';

type Dependencies = AnswerHandoffDependencies &
  LinkPassDependencies &
  RenewLinkDependencies &
  HandoffFilesDependencies;

const Answer = v.pipe(
  v.strictObject({
    kind: v.picklist(CLIENT_ANSWERS, 'answer, instruct, take-over or decline'),
    text: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(8000)), ''),
    key: v.optional(
      v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{8,64}$/, '8 to 64 letters, digits and hyphens')),
    ),
    attachments: v.optional(v.pipe(v.array(v.pipe(v.string(), v.regex(/^\w{8,40}$/))), v.maxLength(10)), []),
  }),
  v.forward(
    v.check(({ kind, text }) => kind === 'take-over' || text !== '', 'must not be empty'),
    ['text'],
  ),
);
const Code = v.strictObject({
  code: v.pipe(v.string(), v.trim(), v.regex(/^\d{6}$/, 'the six digits of the code')),
});
const Upload = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'), v.maxLength(120)),
  type: v.pipe(v.string(), v.maxLength(100)),
  size: v.pipe(v.number(), v.integer(), v.minValue(1, 'must not be empty')),
});

/** Of one network address, behind which a whole team may sit. Each link has limits of its own besides. */
const LIMITS: Record<string, VisitLimit> = {
  'GET /handoffs/{token}': OPENING,
  'POST /handoffs/{token}': { most: 60, seconds: 600 },
  // These two cause mails.
  'POST /handoffs/{token}/codes': { most: 10, seconds: 900 },
  'POST /handoffs/{token}/renewals': { most: 10, seconds: 3600 },
  'POST /handoffs/{token}/passes': { most: 30, seconds: 900 },
  'POST /handoffs/{token}/attachments': { most: 60, seconds: 600 },
  'GET /files/{token}': OPENING,
};

const REFUSALS = {
  forged: [404, 'This link is not valid. Please open it again from the mail.'],
  expired: [410, 'This link has expired.'],
  used: [410, 'This case has been answered already. Thank you.'],
  moved: [410, 'This case is no longer with your team.'],
  code: [401, 'This link opens with a code that we send to the person it was made for.'],
  'wrong-code': [401, 'That is not the code, or it has expired.'],
  'wrong-type': [400, 'Files of this type cannot be attached.'],
  'too-large': [413, 'This file is too large.'],
  'too-many-files': [400, 'No more files can be attached.'],
  'not-uploaded': [400, 'A file has not arrived whole. Please attach it again.'],
} as const;
const refuse = (why: keyof typeof REFUSALS | 'too-many') =>
  why === 'too-many' ? tooMany(CODES_SECONDS) : new HttpError(REFUSALS[why][0], why, REFUSALS[why][1]);

type HttpEvent = Parameters<Routes[string]>[0];
const token = (event: HttpEvent) => pathParameter(event, 'token');
const passOf = (event: HttpEvent) => /^Bearer (\S+)$/.exec(event.headers.authorization ?? '')?.[1];

export const createHandler = (deps: () => Promise<Dependencies>, visits: Visits) =>
  http(
    patiently(visits, LIMITS, {
      'GET /handoffs/{token}': async event => {
        const read = await readHandoff(token(event), passOf(event), await deps());
        if (!read.ok) throw refuse(read.why);
        return read.view;
      },
      'POST /handoffs/{token}': async event => {
        const said = body(Answer, event);
        const answered = await answerHandoff(token(event), said, passOf(event), await deps());
        if (!answered.ok) throw refuse(answered.why);
        return { ok: true };
      },
      'POST /handoffs/{token}/codes': async event => {
        const sent = await sendCode(token(event), await deps());
        if (!sent.ok) throw refuse(sent.why);
        return { ok: true };
      },
      'POST /handoffs/{token}/passes': async event => {
        const taken = await takeCode(token(event), body(Code, event).code, await deps());
        if (!taken.ok) throw refuse(taken.why);
        return { pass: taken.pass };
      },
      'POST /handoffs/{token}/renewals': async event => {
        await renewLink(token(event), await deps());
        return { ok: true };
      },
      'POST /handoffs/{token}/attachments': async event => {
        const offered = await offerUpload(token(event), body(Upload, event), passOf(event), await deps());
        if (!offered.ok) throw refuse(offered.why);
        return offered.upload;
      },
      'GET /files/{token}': async event => {
        const read = await readFile(token(event), await deps());
        if (!read.ok) throw refuse(read.why);
        return read.file;
      },
    }),
  );
