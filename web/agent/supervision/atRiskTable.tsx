import { Header, Table } from '@cloudscape-design/components';
import type { AgentLoad, SupervisedCase } from '../../../layers/core/api/supervision.ts';
import { caseColumns } from './caseColumns.tsx';
import { useSupervise } from './useSupervise.ts';

/** Deadlines that are near or past, with what a supervisor can do: raise the priority, give it to somebody. */
export function AtRiskTable({
  cases,
  agents,
  onChanged,
}: {
  cases: SupervisedCase[];
  agents: AgentLoad[];
  onChanged(): void;
}) {
  const supervise = useSupervise(onChanged);
  return (
    <Table
      header={
        <Header variant="h2" counter={`(${cases.length})`}>
          Deadlines at risk
        </Header>
      }
      empty="No deadline is near."
      items={cases}
      trackBy="caseId"
      columnDefinitions={caseColumns(agents, supervise)}
    />
  );
}
