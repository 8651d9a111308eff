/** `GET /handoffs/{token}`. */
export interface Handoff {
  client: { name: string; team: string; colour: string };
  caseId: string;
  urgency: string;
  /** ISO time by which an answer is due. */
  dueAt?: string;
  ask: string;
  story?: { who: string; what: string; why: string; tried: string[] };
  turns: SpokenTurn[];
  answerStyle: 'as-is' | 'provider-rephrases';
  attachments: { megabytes: number; files: number };
}
export interface SpokenTurn {
  at: string;
  customer?: string;
  reply?: { text: string; by: string; name?: string; discarded?: string };
}
export type Kind = 'answer' | 'instruct' | 'take-over' | 'decline';

/** Where the link's routes are, and what opens them. */
export interface OpenedLink {
  url: string;
  pass?: string;
}
