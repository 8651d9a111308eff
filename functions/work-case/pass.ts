import type { Case } from '../../layers/core/domain/case.ts';
import { agentDeadline } from '../../layers/core/domain/deadlines.ts';
import { isWaiting } from '../../layers/core/domain/transitions.ts';
import { offerAgain } from '../../layers/core/speaking/offerAgain.ts';
import { rankInQueue, waitingContact } from '../../layers/core/speaking/rankInQueue.ts';
import { workDeadline } from './outcome.ts';
import {
  by,
  dueWithWorkflow,
  refused,
  worked,
  type Agent,
  type WorkCaseDependencies,
  type Worked,
} from './worked.ts';

/** To another queue, or to an agent with other skills; the case's epoch rises, so that who had it can't go on. */
export async function transfer(
  current: Case,
  { queue, skills, priority, note }: { queue: string; skills?: string[]; priority?: number; note?: string },
  agent: Agent,
  deps: WorkCaseDependencies,
): Promise<Worked> {
  const { queues } = deps.config;
  if (!queues.some(({ id }) => id === queue))
    return refused(
      'unknown-queue',
      `There is no queue ${queue}; there are ${queues.map(({ id }) => id).join(', ')}.`,
    );
  const known = deps.config.skills?.names ?? [];
  const unknown = skills?.find(skill => !known.includes(skill));
  if (unknown !== undefined)
    return refused(
      'unknown-skill',
      `There is no skill ${unknown}; ${known.length > 0 ? `there are ${known.join(', ')}` : 'the client has none'}.`,
    );
  const moved = await requeue(
    current,
    { queue, ...(skills && { skills }), ...(priority && { priority }), ...(note && { note }) },
    {
      to: queue,
      ...(current.queue && { from: current.queue }),
      ...(skills && { skills }),
      ...(note && { note }),
    },
    agent,
    deps,
  );
  // In a queue of its own already: the flow takes it to another one, what else is new it need not wait for.
  if (moved.ok && waitsInConnect(current)) {
    const contact = await waitingContact(moved.case, deps.store);
    if (contact) await rankInQueue(contact, moved.case, deps);
  }
  return moved;
}

/** The customer's own contact is in a queue, and no agent is in it. */
const waitsInConnect = (current: Case): boolean =>
  isWaiting(current) && current.contactOpen && current.offeredAs === 'contact';

/** Back into the queue it came from. */
export const release = (
  current: Case,
  { reason }: { reason?: string },
  agent: Agent,
  deps: WorkCaseDependencies,
): Promise<Worked> => requeue(current, {}, { released: true, ...(reason && { reason }) }, agent, deps);

async function requeue(
  current: Case,
  changes: Partial<Case>,
  detail: Record<string, unknown>,
  agent: Agent,
  deps: WorkCaseDependencies,
): Promise<Worked> {
  const { store, config, now } = deps;
  const dueAt = dueWithWorkflow(current, agentDeadline(config, current, now()), now);
  const moved = worked(
    await store.transition(
      'requeue',
      current,
      by(agent),
      {
        ...changes,
        agent: undefined,
        agentDialog: undefined,
        dueAt,
        // A live contact goes into the queue when the agent leaves it; anything else comes as a task.
        offeredAs: current.contactOpen && current.offeredAs === 'contact' ? 'contact' : 'task',
      },
      detail,
    ),
  );
  if (!moved.ok) return moved;
  await offerAgain(moved.case, deps);
  return moved;
}

/** A supervisor gives the case to an agent who is there. */
export async function assign(
  current: Case,
  { agent: id }: { agent: string },
  supervisor: Agent,
  deps: WorkCaseDependencies,
): Promise<Worked> {
  const { store, presence } = deps;
  const chosen = (await presence.list()).find(present => present.id === id);
  if (!chosen) return refused('unknown-agent', 'This agent is not at work.');
  if (current.agent?.id === id && current.state === 'with-agent') return { ok: true, case: current };
  const dueAt = workDeadline(deps);
  const moved = worked(
    await store.transition(
      'assign',
      current,
      by(supervisor),
      {
        agent: { id, name: chosen.name },
        agentDialog: undefined,
        dueAt,
        // What waits in a queue goes on to the agent's own; a contact that another agent has doesn't.
        offeredAs: waitsInConnect(current) ? 'contact' : 'task',
      },
      { agent: chosen.name, ...(current.agent && { from: current.agent.name }) },
    ),
  );
  if (!moved.ok) return moved;
  await offerAgain(moved.case, deps);
  return moved;
}
