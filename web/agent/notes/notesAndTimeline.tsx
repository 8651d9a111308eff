import { useState } from 'react';
import { Button, FormField, SpaceBetween, Textarea } from '@cloudscape-design/components';
import type { CaseFile } from '../../../layers/core/api/cases.ts';
import type { CaseEvent } from '../../../layers/core/domain/case.ts';
import { newKey, type Working } from '../case/useWork.ts';
import { dateTime } from '../case/times.ts';
import { useWorkspace } from '../shell/workspace.ts';
import { eventLine } from './eventLine.ts';

/** What colleagues should know, and all that happened to the case. */
export function NotesAndTimeline({ file: { events }, working }: { file: CaseFile; working: Working }) {
  const [text, setText] = useState('');
  const [key, setKey] = useState(newKey);
  const keep = async () => {
    if (!text.trim() || !(await working.work('note', { key, text }, 'Note kept.'))) return;
    setText('');
    setKey(newKey());
  };
  const notes = events.filter(({ kind }) => kind === 'note').reverse();
  const others = events.filter(({ kind }) => kind !== 'note').reverse();
  return (
    <SpaceBetween size="m">
      {working.may('note') && (
        <div id="note-text">
          <FormField label="Note" description="For colleagues; the customer never sees it.">
            <Textarea rows={3} value={text} onChange={({ detail }) => setText(detail.value)} />
          </FormField>
          <div className="row">
            <Button disabled={!text.trim()} loading={working.busy === 'note'} onClick={() => void keep()}>
              Keep the note
            </Button>
          </div>
        </div>
      )}
      <Events title="Notes" events={notes} empty="None yet." />
      <Events title="Timeline" events={others} empty="Nothing happened yet." />
    </SpaceBetween>
  );
}

function Events({ title, events, empty }: { title: string; events: CaseEvent[]; empty: string }) {
  const { me } = useWorkspace();
  return (
    <section>
      <h2>{title}</h2>
      {events.length === 0 && <p className="quiet">{empty}</p>}
      <ul className="plain timeline">
        {events.map(event => (
          <li key={event.eventId}>
            <time className="quiet" dateTime={event.at}>
              {dateTime(event.at, me.client)}
            </time>{' '}
            {eventLine(event, me)}
          </li>
        ))}
      </ul>
    </section>
  );
}
