import type { Case, Owner } from './case.ts';

/** What the workflow is told when its wait for an agent is over, or undefined while it isn't. It follows from the state. */
export function agentOutcome({ state, closedAs }: Case): string | undefined {
  switch (state) {
    case 'with-client':
      return 'hand-off';
    case 'with-ai':
      return 'back-to-ai';
    case 'taken-over':
      return 'taken-over';
    case 'closed':
      return closedAs === 'abandoned' ? 'abandoned' : 'resolved';
    default:
      return undefined;
  }
}

/** The same for a draft's wait for approval: `sent`, `taken` by an agent who answers themselves, or over some other way. */
export function approvalOutcome(current: Case): string | undefined {
  switch (current.state) {
    case 'waiting-for-approval':
      return undefined;
    case 'with-ai':
      return 'sent';
    case 'with-agent':
    case 'waiting-for-agent':
      return 'taken';
    default:
      return agentOutcome(current);
  }
}

/** The same for the wait for the client's team. */
export function clientOutcome({ state, answer }: Case): string | undefined {
  if (state !== 'with-client') return 'moved';
  return answer?.kind;
}

/** Whose turn it is, for the workflow: of a case that was taken over nothing is left to do. */
export const whoseTurn = ({ state, owner }: Pick<Case, 'state' | 'owner'>): Owner =>
  state === 'taken-over' ? 'nobody' : owner;
