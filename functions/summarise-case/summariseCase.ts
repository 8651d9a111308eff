import type { Owner } from '../../layers/core/domain/case.ts';
import { clientDeadline, secondsUntil } from '../../layers/core/domain/deadlines.ts';
import { whoseTurn } from '../../layers/core/domain/personOutcome.ts';
import { tellStory } from '../../layers/core/domain/story.ts';
import type { ReleaseHeader } from '../../layers/core/release/header.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';

export interface SummariseCaseDependencies {
  store: CaseStore;
  release: Pick<ReleaseHeader, 'config' | 'topics'>;
  now: () => Date;
}

export interface SummariseCaseInput {
  caseId: string;
  /** Name of the execution that asks: the sweeper looks after it. */
  execution: string;
}

/** Seconds until each deadline, for the workflow's waits. */
export interface Summarised {
  owner: Owner;
  agentSeconds: number;
  clientSeconds: number;
  /** How long a draft still waits for approval; 0 where none does. */
  approvalSeconds: number;
}

/** The story is short: what lies further back adds nothing to it. */
const TURNS_READ = 100;

/** Writes the story people see and tells the workflow whose turn it is. Safe to repeat. */
export async function summariseCase(
  { caseId, execution }: SummariseCaseInput,
  { store, release, now }: SummariseCaseDependencies,
): Promise<Summarised> {
  const current = await store.get(caseId);
  if (!current) throw new Error(`case ${caseId} does not exist`);
  const title = release.topics.find(({ id }) => id === current.topic)?.title;
  const story = tellStory(current, await store.lastTurns(caseId, TURNS_READ), title);
  await store.note(caseId, { story, execution });
  return {
    owner: whoseTurn(current),
    agentSeconds: secondsUntil(current.dueAt, now()),
    clientSeconds: secondsUntil(clientDeadline(release.config, current, now()), now()),
    approvalSeconds: current.state === 'waiting-for-approval' ? secondsUntil(current.dueAt, now()) : 0,
  };
}
