import type { AgentLoad, QueueLoad, SupervisedCase, Supervision } from '../../layers/core/api/supervision.ts';
import type { Case } from '../../layers/core/domain/case.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { deadlineOf } from '../../layers/core/domain/deadlines.ts';
import { isWaiting } from '../../layers/core/domain/transitions.ts';
import { DUE_SHARDS, type CaseStore } from '../../layers/core/store/caseStore.ts';
import type { Presence, Present } from '../../layers/core/store/presence.ts';

/** Open cases looked at per shard: what is more urgent comes first, so the figures of a flood are lower bounds. */
const MOST = 500;
const PAGE = 100;
/** Cases whose deadline is near that are named. */
const MOST_AT_RISK = 50;

export interface SuperviseDependencies {
  store: CaseStore;
  presence: Presence;
  config: Pick<ClientConfig, 'queues'>;
  now: () => Date;
}

/** Who waits and who works, now: from the cases with something left to do and the workspaces that are open. */
export async function superviseCases({
  store,
  presence,
  config,
  now,
}: SuperviseDependencies): Promise<Supervision> {
  const [shards, present] = await Promise.all([
    Promise.all(Array.from({ length: DUE_SHARDS }, (_, shard) => openCases(shard, store))),
    presence.list(),
  ]);
  const at = now();
  const open = shards
    .flatMap(({ cases }) => cases)
    .filter(({ owner }) => owner === 'provider' || owner === 'client');
  const atRisk = open
    .filter(found => isAtRisk(found, at))
    .sort((a, b) => a.dueAt!.localeCompare(b.dueAt!))
    .slice(0, MOST_AT_RISK);
  return {
    at: at.toISOString(),
    queues: config.queues.map(queue => loadOf(queue, open, at)),
    agents: agentLoads(open, present, at),
    atRisk: atRisk.map(found => supervised(found, at)),
    partial: shards.some(({ partial }) => partial),
  };
}

async function openCases(shard: number, store: CaseStore): Promise<{ cases: Case[]; partial: boolean }> {
  const cases: Case[] = [];
  let after: string | undefined;
  do {
    const page = await store.due(shard, { limit: PAGE, ...(after && { after }) });
    cases.push(...page.items);
    after = page.last;
  } while (after && cases.length < MOST);
  return { cases, partial: after !== undefined };
}

const isAtRisk = (found: Case, at: Date) => (deadlineOf(found, at)?.state ?? 'in-time') !== 'in-time';

function loadOf({ id, name }: { id: string; name: string }, open: Case[], at: Date): QueueLoad {
  const here = open.filter(({ queue }) => queue === id);
  const count = (state: Case['state']) => here.filter(found => found.state === state).length;
  const waits = here
    .filter(isWaiting)
    .map(({ waitingSince, updatedAt }) => at.getTime() - Date.parse(waitingSince ?? updatedAt));
  return {
    id,
    name,
    waiting: count('waiting-for-agent'),
    longestWaitSeconds: Math.max(0, ...waits.map(wait => Math.floor(wait / 1000))),
    drafts: count('waiting-for-approval'),
    withAgents: count('with-agent'),
    withClient: count('with-client'),
    atRisk: here.filter(found => isAtRisk(found, at)).length,
  };
}

function agentLoads(open: Case[], present: Present[], at: Date): AgentLoad[] {
  const loads = new Map<string, AgentLoad>(present.map(agent => [agent.id, { ...agent, cases: [] }]));
  for (const found of open) {
    const { agent, state } = found;
    if (!agent || state !== 'with-agent') continue;
    const load = loads.get(agent.id) ?? { ...agent, queues: [], cases: [] };
    load.cases.push(supervised(found, at));
    loads.set(agent.id, load);
  }
  return [...loads.values()].sort((a, b) => a.name.localeCompare(b.name));
}

function supervised(found: Case, at: Date): SupervisedCase {
  const { caseId, epoch, state, queue, priority = 5, topic, urgency, agent, waitingSince } = found;
  const deadline = deadlineOf(found, at);
  return {
    caseId,
    epoch,
    state,
    ...(queue && { queue }),
    priority,
    topic,
    urgency,
    ...(agent && { agent }),
    ...(waitingSince && { waitingSince }),
    ...(deadline && { deadline }),
  };
}
