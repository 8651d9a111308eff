import { useState } from 'react';
import { Alert, Button, Header, Link, Select, Table } from '@cloudscape-design/components';
import { CORRECTION_KINDS, type Correction } from '../../../layers/core/domain/correction.ts';
import { dateTime } from '../case/times.ts';
import { usePages } from '../live/usePages.ts';
import { caseHref } from '../shell/useRoute.ts';
import { ReviewButtons } from './reviewButtons.tsx';
import { topicTitle, useWorkspace } from '../shell/workspace.ts';

const KINDS: Record<Correction['kind'], string> = {
  'draft-edited': 'Draft changed',
  'draft-rejected': 'Draft rejected',
  'topic-corrected': 'Topic corrected',
  'urgency-corrected': 'Urgency corrected',
  'client-answer': 'Client’s answer',
};
const ALL = { value: '', label: 'All kinds' };

/** What people changed or refused in what the AI did; newest first. */
export function CorrectionsPage() {
  const { api, me } = useWorkspace();
  const [kind, setKind] = useState('');
  const { items, loading, problem, more } = usePages(`corrections ${kind}`, async cursor => {
    const { corrections, cursor: next } = await api.corrections({ kind, cursor });
    return { items: corrections, cursor: next };
  });
  const options = [ALL, ...CORRECTION_KINDS.map(value => ({ value, label: KINDS[value] }))];
  const shown = (correction: Correction, value: string | undefined) =>
    correction.kind === 'topic-corrected' ? topicTitle(me, value) : (value ?? '–');
  return (
    <main className="page">
      <h1>Corrections</h1>
      {problem && <Alert type="error">{problem}</Alert>}
      <Table
        wrapLines
        loading={loading && items.length === 0}
        loadingText="Loading"
        empty="Nobody has corrected the AI yet."
        items={items}
        trackBy="id"
        enableKeyboardNavigation
        header={
          <Header
            variant="h2"
            actions={
              <Select
                ariaLabel="Kind"
                selectedOption={options.find(({ value }) => value === kind) ?? ALL}
                options={options}
                onChange={({ detail }) => setKind(detail.selectedOption.value ?? '')}
              />
            }
          >
            What people changed in what the AI did
          </Header>
        }
        footer={more && <Button onClick={more}>More</Button>}
        columnDefinitions={[
          {
            id: 'at',
            header: 'When',
            cell: ({ at }) => dateTime(at, me.client),
            isRowHeader: true,
            width: 150,
          },
          { id: 'kind', header: 'What', cell: each => KINDS[each.kind], width: 130 },
          { id: 'question', header: 'The customer asked', cell: ({ question }) => question ?? '–' },
          { id: 'before', header: 'AI', cell: each => shown(each, each.before) },
          { id: 'after', header: 'Person', cell: each => shown(each, each.after) },
          { id: 'reason', header: 'Why', cell: ({ reason }) => reason ?? '–' },
          { id: 'review', header: 'Teaches', cell: each => <ReviewButtons correction={each} />, width: 120 },
          {
            id: 'case',
            header: 'Case',
            cell: ({ caseId }) => <Link href={caseHref(caseId)}>{caseId}</Link>,
            width: 130,
          },
        ]}
      />
    </main>
  );
}
