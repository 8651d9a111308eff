import type { Case } from '../../layers/core/domain/case.ts';
import {
  aiDeadline,
  clientDeadline,
  secondsUntil,
  surveyDeadline,
} from '../../layers/core/domain/deadlines.ts';
import { addWorkingMinutes } from '../../layers/core/domain/hours.ts';
import { missingOf } from '../../layers/core/domain/protocol.ts';
import type { CaseOperation } from '../../layers/core/domain/transitions.ts';
import { wakeWorkflow } from '../../layers/core/speaking/wakeWorkflow.ts';
import { unknownWrapUp } from './annotate.ts';
import { reply } from './reply.ts';
import {
  by,
  dueWithWorkflow,
  holder,
  refused,
  worked,
  type Agent,
  type WorkCaseDependencies,
  type Worked,
} from './worked.ts';

/** Working minutes an agent has for a case they accepted before it counts as late. */
const WORK_MINUTES = 60;

export async function accept(current: Case, agent: Agent, deps: WorkCaseDependencies): Promise<Worked> {
  // Accepting one's own case again is a repeated request.
  if (current.state === 'with-agent') return { ok: true, case: current };
  const { store, workflows, now } = deps;
  const dueAt = workDeadline(deps);
  const accepted = worked(
    await store.transition(
      'accept',
      current,
      by(agent),
      { agent: holder(agent), dueAt },
      { agent: agent.name },
    ),
  );
  if (!accepted.ok) return accepted;
  // The wait for an approval is over, that for the agent's outcome begins.
  await wakeWorkflow(accepted.case, workflows, { agentSeconds: secondsUntil(dueAt, now()) });
  return accepted;
}

export const workDeadline = ({ config, now }: Pick<WorkCaseDependencies, 'config' | 'now'>): string =>
  new Date(addWorkingMinutes(config.hours, now().getTime(), WORK_MINUTES)).toISOString();

export async function resolve(
  current: Case,
  { how, text, wrapUp }: { how: string; text?: string; wrapUp?: string },
  agent: Agent,
  deps: WorkCaseDependencies,
): Promise<Worked> {
  const unknown = unknownWrapUp(wrapUp, deps);
  if (unknown) return unknown;
  if (text) {
    const said = await reply(current, { key: `resolve-${current.epoch}`, text }, agent, deps);
    if (!said.ok) return said;
  }
  const at = deps.now();
  return move(
    'resolve',
    current,
    {
      closedAs: 'resolved-by-agent',
      closedAt: at.toISOString(),
      dueAt: surveyDeadline(at),
      draft: undefined,
      ...(wrapUp && { wrapUp }),
    },
    { closedAs: 'resolved-by-agent', how, ...(wrapUp && { wrapUp }) },
    agent,
    deps,
  );
}

export async function handOff(
  current: Case,
  { ask, checklist, wrapUp }: { ask: string; checklist: string[]; wrapUp?: string },
  agent: Agent,
  deps: WorkCaseDependencies,
): Promise<Worked> {
  const unknown = unknownWrapUp(wrapUp, deps);
  if (unknown) return unknown;
  const missing = missingOf(deps.config, current, checklist);
  if (missing.length > 0)
    return refused('checklist', `Not done yet: ${missing.map(({ text }) => text).join('; ')}.`, { missing });
  return move(
    'hand-off',
    current,
    {
      ask,
      answer: undefined,
      dueAt: dueWithWorkflow(current, clientDeadline(deps.config, current, deps.now()), deps.now),
      ...(wrapUp && { wrapUp }),
    },
    { ask, ...(checklist.length > 0 && { checklist }), ...(wrapUp && { wrapUp }) },
    agent,
    deps,
  );
}

export async function backToAi(
  current: Case,
  { note, wrapUp }: { note?: string; wrapUp?: string },
  agent: Agent,
  deps: WorkCaseDependencies,
): Promise<Worked> {
  const unknown = unknownWrapUp(wrapUp, deps);
  if (unknown) return unknown;
  return move(
    'back-to-ai',
    current,
    {
      note,
      agent: undefined,
      draft: undefined,
      failedTries: 0,
      dueAt: aiDeadline(deps.config, current, deps.now()),
      ...(wrapUp && { wrapUp }),
    },
    { ...(note && { note }), ...(wrapUp && { wrapUp }) },
    agent,
    deps,
  );
}

/** Moves the case on, then tells the workflow; if that fails the sweeper tells it again. */
async function move(
  operation: CaseOperation,
  current: Case,
  changes: Partial<Case>,
  detail: Record<string, unknown>,
  agent: Agent,
  { store, workflows, config, now }: WorkCaseDependencies,
): Promise<Worked> {
  // An action that was under way for the customer ends with the agent's time on the case.
  const moved = worked(
    await store.transition(operation, current, by(agent), { ...changes, agentDialog: undefined }, detail),
  );
  if (!moved.ok) return moved;
  await wakeWorkflow(moved.case, workflows, {
    clientSeconds: secondsUntil(clientDeadline(config, moved.case, now()), now()),
  });
  return moved;
}
