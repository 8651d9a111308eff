import type { IdentityLevel } from '../../domain/case.ts';
import type { Action } from '../../domain/clientConfig.ts';
import type { CodesBySms, CodeTo } from '../../domain/config/codesBySms.ts';
import type { Act } from '../../domain/triage.ts';
import type { ActionRequest } from './fill.ts';
import type { ActionState } from './state.ts';

/** A code that was sent, as the caller knows it again. The code itself is nowhere. */
interface SentCode {
  hash: string;
  /** Stands for the address. */
  address: string;
}

/** What happened since the last step: the customer wrote, or the caller did what the step asked for. */
export type ActionEvent =
  | {
      kind: 'message';
      text: string;
      /** From triage: yes and no answer a confirmation, `wantsPerson` and another sure topic leave the dialog. */
      act: Act;
      wantsPerson?: boolean;
      /** The topic triage is sure of, if it is. */
      sureTopic?: string | null;
    }
  /**
   * Inputs that somebody else gave for the customer: an agent, or the model. Wrong ones are as if not given. `confirmed`
   * only from a person; `mustConfirm` has the customer say yes even where the configuration asks for none.
   */
  | { kind: 'inputs'; inputs: Record<string, unknown>; confirmed?: boolean; mustConfirm?: boolean }
  /** The reply to a look-up; `found: false` for 404. */
  | { kind: 'looked-up'; found: boolean; email?: string; phone?: string; customerId?: string }
  | { kind: 'code-sent'; sent: SentCode }
  /** `blocked`: too many codes or guesses for this address. */
  | { kind: 'code-checked'; result: 'right' | 'wrong' | 'blocked' };

export interface ActionInput {
  action: Action;
  /** As the last step gave it; absent or of another action: a fresh start. */
  state?: unknown;
  event: ActionEvent;
  identity: { level: IdentityLevel; email?: string; customerId?: string };
  caseId: string;
  /** Where the client has codes texted. */
  codesBySms?: CodesBySms | undefined;
  /** What this step comes from, the same when it is repeated: the turn's id. */
  cause: string;
  /** Base URL of the client's service, for `{service}`. */
  serviceUrl: string;
  language: string;
  /** ISO time. */
  now: string;
}

export type ActionStep =
  /** Say this and keep the state for the next message. */
  | { kind: 'ask' | 'confirm'; text: string; state: ActionState }
  /** GET the URL, then come back with `looked-up`. Nobody who can be reached is nobody found. */
  | {
      kind: 'look-up';
      url: string;
      emailField: string;
      phoneField?: string;
      customerIdField?: string;
      state: ActionState;
    }
  /** Make a random six-digit code, hash it, send it there, come back with `code-sent`. Never log either. */
  | { kind: 'send-code'; to: CodeTo; state: ActionState }
  /** Hash the code as before, compare in constant time, come back with `code-checked`. */
  | { kind: 'check-code'; code: string; sent: SentCode; state: ActionState }
  /** Call the service with the key as idempotency key; 404 means `action.notFound`. Then `fillReceipt`. */
  | {
      kind: 'run';
      request: ActionRequest;
      idempotencyKey: string;
      inputs: Record<string, string>;
      /** The customer proved who they are in this dialog: the case may keep it. */
      verified: { customerId?: string } | null;
      state: ActionState;
    }
  /** The look-up found nothing, or not theirs: say the client's own line, the dialog is over. */
  | { kind: 'not-found'; text: string }
  /** A person has to take over. */
  | { kind: 'give-up'; reason: 'identity-failed' | 'unsure' }
  /** The dialog is over: with words, or the message is an enquiry of its own. */
  | { kind: 'leave'; why: 'declined' | 'stopped'; text: string }
  | { kind: 'leave'; why: 'wants-person' | 'other-topic' };
