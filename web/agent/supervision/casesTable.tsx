import { Header, Table } from '@cloudscape-design/components';
import type { AgentLoad, SupervisedCase } from '../../../layers/core/api/supervision.ts';
import { caseColumns } from './caseColumns.tsx';
import { useSupervise } from './useSupervise.ts';

/** Cases with what a supervisor can do about them: raise the priority, give one to somebody. */
export function CasesTable({
  title,
  empty,
  cases,
  agents,
  onChanged,
}: {
  title: string;
  empty: string;
  cases: SupervisedCase[];
  agents: AgentLoad[];
  onChanged(): void;
}) {
  const supervise = useSupervise(onChanged);
  return (
    <Table
      header={
        <Header variant="h2" counter={`(${cases.length})`}>
          {title}
        </Header>
      }
      empty={empty}
      items={cases}
      trackBy="caseId"
      columnDefinitions={caseColumns(agents, supervise)}
    />
  );
}
