import type { Contacts } from '../../layers/core/connect/contacts.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { agentDeadline } from '../../layers/core/domain/deadlines.ts';
import { addWorkingMinutes } from '../../layers/core/domain/hours.ts';
import { isWaiting, nextOf, type CaseOperation } from '../../layers/core/domain/transitions.ts';
import { offerAgain } from '../../layers/core/speaking/offerAgain.ts';
import { revive, type ReviveDependencies } from '../../layers/core/speaking/revive.ts';
import { wakeWorkflow } from '../../layers/core/speaking/wakeWorkflow.ts';
import { withdrawCallBack, withdrawTask } from '../../layers/core/speaking/withdrawTask.ts';
import type { Present } from '../../layers/core/store/presence.ts';
import { WrongUse } from '../release/wrongUse.ts';
import { movedOn } from './oneCase.ts';

/** As the timeline names who used these commands. */
export const OPERATOR = 'operator';
/** Working minutes an agent has for a case that was given to them, as for one they accept. */
const WORK_MINUTES = 60;

export type Operating = ReviveDependencies & {
  contacts: Pick<Contacts, 'withdraw'>;
  config: ClientConfig;
  agents: () => Promise<Present[]>;
};

/** Puts a case that is with people back on its way. @throws WrongUse for others */
export async function retryCase(
  current: Case,
  deps: ReviveDependencies,
): Promise<'woken' | 'restarted' | 'left'> {
  if (current.state === 'with-ai' || current.state === 'closed' || current.state === 'taken-over')
    throw new WrongUse(
      `case ${current.caseId} is ${current.state}: no workflow looks after it, so there is none to start`,
    );
  const revived = await revive(current, OPERATOR, deps);
  if (revived !== 'restarted')
    await deps.store.event(current, 'retried', OPERATOR, { key: deps.now().toISOString() });
  return revived;
}

/** To a queue, or to an agent who is at work; whoever had it may no longer speak, and its old task rings no more. @throws WrongUse */
export async function reassignCase(
  current: Case,
  to: { queue: string } | { agent: string },
  deps: Operating,
): Promise<Case> {
  const { config, now } = deps;
  if ('queue' in to) {
    const { queue } = to;
    const known = config.queues.map(({ id }) => id);
    if (!known.includes(queue))
      throw new WrongUse(`there is no queue ${queue}; there are ${known.join(', ')}`);
    const offeredAs = current.contactOpen && current.offeredAs === 'contact' ? 'contact' : 'task';
    const dueAt = agentDeadline(config, current, now());
    const changes = { queue, agent: undefined, agentDialog: undefined, dueAt, offeredAs } as const;
    const moved = await move('requeue', current, changes, { to: queue }, deps);
    await offerAgain(moved, deps);
    await withdrawTask(moved, deps);
    return moved;
  }
  const present = await deps.agents();
  const chosen = present.find(({ id }) => id === to.agent);
  if (!chosen)
    throw new WrongUse(
      `agent ${to.agent} is not at work; at work are ${present.map(({ id }) => id).join(', ') || 'none'}`,
    );
  const moved = await move(
    'assign',
    current,
    {
      agent: { id: chosen.id, name: chosen.name },
      agentDialog: undefined,
      dueAt: new Date(addWorkingMinutes(config.hours, now().getTime(), WORK_MINUTES)).toISOString(),
      offeredAs: 'task',
    },
    { agent: chosen.name },
    deps,
  );
  await offerAgain(moved, deps);
  await withdrawTask(moved, deps);
  return moved;
}

/**
 * Closes a case for good; `how` goes into the timeline. No survey is sent. A customer who is still in the contact is not left
 * without an answer unless `force` says so. Nothing rings for it any more: neither its task nor, by force, the contact.
 * @throws WrongUse
 */
export async function closeCase(
  current: Case,
  how: string,
  deps: Pick<Operating, 'store' | 'workflows' | 'contacts' | 'now'>,
  { force = false } = {},
): Promise<Case> {
  if (current.contactOpen && !force)
    throw new WrongUse(
      `the customer of ${current.caseId} is still in the contact: reassign the case to a queue, or close it all the same with --force`,
    );
  const operation = nextOf('resolve', current) ? 'resolve' : 'abandon';
  const closedAs = 'closed-by-operator';
  const moved = await move(
    operation,
    current,
    {
      closedAs,
      closedAt: deps.now().toISOString(),
      dueAt: undefined,
      draft: undefined,
      agentDialog: undefined,
    },
    { closedAs, how },
    deps,
  );
  await wakeWorkflow(moved, deps.workflows);
  await withdrawTask(moved, deps);
  await withdrawCallBack(moved, deps);
  if (isWaiting(current) && current.contactOpen && current.offeredAs === 'contact')
    await deps.contacts.withdraw(await contactNow(current, deps));
  return moved;
}

/** The contact of the chain that the customer is in. */
async function contactNow({ contactId }: Case, { store }: Pick<Operating, 'store'>): Promise<string> {
  return (await store.getContact(contactId))?.currentId ?? contactId;
}

async function move(
  operation: CaseOperation,
  current: Case,
  changes: Partial<Case>,
  detail: Record<string, unknown>,
  { store, now }: Pick<Operating, 'store' | 'now'>,
): Promise<Case> {
  if (!nextOf(operation, current))
    throw new WrongUse(`case ${current.caseId} is ${current.state}: ${operation} is not possible there`);
  const moved = await store.transition(operation, current, OPERATOR, changes, detail);
  if (!moved.ok) throw movedOn(current.caseId, moved.current, now());
  return moved.case;
}
