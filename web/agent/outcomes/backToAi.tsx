import { useState } from 'react';
import { FormField, Textarea } from '@cloudscape-design/components';
import { OutcomeDialog } from './outcomeDialog.tsx';
import type { OutcomeProps } from './outcomeProps.ts';
import { WrapUpField } from './wrapUp.tsx';

export function BackToAi({ working, onClose }: OutcomeProps) {
  const [note, setNote] = useState('');
  const [wrapUp, setWrapUp] = useState<string>();
  const giveBack = async () => {
    const noted = note.trim() ? { note } : {};
    const coded = wrapUp ? { wrapUp } : {};
    return Boolean(await working.work('back-to-ai', { ...noted, ...coded }, 'The AI goes on.'));
  };
  return (
    <OutcomeDialog
      title="Give back to the AI"
      action="Give back"
      valid
      busy={working.busy === 'back-to-ai'}
      onDo={giveBack}
      onClose={onClose}
    >
      <FormField label="Note for whoever gets the case next" description="Optional.">
        <Textarea autoFocus rows={3} value={note} onChange={({ detail }) => setNote(detail.value)} />
      </FormField>
      <WrapUpField value={wrapUp} onChange={setWrapUp} />
    </OutcomeDialog>
  );
}
