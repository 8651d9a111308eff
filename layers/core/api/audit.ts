import * as v from 'valibot';

/** Query of `GET /audit`: the readers of one case, or all reads of one day (UTC; today unless told). */
export const AuditQuery = v.strictObject({
  caseId: v.optional(v.pipe(v.string(), v.maxLength(64))),
  day: v.optional(v.pipe(v.string(), v.isoDate('a date, 2026-12-24'))),
  cursor: v.optional(v.string()),
});

/** `GET /audit?caseId=|day=&cursor=`: newest first. Supervisors and managers. */
export interface AuditList {
  reads: AuditedRead[];
  cursor?: string;
}

/** Somebody read a transcript. One line per person, case and five minutes: an open page reads again and again. */
export interface AuditedRead {
  at: string;
  caseId: string;
  by: { id: string; name: string };
  /** What they came by: the agent workspace, or a signed link of the client's team. */
  way: 'workspace' | 'hand-over link';
}
