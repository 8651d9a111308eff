import { Link, Select, type TableProps } from '@cloudscape-design/components';
import type { AgentLoad, SupervisedCase } from '../../../layers/core/api/supervision.ts';
import { STATES } from '../case/caseHeader.tsx';
import { TimeLeft } from '../case/timeLeft.tsx';
import { caseHref } from '../shell/useRoute.ts';
import { QueueOf, TopicOf } from './names.tsx';
import type { Supervise } from './useSupervise.ts';

const PRIORITIES = Array.from({ length: 9 }, (_, n) => ({
  value: String(n + 1),
  label: n === 0 ? '1 (first)' : String(n + 1),
}));

/** Columns of a table of cases, with the supervisor's two choices in the row. */
export function caseColumns(
  agents: AgentLoad[],
  { may, prioritise, assign }: Supervise,
): TableProps.ColumnDefinition<SupervisedCase>[] {
  return [
    {
      id: 'topic',
      header: 'Case',
      isRowHeader: true,
      cell: ({ caseId, topic }) => (
        <Link href={caseHref(caseId)}>
          <TopicOf id={topic} />
        </Link>
      ),
    },
    { id: 'state', header: 'State', cell: ({ state }) => STATES[state] },
    { id: 'queue', header: 'Queue', cell: ({ queue }) => <QueueOf id={queue} /> },
    { id: 'urgency', header: 'Urgency', cell: ({ urgency }) => urgency },
    {
      id: 'left',
      header: 'Time',
      cell: ({ deadline }) => (deadline ? <TimeLeft dueAt={deadline.dueAt} state={deadline.state} /> : '–'),
    },
    {
      id: 'priority',
      header: 'Priority',
      minWidth: 110,
      cell: theCase => (
        <Select
          expandToViewport
          disabled={!may}
          ariaLabel="Priority"
          selectedOption={PRIORITIES[theCase.priority - 1] ?? null}
          options={PRIORITIES}
          onChange={({ detail }) => prioritise(theCase, Number(detail.selectedOption.value))}
        />
      ),
    },
    {
      id: 'agent',
      header: 'Agent',
      minWidth: 150,
      cell: theCase => (
        <Select
          expandToViewport
          disabled={!may || theCase.state === 'with-client'}
          ariaLabel="Agent"
          placeholder="Nobody"
          empty="Nobody is there"
          selectedOption={theCase.agent ? { value: theCase.agent.id, label: theCase.agent.name } : null}
          options={agents.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={({ detail }) => {
            const agent = agents.find(({ id }) => id === detail.selectedOption.value);
            if (agent && agent.id !== theCase.agent?.id) assign(theCase, agent);
          }}
        />
      ),
    },
  ];
}
