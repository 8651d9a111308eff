import type { Draft, Verdict } from '../answer/contract.ts';
import type { Case, ChatFile, Customer, MailThread, TurnMail } from './case.ts';
import type { Decision, ReasonCode } from './decide.ts';
import type { Channel } from './triage.ts';

/** What starts the workflow `turn`: one message of a customer. */
export interface TurnInput {
  /** `<contactId>:<n>`: a repeated delivery is the same turn. */
  turnId: string;
  contactId: string;
  channel: Channel;
  text: string;
  /** What `start-chat` knows of the customer; never taken from the browser. */
  customer: Customer;
  /** What the customer is spoken to in until their words tell it, ISO 639-1: chosen by their browser, or by key in a call. */
  language?: string;
  /** The case this contact goes on with. */
  caseId?: string;
  /** A person must look at it, whatever it says. */
  forPerson?: ReasonCode;
  mail?: TurnMail;
  /** Files instead of words: nothing for the AI. */
  files?: ChatFile[];
  thread?: MailThread;
}

/** One earlier exchange, for the understanding of the next. */
export interface Exchange {
  customer: string;
  reply?: string;
  cited?: string[];
}

/** What `open-case` hands to the rest of the turn. */
export interface OpenedTurn {
  turnId: string;
  case: Case;
  /** The last few exchanges of this case, oldest first. */
  history: Exchange[];
  /** The AI owns the case and may answer. */
  mayAnswer: boolean;
  /** The turn was answered before: the recorded result, to be given again. */
  recorded?: TurnResult;
}

/** What `draft-answer` found to say. */
export type DraftResult =
  | {
      kind: 'draft';
      draft: Draft;
      /** What the draft must be written in. */
      language: string;
      /** The message asks something else, to which this is no answer. */
      partly?: true;
      dialog?: Case['dialog'] | null;
      customer?: Customer;
    }
  | { kind: 'none'; reason: ReasonCode; dialog?: Case['dialog'] | null; customer?: Customer };

/** What `record-turn` gets: as much as the turn came to. */
export interface TurnSoFar {
  turnId: string;
  text: string;
  caseId: string;
  epoch: number;
  decision?: Decision;
  drafted?: DraftResult;
  verdict?: Verdict;
  /** The step that failed, when one did. */
  failed?: string;
}

/** What the customer hears, and what the flow does next. */
export interface TurnResult {
  caseId: string;
  epoch: number;
  reply: string;
  /** Titles of the articles the reply rests on. */
  sources?: string[];
  /** The reply's, ISO 639-1. */
  language: string;
  outcome: 'continue' | 'escalate' | 'close';
  /** The AI did not understand, or found no answer. */
  unclear?: true;
  /** What the customer was asked for: words to be kept for the people. */
  expects?: 'message';
  /** An escalation is to be started for this case and epoch. */
  escalation: boolean;
}
