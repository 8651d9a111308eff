import * as v from 'valibot';
import { CORRECTION_KINDS, type Correction } from '../domain/correction.ts';

/** Query of `GET /corrections`. */
export const CorrectionsQuery = v.strictObject({
  kind: v.optional(v.picklist(CORRECTION_KINDS)),
  cursor: v.optional(v.string()),
});

/** `GET /corrections?kind=&cursor=`: newest first. Reviewers, supervisors, managers. */
export interface CorrectionList {
  corrections: Correction[];
  cursor?: string;
}
