import type { Advice, Subject } from '../domain/config/answers.ts';
import type { Passage } from '../knowledge/contract.ts';
import type { Channel } from '../domain/triage.ts';

/** The stored proof that an action ran; a promise without one may not be sent. */
export interface Receipt {
  /** Deterministic: the action's idempotency key. */
  id: string;
  action: string;
  /** What may be said because of it. */
  text: string;
  /** The client's own wording alone: what we did rests on this, not on what a service wrote into it. */
  claim?: string;
  at: string;
}

/** A reply that nobody has seen yet. */
export interface Draft {
  text: string;
  /** Ids of the passages it rests on. */
  citations: string[];
  receipts: Receipt[];
  /** A step of an action's dialog, said after it and verified by itself. */
  then?: Draft;
  /** `model` wrote it, it was `extracted` from passages, or it is a `dialog` line of an action or of the house. */
  source: 'model' | 'extracted' | 'dialog';
  model?: string;
  /** Number of the release it was drafted from, and is verified against. */
  release?: number;
}

export interface VerifyInput {
  draft: Draft;
  /** The passages the draft cites (unknown ids are missing here, and refused). */
  passages: Passage[];
  /** The question, so that what the customer said themselves may be repeated. */
  question: string;
  /** Earlier words of the customer in this case. */
  history?: string[];
  channel: Channel;
  /** ISO 639-1 language the reply must be in. */
  language: string;
  brand: { name: string; forbidden: string[] };
  /** What the client leaves to people; every kind of advice unless told. */
  subjectsToLeave?: Subject[];
  adviceToLeave?: readonly Advice[];
  /** Sentences the product itself may say without a source (greetings, questions, truthful hand-over lines). */
  houseLines: string[];
  /** A transfer to a person has really been decided: it may be said. */
  transferDecided?: boolean;
}

export type Verdict = { ok: true } | { ok: false; refusals: Refusal[] };
export interface Refusal {
  /** unsupported | number | promise | citation | forbidden | subject | language | length | channel | leak | link | advice | empty */
  rule: string;
  /** The words that broke it. */
  detail: string;
}
