import type { Case, Turn } from '../../layers/core/domain/case.ts';

/** What became of a message: the last word of the system on it. */
export type OutcomeKind = 'answered' | 'asked back' | 'escalated' | 'handed off' | 'closed' | 'failed';

/** One line of the outcome file. */
export interface Outcome {
  line: number;
  text: string;
  /** How many chat messages it took: long ones are split. */
  parts: number;
  outcome: OutcomeKind;
  /** Why it went to people. */
  reason?: string;
  topic?: string | null;
  confidence?: number;
  route?: string;
  reply?: string;
  cites?: string[];
  caseId?: string;
  /** The turn as the customer waits for it, and the part of it spent in Bedrock; the slowest part counts. Milliseconds. */
  turnMs?: number;
  modelMs?: number;
  error?: string;
}

const ASKED: ReadonlySet<string> = new Set(['ask-again', 'act']);

/** Reads the outcome off the case: who owns it decides, then what the AI did last. */
export function outcomeOf(
  theCase: Case,
  turn: Turn | undefined,
): Pick<Outcome, 'outcome' | 'reason' | 'topic' | 'confidence' | 'route' | 'reply' | 'cites' | 'caseId'> {
  const { decision, reply } = turn ?? {};
  const route = decision?.route;
  return {
    outcome: kindOf(theCase, turn),
    ...(theCase.reason ? { reason: theCase.reason.code } : {}),
    topic: decision?.topic ?? theCase.topic ?? null,
    ...(decision ? { confidence: decision.confidence, route } : {}),
    ...(reply ? { reply: reply.text, cites: (reply.citations ?? []).map(({ id }) => id) } : {}),
    caseId: theCase.caseId,
  };
}

function kindOf(theCase: Case, turn: Turn | undefined): OutcomeKind {
  if (theCase.state === 'with-client' || turn?.decision?.route === 'refer') return 'handed off';
  if (turn?.reply?.outcome === 'escalate' || theCase.owner === 'provider') return 'escalated';
  if (turn?.reply?.outcome === 'close') return 'closed';
  const asked = ASKED.has(turn?.decision?.route ?? '') && !turn?.reply?.receipts?.length;
  return asked ? 'asked back' : 'answered';
}
