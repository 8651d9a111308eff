import type { HouseLines } from '../../layers/core/answer/houseLines.ts';
import type { ContactCenter } from '../../layers/core/connect/contactCenter.ts';
import type { Calls } from '../../layers/core/connect/calls.ts';
import type { Contacts } from '../../layers/core/connect/contacts.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { isWaiting } from '../../layers/core/domain/transitions.ts';
import { rankInQueue } from '../../layers/core/speaking/rankInQueue.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';
import type { Presence } from '../../layers/core/store/presence.ts';
import { queueArn } from './intoQueue.ts';
import { waitingLine } from './onCall.ts';

export interface WaitingInput {
  /** The first contact of the chain, by which the case is known. */
  contactId: string;
  /** The contact the flow runs in. */
  currentId: string;
  /** Where a customer is in the line; on the phone what is said must be for the ear. Tasks have nobody. */
  channel?: 'chat' | 'voice';
  step: string;
  /** ARN of the queue it waits in; that of an agent's own queue is nobody's here. */
  queue?: string;
  /** Where it was last sent from another queue: the ARN of a queue or of an agent. */
  movedTo?: string;
  /** Who had the case when the contact came into its queue: they were cut off, and the next one takes over. */
  heldBy?: string;
}

/** Who has waited for so long in a chat asks less often. */
const LONG_MS = 30 * 60_000;

export interface WaitingDependencies {
  store: Pick<CaseStore, 'leaveQueue'>;
  center: ContactCenter;
  contacts: Pick<Contacts, 'askForSkills' | 'setPriority'>;
  calls: Pick<Calls, 'waiting'>;
  presence: Pick<Presence, 'find'>;
  config: ClientConfig;
  now: () => Date;
}

export interface Whereabouts {
  /** `queue`, `agent`: there it must go from here. `wait-long`: asks every five minutes from now on. */
  next: 'wait' | 'wait-long' | 'queue' | 'agent';
  message: string;
  agent: string;
  movedTo: string;
}

/**
 * A contact waits where its case is: in the case's queue, or in the own queue of the agent who took or was given the case
 * meanwhile. Asked again and again while it waits, so that a move that failed is made up for.
 */
export async function whileWaiting(
  input: WaitingInput,
  current: Case | undefined,
  lines: HouseLines,
  deps: WaitingDependencies,
): Promise<Whereabouts> {
  const { contactId, currentId, movedTo = '' } = input;
  const there = current && (await whereTo(input, current, deps));
  if (there && there.arn !== hereOf(input, deps)) {
    await deps.store.leaveQueue(contactId, currentId);
    const agent = there.next === 'agent' ? there.arn : '';
    return { next: there.next, message: '', agent, movedTo: there.arn };
  }
  const justCame = there?.next === 'queue' && movedTo === there.arn;
  if (current && justCame) await rankInQueue(currentId, current, deps);
  const message = await messageOf(input, current, lines, deps);
  const isLong = input.channel !== 'voice' && deps.now().getTime() - waitsSince(current) >= LONG_MS;
  return { next: isLong ? 'wait-long' : 'wait', message, agent: '', movedTo: justCame ? '' : movedTo };
}

/** Epoch ms; NaN where nobody is waited for. */
const waitsSince = (current: Case | undefined): number =>
  Date.parse(current?.waitingSince ?? current?.neededAt ?? '');

/** Undefined: it stays where it is. */
async function whereTo(
  { heldBy }: WaitingInput,
  current: Case,
  deps: WaitingDependencies,
): Promise<{ next: 'queue' | 'agent'; arn: string } | undefined> {
  if (isWaiting(current)) return { next: 'queue', arn: queueArn(current, deps) };
  if (current.state !== 'with-agent' || !current.agent || current.agent.id === heldBy) return undefined;
  const arn = (await deps.presence.find(current.agent.id))?.connectAgent;
  // What a page says of its agent's account: of this instance, or it is nothing.
  return arn?.startsWith(`${deps.center.instanceArn}/agent/`) ? { next: 'agent', arn } : undefined;
}

/** Connect doesn't say what an agent's own queue is called; what is in none of the client's is where it was sent. */
const hereOf = ({ queue, movedTo }: WaitingInput, { center }: WaitingDependencies): string | undefined =>
  queue !== undefined && Object.values(center.queues).includes(queue) ? queue : movedTo;

async function messageOf(
  { step, channel, currentId }: WaitingInput,
  current: Case | undefined,
  lines: HouseLines,
  deps: WaitingDependencies,
): Promise<string> {
  const onCall = channel === 'voice';
  if (!current || isWaiting(current)) {
    if (onCall) return waitingLine(currentId, lines, deps);
    return step === 'still-waiting' ? lines.nobodyFreeYet : '';
  }
  return onCall && current.state === 'with-agent' ? lines.colleagueTakesCall : '';
}
