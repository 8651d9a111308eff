import { Alert, SpaceBetween, StatusIndicator } from '@cloudscape-design/components';
import type { CaseView } from '../../../layers/core/api/cases.ts';
import type { SupervisedCase } from '../../../layers/core/api/supervision.ts';
import { usePolled } from '../live/usePolled.ts';
import { useWorkspace } from '../shell/workspace.ts';
import { AgentsTable } from './agentsTable.tsx';
import { CasesTable } from './casesTable.tsx';
import { QueuesTable } from './queuesTable.tsx';

const EVERY_MS = 5_000;

/** Who waits, who works, what is about to be late; and what a supervisor can do about it. */
export function SupervisionPage() {
  const { api, panel } = useWorkspace();
  const {
    value: now,
    error,
    refresh,
  } = usePolled('supervision', EVERY_MS, async () => {
    const [load, waiting] = await Promise.all([api.supervision(), api.cases({ state: 'waiting-for-agent' })]);
    return { ...load, waiting: waitingOf(waiting, load.atRisk, panel.now()) };
  });
  return (
    <main className="page">
      <h1>Queues</h1>
      {error && <Alert type="warning">Not up to date: {error.message}</Alert>}
      {!now && !error && <StatusIndicator type="loading">Loading</StatusIndicator>}
      {now && (
        <SpaceBetween size="l">
          {now.partial && (
            <Alert type="info">There are more cases than were counted: figures are lower bounds.</Alert>
          )}
          <QueuesTable queues={now.queues} />
          <CasesTable
            title="Deadlines at risk"
            empty="No deadline is near."
            cases={now.atRisk}
            agents={now.agents}
            onChanged={refresh}
          />
          <CasesTable
            title="Waiting, in time"
            empty="Nobody waits."
            cases={now.waiting}
            agents={now.agents}
            onChanged={refresh}
          />
          <AgentsTable agents={now.agents} onChanged={refresh} />
        </SpaceBetween>
      )}
    </main>
  );
}

/** Who waits and is not at risk yet, in the order they are served. */
function waitingOf(cases: CaseView[], atRisk: SupervisedCase[], now: number): SupervisedCase[] {
  return cases
    .filter(({ caseId }) => !atRisk.some(other => other.caseId === caseId))
    .map(({ priority = 5, dueAt, ...rest }) => ({
      ...rest,
      priority,
      ...(dueAt
        ? { deadline: { dueAt, secondsLeft: (Date.parse(dueAt) - now) / 1000, state: 'in-time' as const } }
        : {}),
    }))
    .sort((a, b) => a.priority - b.priority);
}
