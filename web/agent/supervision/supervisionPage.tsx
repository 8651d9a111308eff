import { Alert, SpaceBetween, StatusIndicator } from '@cloudscape-design/components';
import { usePolled } from '../live/usePolled.ts';
import { useWorkspace } from '../shell/workspace.ts';
import { AgentsTable } from './agentsTable.tsx';
import { AtRiskTable } from './atRiskTable.tsx';
import { QueuesTable } from './queuesTable.tsx';

const EVERY_MS = 5_000;

/** Who waits, who works, what is about to be late; and what a supervisor can do about it. */
export function SupervisionPage() {
  const { api } = useWorkspace();
  const { value: now, error, refresh } = usePolled('supervision', EVERY_MS, () => api.supervision());
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
          <AtRiskTable cases={now.atRisk} agents={now.agents} onChanged={refresh} />
          <AgentsTable agents={now.agents} onChanged={refresh} />
        </SpaceBetween>
      )}
    </main>
  );
}
