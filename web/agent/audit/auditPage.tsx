import { useState } from 'react';
import {
  Alert,
  Button,
  DateInput,
  FormField,
  Header,
  Input,
  Link,
  Table,
} from '@cloudscape-design/components';
import { dateTime } from '../case/times.ts';
import { usePages } from '../live/usePages.ts';
import { caseHref } from '../shell/useRoute.ts';
import { useWorkspace } from '../shell/workspace.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Who read which transcript: of one case, or on one day. */
export function AuditPage({ caseId = '' }: { caseId?: string }) {
  const { api, me, panel } = useWorkspace();
  const [wanted, setWanted] = useState(caseId);
  const [day, setDay] = useState(() => new Date(panel.now()).toISOString().slice(0, 10));
  const query = wanted.trim() ? { caseId: wanted.trim() } : { day: DAY.test(day) ? day : undefined };
  const { items, loading, problem, more } = usePages(`audit ${JSON.stringify(query)}`, async cursor => {
    const { reads, cursor: next } = await api.audit({ ...query, cursor });
    return { items: reads, cursor: next };
  });
  return (
    <main className="page">
      <h1>Audit</h1>
      {problem && <Alert type="error">{problem}</Alert>}
      <div className="pair">
        <FormField label="Case" description="All who read it; empty: everybody on a day.">
          <Input value={wanted} onChange={({ detail }) => setWanted(detail.value)} />
        </FormField>
        <FormField label="Day (UTC)" description="YYYY-MM-DD">
          <DateInput
            format="iso"
            disabled={wanted.trim() !== ''}
            value={day}
            onChange={({ detail }) => setDay(detail.value)}
          />
        </FormField>
      </div>
      <Table
        loading={loading && items.length === 0}
        loadingText="Loading"
        empty="Nobody read a transcript."
        items={items}
        enableKeyboardNavigation
        header={<Header variant="h2">Who read transcripts</Header>}
        footer={more && <Button onClick={more}>More</Button>}
        columnDefinitions={[
          { id: 'at', header: 'When', cell: ({ at }) => dateTime(at, me.client), isRowHeader: true },
          { id: 'by', header: 'Who', cell: ({ by }) => by.name },
          {
            id: 'case',
            header: 'Case',
            cell: each => <Link href={caseHref(each.caseId)}>{each.caseId}</Link>,
          },
          { id: 'way', header: 'By', cell: ({ way }) => way },
        ]}
      />
    </main>
  );
}
