import { AuditQuery, type AuditList } from '../../layers/core/api/audit.ts';
import {
  CorrectionsQuery,
  type CorrectionList,
  type CorrectionReviewed,
} from '../../layers/core/api/corrections.ts';
import type { Verdict } from '../../layers/core/domain/correction.ts';
import {
  demand,
  http,
  HttpError,
  pathParameter,
  person,
  query,
  type HttpEvent,
} from '../../layers/core/platform/http.ts';
import type { Audit } from '../../layers/core/store/audit.ts';
import type { Corrections } from '../../layers/core/store/corrections.ts';
import { superviseCases, type SuperviseDependencies } from './superviseCases.ts';

export interface OverseeDependencies extends SuperviseDependencies {
  audit: Audit;
  corrections: Corrections;
}

/** `deps` may be asked for late: what it needs is read at the first request. */
export const createHandler = (deps: () => Promise<OverseeDependencies>) =>
  http({
    'GET /supervision': async event => {
      demand(person(event), 'supervisors', 'managers');
      return superviseCases(await deps());
    },
    'GET /corrections': async event => {
      demand(person(event), 'reviewers', 'supervisors', 'managers');
      const { kind, cursor } = query(CorrectionsQuery, event);
      const { corrections } = await deps();
      const page = await fromCursor(() =>
        corrections.list({ ...(kind && { kind }), ...(cursor && { after: cursor }) }),
      );
      return { corrections: page.items, ...(page.last && { cursor: page.last }) } satisfies CorrectionList;
    },
    'POST /corrections/{id}/approve': async event => reviewed(event, 'approved', await deps()),
    'POST /corrections/{id}/refuse': async event => reviewed(event, 'refused', await deps()),
    'GET /audit': async event => {
      demand(person(event), 'supervisors', 'managers');
      const { caseId, day, cursor } = query(AuditQuery, event);
      const { audit, now } = await deps();
      if (caseId) return { reads: await audit.ofCase(caseId) } satisfies AuditList;
      const page = await fromCursor(() => audit.ofDay(day ?? now().toISOString().slice(0, 10), cursor));
      return { reads: page.items, ...(page.last && { cursor: page.last }) } satisfies AuditList;
    },
  });

async function reviewed(
  event: HttpEvent,
  verdict: Verdict,
  { corrections, now }: Pick<OverseeDependencies, 'corrections' | 'now'>,
): Promise<CorrectionReviewed> {
  const who = person(event);
  demand(who, 'reviewers');
  const review = { verdict, by: who.id, at: now().toISOString() };
  const correction = await corrections.review(pathParameter(event, 'id'), review);
  if (!correction) throw new HttpError(404, 'no-such-correction', 'There is no such correction.');
  return { correction };
}

/** A cursor is what an earlier page gave; anything else is the caller's mistake, not ours. */
async function fromCursor<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof SyntaxError || (error as Error).name === 'ValidationException')
      throw new HttpError(400, 'wrong-query', 'cursor: not one that an earlier page gave');
    throw error;
  }
}
