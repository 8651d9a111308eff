import { OWNER_OF, type Case, type CaseState } from './case.ts';

/**
 * The life of a case in one table: operation → states it is allowed in → next state. The store turns each row into one
 * conditional write on state and epoch, so that of two speakers only one can win.
 */
export const TRANSITIONS = {
  escalate: { from: ['with-ai'], to: 'waiting-for-agent' },
  /** A trigger that goes straight to the client's own team. */
  'refer-to-client': { from: ['with-ai'], to: 'with-client' },
  /** Draft mode: an agent has the channel's patience to look at what the AI would say. */
  propose: { from: ['with-ai'], to: 'waiting-for-approval' },
  /** Nobody looked in time: the normal way to a person. */
  lapse: { from: ['waiting-for-approval'], to: 'waiting-for-agent' },
  accept: { from: ['waiting-for-agent', 'waiting-for-approval'], to: 'with-agent' },
  /** Back to the agents: to another queue, or from an agent who can't do it. */
  requeue: { from: ['with-agent', 'waiting-for-agent', 'waiting-for-approval'], to: 'waiting-for-agent' },
  /** A supervisor gives it to an agent. */
  assign: { from: ['waiting-for-agent', 'waiting-for-approval', 'with-agent'], to: 'with-agent' },
  'hand-off': { from: ['with-agent'], to: 'with-client' },
  'back-to-ai': { from: ['with-agent'], to: 'with-ai' },
  /** The client's team declined, told the agent what to do, or never answered. */
  return: { from: ['with-client'], to: 'waiting-for-agent' },
  /** The client's team goes on by itself. There is no way back: a customer who returns opens a new case. */
  'take-over': { from: ['with-client'], to: 'taken-over' },
  resolve: { from: ['with-ai', 'with-agent', 'with-client'], to: 'closed' },
  /** The customer left before anybody could answer and can't be reached. */
  abandon: { from: ['with-ai', 'waiting-for-agent', 'waiting-for-approval'], to: 'closed' },
  reopen: { from: ['closed'], to: 'with-ai' },
} as const satisfies Record<string, { from: readonly CaseState[]; to: CaseState }>;

export type CaseOperation = keyof typeof TRANSITIONS;

/** The owner stays, but the agent who had the case may no longer speak. */
const NEW_SPEAKER: readonly CaseOperation[] = ['requeue', 'assign'];

/** The next state, owner and epoch, or undefined where the operation isn't allowed in the case's state. */
export function nextOf(
  operation: CaseOperation,
  current: Pick<Case, 'state' | 'owner' | 'epoch'>,
): Pick<Case, 'state' | 'owner' | 'epoch'> | undefined {
  const { from, to } = TRANSITIONS[operation];
  if (!(from as readonly CaseState[]).includes(current.state)) return undefined;
  const owner = OWNER_OF[to];
  const rises = owner !== current.owner || NEW_SPEAKER.includes(operation);
  return { state: to, owner, epoch: rises ? current.epoch + 1 : current.epoch };
}

/** The customer is with people and none of them has the case. */
export const isWaiting = ({ state }: Pick<Case, 'state'>): boolean =>
  state === 'waiting-for-agent' || state === 'waiting-for-approval';

/** Somebody of the provider's or the client's must say something to the customer. */
export const needsPerson = ({ owner }: Pick<Case, 'owner'>): boolean =>
  owner === 'provider' || owner === 'client';

/** With people, and no workflow has taken it up since it was handed over: its start may have been lost in a crash. */
export const lacksWorkflow = ({ state, execution }: Pick<Case, 'state' | 'execution'>): boolean =>
  (isWaiting({ state }) || state === 'with-client') && !execution;
