import type { WORK, WorkName } from '../../layers/core/api/work.ts';
import { mayRead } from '../../layers/core/domain/access.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import { mayWork } from '../../layers/core/domain/work.ts';
import { withdrawTask } from '../../layers/core/speaking/withdrawTask.ts';
import type { InferOutput } from 'valibot';
import { correctTriage, setPriority, takeNote, wrapUp } from './annotate.ts';
import { rejectDraft, sendDraft } from './draft.ts';
import { accept, backToAi, handOff, resolve } from './outcome.ts';
import { assign, release, transfer } from './pass.ts';
import { reply } from './reply.ts';
import { runForCustomer } from './runForCustomer.ts';
import type { Agent, WorkCaseDependencies, Worked } from './worked.ts';

type Body<Name extends WorkName> = InferOutput<(typeof WORK)[Name]>;
type Done = { [Name in WorkName]: { do: Name } & Body<Name> };
/** What an agent does, as the route's name and its body. */
export type AgentWork = Done[keyof Done];

/** What an agent does with a case, under the epoch they saw. */
export async function workCase(
  caseId: string,
  work: AgentWork,
  agent: Agent,
  deps: WorkCaseDependencies,
): Promise<Worked> {
  const current = await deps.store.get(caseId);
  if (!current) return { ok: false, why: 'no-such-case' };
  if (!mayRead(agent, current)) return { ok: false, why: 'not-yours' };
  if (isStale(current, work) || !mayWork(work.do, current, agent))
    return { ok: false, why: 'stale', current };
  const done = await doIt(current, work, agent, deps);
  if (done.ok) await withdrawTask(done.case, deps);
  return done;
}

async function doIt(
  current: Case,
  work: AgentWork,
  agent: Agent,
  deps: WorkCaseDependencies,
): Promise<Worked> {
  switch (work.do) {
    case 'accept':
      return accept(current, agent, deps);
    case 'reply':
      return reply(current, work, agent, deps);
    case 'send-draft':
      return sendDraft(current, work, agent, deps);
    case 'reject-draft':
      return rejectDraft(current, work, agent, deps);
    case 'resolve':
      return resolve(current, work, agent, deps);
    case 'hand-off':
      return handOff(current, work, agent, deps);
    case 'back-to-ai':
      return backToAi(current, work, agent, deps);
    case 'transfer':
      return transfer(current, work, agent, deps);
    case 'release':
      return release(current, work, agent, deps);
    case 'assign':
      return assign(current, work, agent, deps);
    case 'note':
      return takeNote(current, work, agent, deps);
    case 'triage':
      return correctTriage(current, work, agent, deps);
    case 'wrap-up':
      return wrapUp(current, work, agent, deps);
    case 'action':
      return runForCustomer(current, work, agent, deps);
    case 'priority':
      return setPriority(current, work, agent, deps);
  }
}

const isStale = (current: Case, work: AgentWork) => 'epoch' in work && work.epoch !== current.epoch;
