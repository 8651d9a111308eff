import { useState } from 'react';
import { Button, SpaceBetween, StatusIndicator } from '@cloudscape-design/components';
import type { Correction, Review } from '../../../layers/core/domain/correction.ts';
import { useNotices } from '../shell/notices.tsx';
import { useWorkspace } from '../shell/workspace.ts';

/** Whether a corrected topic may teach the AI: what others learn, and reviewers decide. */
export function ReviewButtons({ correction: { id, kind, question, review } }: { correction: Correction }) {
  const { api, me } = useWorkspace();
  const notices = useNotices();
  const [known, setKnown] = useState<Review | undefined>(review);
  const [busy, setBusy] = useState(false);
  if (kind !== 'topic-corrected' || !question) return '–';
  const decide = async (verdict: 'approve' | 'refuse') => {
    setBusy(true);
    try {
      setKnown((await api.review(id, verdict)).correction.review);
    } catch (error) {
      notices.problem((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <SpaceBetween size="xxs">
      {known && (
        <StatusIndicator type={known.verdict === 'approved' ? 'success' : 'stopped'}>
          {known.verdict === 'approved' ? 'Approved' : 'Refused'}
        </StatusIndicator>
      )}
      {me.roles.includes('reviewers') && (
        <SpaceBetween direction="horizontal" size="xxs">
          <Button
            wrapText={false}
            disabled={busy || known?.verdict === 'approved'}
            ariaLabel={`Approve: ${question}`}
            onClick={() => void decide('approve')}
          >
            Approve
          </Button>
          <Button
            wrapText={false}
            disabled={busy || known?.verdict === 'refused'}
            ariaLabel={`Refuse: ${question}`}
            onClick={() => void decide('refuse')}
          >
            Refuse
          </Button>
        </SpaceBetween>
      )}
      {!known && !me.roles.includes('reviewers') && <span className="quiet">Not yet</span>}
    </SpaceBetween>
  );
}
