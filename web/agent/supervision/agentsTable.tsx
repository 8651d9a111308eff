import { Header, SpaceBetween, Table } from '@cloudscape-design/components';
import type { AgentLoad } from '../../../layers/core/api/supervision.ts';
import { clockTime } from '../case/times.ts';
import { queueName, useWorkspace } from '../shell/workspace.ts';
import { CasesTable } from './casesTable.tsx';

/** Who is there and how much each has, and below what that is. */
export function AgentsTable({ agents, onChanged }: { agents: AgentLoad[]; onChanged(): void }) {
  const { me } = useWorkspace();
  return (
    <SpaceBetween size="l">
      <Table
        header={<Header variant="h2">Agents</Header>}
        empty="Nobody has the workspace open."
        items={agents}
        trackBy="id"
        enableKeyboardNavigation
        columnDefinitions={[
          { id: 'name', header: 'Agent', cell: ({ name }) => name, isRowHeader: true },
          { id: 'cases', header: 'Cases', cell: ({ cases: its }) => its.length },
          {
            id: 'queues',
            header: 'Queues',
            cell: ({ queues }) => queues.map(id => queueName(me, id)).join(', ') || '–',
          },
          {
            id: 'seen',
            header: 'Workspace last used',
            cell: ({ seenAt }) => (seenAt ? clockTime(seenAt, me.client) : 'not open'),
          },
        ]}
      />
      <CasesTable
        title="Cases with agents"
        empty="No agent has a case."
        cases={agents.flatMap(agent => agent.cases)}
        agents={agents}
        onChanged={onChanged}
      />
    </SpaceBetween>
  );
}
