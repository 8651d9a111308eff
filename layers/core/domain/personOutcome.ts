import type { Case } from './case.ts';

/** What the workflow is told when its wait for an agent is over, or undefined while it isn't. It follows from the state. */
export function agentOutcome({ state, closedAs }: Case): string | undefined {
  switch (state) {
    case 'with-client':
      return 'hand-off';
    case 'with-ai':
      return 'back-to-ai';
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
