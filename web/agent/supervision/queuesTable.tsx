import { Header, Table } from '@cloudscape-design/components';
import type { QueueLoad } from '../../../layers/core/api/supervision.ts';
import { lengthOf } from '../case/lengthOf.ts';

export function QueuesTable({ queues }: { queues: QueueLoad[] }) {
  return (
    <Table
      header={<Header variant="h2">Queues now</Header>}
      items={queues}
      trackBy="id"
      enableKeyboardNavigation
      columnDefinitions={[
        { id: 'name', header: 'Queue', cell: ({ name }) => name, isRowHeader: true },
        { id: 'waiting', header: 'Waiting', cell: ({ waiting }) => waiting },
        {
          id: 'longest',
          header: 'Longest wait',
          cell: ({ waiting, longestWaitSeconds }) => (waiting > 0 ? lengthOf(longestWaitSeconds) : '–'),
        },
        { id: 'drafts', header: 'Drafts to approve', cell: ({ drafts }) => drafts },
        { id: 'agents', header: 'With agents', cell: ({ withAgents }) => withAgents },
        { id: 'client', header: 'With the client’s team', cell: ({ withClient }) => withClient },
        {
          id: 'risk',
          header: 'Deadline at risk',
          cell: ({ atRisk }) => <span className={atRisk > 0 ? 'time-left late' : ''}>{atRisk}</span>,
        },
      ]}
    />
  );
}
