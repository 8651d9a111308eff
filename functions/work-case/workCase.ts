import { addWorkingMinutes } from '../../layers/core/domain/hours.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import {
  agentDeadline,
  clientDeadline,
  secondsUntil,
  surveyDeadline,
} from '../../layers/core/domain/deadlines.ts';
import type { CaseOperation } from '../../layers/core/domain/transitions.ts';
import { tellCustomer, type TellCustomerDependencies } from '../../layers/core/speaking/tellCustomer.ts';
import { wakeWorkflow } from '../../layers/core/speaking/wakeWorkflow.ts';
import type { Changed } from '../../layers/core/store/caseStore.ts';
import type { Workflows } from '../../layers/core/workflows/workflows.ts';

/** Working minutes an agent has for a case they accepted before it counts as late. */
const WORK_MINUTES = 60;

export interface Agent {
  id: string;
  name: string;
}

export type AgentWork =
  | { do: 'accept' }
  | { do: 'reply'; key: string; text: string }
  | { do: 'resolve'; how: string; text?: string }
  | { do: 'hand-off'; ask: string }
  | { do: 'back-to-ai'; note?: string };

export interface WorkCaseDependencies extends TellCustomerDependencies {
  config: ClientConfig;
  workflows: Workflows;
}

export type Worked =
  | { ok: true; case: Case }
  | { ok: false; why: 'no-such-case' }
  | { ok: false; why: 'stale'; current: Case }
  /** The customer left and no address is known. */
  | { ok: false; why: 'unreachable'; current: Case };

/** What an agent does with a case, under the epoch they saw. */
export async function workCase(
  caseId: string,
  epoch: number,
  work: AgentWork,
  agent: Agent,
  deps: WorkCaseDependencies,
): Promise<Worked> {
  const current = await deps.store.get(caseId);
  if (!current) return { ok: false, why: 'no-such-case' };
  if (current.epoch !== epoch || !mayWork(current, work, agent)) return { ok: false, why: 'stale', current };
  if (work.do === 'accept') return accept(current, agent, deps);
  if (work.do === 'reply') return reply(current, work, agent, deps);
  if (work.do === 'resolve' && work.text) {
    const key = `resolve-${caseId}-${epoch}`;
    const said = await reply(current, { key, text: work.text }, agent, deps);
    if (!said.ok) return said;
  }
  return decide(current, work, agent, deps);
}

/** Only who accepted the case works on it. */
function mayWork({ state, agent: holder, owner }: Case, work: AgentWork, agent: Agent): boolean {
  if (owner !== 'provider') return false;
  if (work.do === 'accept') return state === 'waiting-for-agent' || holder?.id === agent.id;
  return state === 'with-agent' && holder?.id === agent.id;
}

async function accept(
  current: Case,
  agent: Agent,
  { store, config, now }: WorkCaseDependencies,
): Promise<Worked> {
  // Accepting one's own case again is a repeated request.
  if (current.state === 'with-agent') return { ok: true, case: current };
  const dueAt = new Date(addWorkingMinutes(config.hours, now().getTime(), WORK_MINUTES)).toISOString();
  return worked(
    await store.transition('accept', current, by(agent), { agent, dueAt }, { agent: agent.name }),
  );
}

async function reply(
  current: Case,
  { key, text }: { key: string; text: string },
  agent: Agent,
  deps: WorkCaseDependencies,
): Promise<Worked> {
  const told = await tellCustomer(
    { case: current, by: 'agent', name: agent.name, text, key: `${current.caseId}-${key}` },
    deps,
  );
  if (!told.ok)
    return told.current
      ? { ok: false, why: 'stale', current: told.current }
      : { ok: false, why: 'no-such-case' };
  if (told.via === 'nowhere') return { ok: false, why: 'unreachable', current };
  return { ok: true, case: (await deps.store.get(current.caseId))! };
}

/** Moves the case on, then tells the workflow; if that fails the sweeper tells it again. */
async function decide(
  current: Case,
  work: Exclude<AgentWork, { do: 'accept' | 'reply' }>,
  agent: Agent,
  deps: WorkCaseDependencies,
): Promise<Worked> {
  const { store, workflows, now } = deps;
  const { operation, changes, detail } = moveOf(current, work, deps);
  const moved = worked(await store.transition(operation, current, by(agent), changes, detail));
  if (!moved.ok) return moved;
  await wakeWorkflow(moved.case, workflows, {
    clientSeconds: secondsUntil(clientDeadline(deps.config, moved.case, now()), now()),
  });
  return moved;
}

function moveOf(
  current: Case,
  work: Exclude<AgentWork, { do: 'accept' | 'reply' }>,
  { config, now }: WorkCaseDependencies,
): { operation: CaseOperation; changes: Partial<Case>; detail: Record<string, unknown> } {
  const at = now();
  switch (work.do) {
    case 'resolve':
      return {
        operation: 'resolve',
        changes: {
          closedAs: 'resolved-by-agent',
          closedAt: at.toISOString(),
          dueAt: surveyDeadline(at),
        },
        detail: { closedAs: 'resolved-by-agent', how: work.how },
      };
    case 'hand-off':
      return {
        operation: 'hand-off',
        changes: { ask: work.ask, answer: undefined, dueAt: clientDeadline(config, current, at) },
        detail: { ask: work.ask },
      };
    case 'back-to-ai':
      return {
        operation: 'back-to-ai',
        changes: {
          note: work.note,
          agent: undefined,
          failedTries: 0,
          dueAt: agentDeadline(config, current, at),
        },
        detail: { ...(work.note && { note: work.note }) },
      };
  }
}

const by = (agent: Agent) => `agent:${agent.id}`;

function worked(changed: Changed): Worked {
  if (changed.ok) return changed;
  return changed.current
    ? { ok: false, why: 'stale', current: changed.current }
    : { ok: false, why: 'no-such-case' };
}
