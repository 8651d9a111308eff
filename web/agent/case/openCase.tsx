import { useState } from 'react';
import { Alert, StatusIndicator, Tabs } from '@cloudscape-design/components';
import type { CaseFile } from '../../../layers/core/api/cases.ts';
import { RunAction } from '../actions/runAction.tsx';
import { Composer } from '../composer/composer.tsx';
import { useUnsent } from '../composer/useUnsent.ts';
import { useShortcuts } from '../keyboard/useShortcuts.ts';
import { SearchKnowledge } from '../knowledge/searchKnowledge.tsx';
import { usePolled } from '../live/usePolled.ts';
import { NotesAndTimeline } from '../notes/notesAndTimeline.tsx';
import { Outcomes } from '../outcomes/outcomes.tsx';
import { useWorkspace } from '../shell/workspace.ts';
import { AboutCase } from './aboutCase.tsx';
import { CaseHeader } from './caseHeader.tsx';
import { Transcript } from './transcript.tsx';
import { useWork } from './useWork.ts';

const CASE_EVERY_MS = 3_000;

export type SideTab = 'case' | 'knowledge' | 'actions' | 'notes';

/** One case with everything an agent needs to go on with it. */
export function OpenCase({
  caseId,
  onChanged,
  isAcceptFree,
}: {
  caseId: string;
  onChanged(): void;
  /** The key for accepting isn't taken by a contact that rings. */
  isAcceptFree: boolean;
}) {
  const { api } = useWorkspace();
  const {
    value: file,
    error,
    refresh,
  } = usePolled(`case ${caseId}`, CASE_EVERY_MS, () => api.caseFile(caseId));
  if (!file)
    return (
      <main className="column nothing">
        <h1>Case {caseId}</h1>
        {error ? (
          <Alert type="error">{error.message}</Alert>
        ) : (
          <StatusIndicator type="loading">Loading the case</StatusIndicator>
        )}
      </main>
    );
  const changed = () => {
    refresh();
    onChanged();
  };
  return <CaseDesk file={file} error={error} onChanged={changed} isAcceptFree={isAcceptFree} />;
}

function CaseDesk({
  file,
  error,
  onChanged,
  isAcceptFree,
}: {
  file: CaseFile;
  error?: Error;
  onChanged(): void;
  isAcceptFree: boolean;
}) {
  const working = useWork(file, onChanged);
  const unsent = useUnsent(file.case.caseId);
  const [tab, setTab] = useState<SideTab>('case');
  const open = (next: SideTab, focus: string) => {
    setTab(next);
    // Once the tab is drawn.
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`#${focus} input, #${focus} textarea`)?.focus(),
    );
  };
  useShortcuts({
    knowledge: () => open('knowledge', 'knowledge-query'),
    actions: () => open('actions', 'run-action'),
    note: () => open('notes', 'note-text'),
    topic: () => {
      setTab('case');
      requestAnimationFrame(() => document.querySelector<HTMLElement>('#topic button')?.click());
    },
  });

  return (
    <>
      <main className="column conversation">
        <CaseHeader file={file} working={working} isAcceptFree={isAcceptFree} />
        {error && <StatusIndicator type="warning">Not up to date: {error.message}</StatusIndicator>}
        <Transcript file={file} />
        <Composer file={file} working={working} unsent={unsent} />
      </main>
      <aside className="column side" aria-label="About the case">
        <Outcomes file={file} working={working} />
        <Tabs
          activeTabId={tab}
          onChange={({ detail }) => setTab(detail.activeTabId as SideTab)}
          tabs={[
            { id: 'case', label: 'Case', content: <AboutCase file={file} working={working} /> },
            {
              id: 'knowledge',
              label: 'Knowledge',
              content: <SearchKnowledge theCase={file.case} onInsert={unsent.insert} />,
            },
            {
              id: 'actions',
              label: 'Actions',
              content: <RunAction file={file} working={working} onInsert={unsent.insert} />,
            },
            { id: 'notes', label: 'Notes', content: <NotesAndTimeline file={file} working={working} /> },
          ]}
        />
      </aside>
    </>
  );
}
