/** What people correct in what the AI did. */
export const CORRECTION_KINDS = [
  /** An agent changed the draft before sending it: `before` the AI's text, `after` the agent's. */
  'draft-edited',
  /** An agent refused the draft: `before` the AI's text, no `after`. */
  'draft-rejected',
  /** `before` and `after` are topic ids, empty for none of ours. */
  'topic-corrected',
  /** `before` and `after` are urgencies. */
  'urgency-corrected',
  /** The client's team answered what the knowledge could not: `after` is the answer. */
  'client-answer',
] as const;
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];

/** What a person changed or refused in what the AI did, with the reason. Compiled into a later release, behind a gate. */
export interface Correction {
  /** Deterministic, so that the same correction made twice is one: `<caseId>:<kind>:<what>`. */
  id: string;
  kind: CorrectionKind;
  caseId: string;
  /** What the customer had written. */
  question?: string;
  topic?: string | null;
  language: string;
  before?: string;
  after?: string;
  reason?: string;
  /** `agent:<id>` or `client`. */
  by: string;
  at: string;
  review?: Review;
}

/** What a reviewer made of a correction. Only what is approved may teach; the last word counts. */
export interface Review {
  verdict: Verdict;
  /** Id of the reviewer. */
  by: string;
  at: string;
}
export const VERDICTS = ['approved', 'refused'] as const;
export type Verdict = (typeof VERDICTS)[number];
