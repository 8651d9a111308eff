import { useState } from 'react';
import { Alert, Button, Header, Link, Select, Table } from '@cloudscape-design/components';
import { CORRECTION_KINDS, type Correction } from '../../../layers/core/domain/correction.ts';
import { dateTime } from '../case/times.ts';
import { usePages } from '../live/usePages.ts';
import { caseHref } from '../shell/useRoute.ts';
import { ReviewButtons } from './reviewButtons.tsx';
import { wordDiff } from './wordDiff.ts';
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
  /** Of a draft that was changed, with the words marked that were. */
  const changes = (correction: Correction, side: 'before' | 'after') => {
    const { kind: what, before, after } = correction;
    if (what !== 'draft-edited' || !before || !after) return shown(correction, correction[side]);
    const Mark = side === 'before' ? 'del' : 'ins';
    return wordDiff(before, after)[side].map(({ text, changed }, n) =>
      changed ? <Mark key={n}>{text}</Mark> : <span key={n}>{text}</span>,
    );
  };
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
            width: 120,
          },
          { id: 'kind', header: 'What', cell: each => KINDS[each.kind], width: 110 },
          {
            id: 'question',
            header: 'The customer asked',
            cell: ({ question }) => question ?? '–',
            minWidth: 170,
          },
          { id: 'before', header: 'AI', cell: each => changes(each, 'before'), minWidth: 180 },
          { id: 'after', header: 'Person', cell: each => changes(each, 'after'), minWidth: 180 },
          { id: 'reason', header: 'Why', cell: ({ reason }) => reason ?? '–', minWidth: 110 },
          { id: 'review', header: 'Teaches', cell: each => <ReviewButtons correction={each} />, width: 130 },
          {
            id: 'case',
            header: 'Case',
            cell: ({ caseId }) => (
              <span className="case-id">
                <Link href={caseHref(caseId)}>{caseId}</Link>
              </span>
            ),
            width: 150,
          },
        ]}
      />
    </main>
  );
}
