import type { CaseState, Owner } from '../domain/case.ts';

/** The body of every refusal. Codes are in docs/architecture.md. */
export interface Refusal {
  error: string;
  /** For a person. */
  message: string;
}

/** 409 `stale`: the case has moved on; read it again. */
export interface StaleRefusal extends Refusal {
  error: 'stale';
  owner: Owner;
  epoch: number;
  state: CaseState;
}

/** 422 `checklist`: what of the client's protocol is not done yet. */
export interface ChecklistRefusal extends Refusal {
  error: 'checklist';
  missing: { id: string; text: string }[];
}
