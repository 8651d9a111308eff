import { useState } from 'react';
import { FormField, Textarea } from '@cloudscape-design/components';
import type { Working } from '../case/useWork.ts';
import { OutcomeDialog } from '../outcomes/outcomeDialog.tsx';

export function RejectDraft({ working, onClose }: { working: Working; onClose(): void }) {
  const [reason, setReason] = useState('');
  return (
    <OutcomeDialog
      title="Reject the AI’s draft"
      action="Reject"
      valid={reason.trim() !== ''}
      busy={working.busy === 'reject-draft'}
      onDo={async () =>
        Boolean(await working.work('reject-draft', { reason }, 'Rejected; you write the answer.'))
      }
      onClose={onClose}
    >
      <FormField
        label="What is wrong with it?"
        description="A reviewer reads this, and the AI learns from it."
      >
        <Textarea autoFocus rows={3} value={reason} onChange={({ detail }) => setReason(detail.value)} />
      </FormField>
    </OutcomeDialog>
  );
}
