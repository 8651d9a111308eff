import type { ReplyWords } from './words/index.ts';

/** `GET /handoffs/{token}`. */
export interface Handoff {
  /** As in the mail: `timeZone` the client's, `language` and `locale` of the person the link was made for. */
  client: { name: string; team: string; colour: string; timeZone: string; locale: string; language: string };
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
  reply?: { at?: string; text: string; by: string; name?: string };
}
export type Kind = 'answer' | 'instruct' | 'take-over' | 'decline';

/** Where the link's routes are, and what opens them. */
export interface OpenedLink {
  url: string;
  words: ReplyWords;
  pass?: string;
}
