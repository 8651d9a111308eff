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

/** The same for the wait for the client's team. */
export function clientOutcome({ state, answer }: Case): string | undefined {
  if (state !== 'with-client') return 'moved';
  return answer?.kind;
}

/** Whose turn it is, for the workflow: of a case that was taken over nothing is left to do. */
export const whoseTurn = ({ state, owner }: Pick<Case, 'state' | 'owner'>): Owner =>
  state === 'taken-over' ? 'nobody' : owner;
