import * as v from 'valibot';
import { CORRECTION_KINDS, type Correction } from '../domain/correction.ts';

/** Query of `GET /corrections`. */
export const CorrectionsQuery = v.strictObject({
  kind: v.optional(v.picklist(CORRECTION_KINDS)),
  cursor: v.optional(v.string()),
});

/** `POST /corrections/{id}/approve|refuse`, without a body: reviewers. The last verdict counts. */
export interface CorrectionReviewed {
  correction: Correction;
}

/** `GET /corrections?kind=&cursor=`: newest first. Reviewers, supervisors, managers. */
export interface CorrectionList {
  corrections: Correction[];
  cursor?: string;
}
