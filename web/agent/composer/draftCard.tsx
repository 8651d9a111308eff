import { Button } from '@cloudscape-design/components';
import type { DraftView } from '../../../layers/core/api/cases.ts';
import { TimeLeft } from '../case/timeLeft.tsx';
import type { Working } from '../case/useWork.ts';

/** What the AI would answer, and what the agent may do with it. */
export function DraftCard({
  draft: { text, sources, approveBy },
  working,
  onSend,
  onEdit,
  onReject,
}: {
  draft: DraftView;
  working: Working;
  onSend(): void;
  onEdit(): void;
  onReject(): void;
}) {
  return (
    <div className="draft">
      <h2>The AI would answer {approveBy && <TimeLeft dueAt={approveBy} />}</h2>
      <p className="words">{text}</p>
      {sources.length > 0 && (
        <p className="basis">Sources: {sources.map(({ title }) => title).join(' · ')}</p>
      )}
      <div className="row">
        {working.may('send-draft') && (
          <>
            <Button onClick={onReject} disabled={!working.may('reject-draft')}>
              Reject…
            </Button>
            <Button onClick={onEdit}>Edit</Button>
            <Button variant="primary" loading={working.busy === 'send-draft'} onClick={onSend}>
              Send as is
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
