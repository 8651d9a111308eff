import { OWNER_OF, type Case, type CaseState } from './case.ts';

/**
 * The life of a case in one table: operation → states it is allowed in → next state. The store turns each row into one
 * conditional write on state and epoch, so that of two speakers only one can win.
 */
export const TRANSITIONS = {
  escalate: { from: ['with-ai'], to: 'waiting-for-agent' },
  /** A trigger that goes straight to the client's own team. */
  'refer-to-client': { from: ['with-ai'], to: 'with-client' },
  accept: { from: ['waiting-for-agent'], to: 'with-agent' },
  'hand-off': { from: ['with-agent'], to: 'with-client' },
  'back-to-ai': { from: ['with-agent'], to: 'with-ai' },
  /** The client's team declined, told the agent what to do, or never answered. */
  return: { from: ['with-client'], to: 'waiting-for-agent' },
  resolve: { from: ['with-ai', 'with-agent', 'with-client'], to: 'closed' },
  /** The customer left before anybody could answer and can't be reached. */
  abandon: { from: ['with-ai', 'waiting-for-agent'], to: 'closed' },
  reopen: { from: ['closed'], to: 'with-ai' },
} as const satisfies Record<string, { from: readonly CaseState[]; to: CaseState }>;

export type CaseOperation = keyof typeof TRANSITIONS;

/** The next state, owner and epoch, or undefined where the operation isn't allowed in the case's state. */
export function nextOf(
  operation: CaseOperation,
  current: Pick<Case, 'state' | 'owner' | 'epoch'>,
): Pick<Case, 'state' | 'owner' | 'epoch'> | undefined {
  const { from, to } = TRANSITIONS[operation];
  if (!(from as readonly CaseState[]).includes(current.state)) return undefined;
  const owner = OWNER_OF[to];
  return { state: to, owner, epoch: owner === current.owner ? current.epoch : current.epoch + 1 };
}

/** With people, and no workflow has taken it up since it was handed over: its start may have been lost in a crash. */
export const lacksWorkflow = ({ state, execution }: Pick<Case, 'state' | 'execution'>): boolean =>
  (state === 'waiting-for-agent' || state === 'with-client') && !execution;
