import { useState } from 'react';
import { FormField, Textarea } from '@cloudscape-design/components';
import { OutcomeDialog } from './outcomeDialog.tsx';
import type { OutcomeProps } from './outcomeProps.ts';
import { WrapUpField } from './wrapUp.tsx';

export function Resolve({ working, onClose }: OutcomeProps) {
  const [how, setHow] = useState('');
  const [text, setText] = useState('');
  const [wrapUp, setWrapUp] = useState<string>();
  const resolve = async () => {
    const said = text.trim() ? { text } : {};
    const coded = wrapUp ? { wrapUp } : {};
    return Boolean(await working.work('resolve', { how, ...said, ...coded }, 'Resolved.'));
  };
  return (
    <OutcomeDialog
      title="Resolve"
      action="Resolve"
      valid={how.trim() !== ''}
      busy={working.busy === 'resolve'}
      onDo={resolve}
      onClose={onClose}
    >
      <FormField
        label="How was it resolved?"
        description="For colleagues and reports; the customer doesn’t see it."
      >
        <Textarea autoFocus rows={2} value={how} onChange={({ detail }) => setHow(detail.value)} />
      </FormField>
      <FormField label="Last words to the customer" description="Optional.">
        <Textarea rows={3} value={text} onChange={({ detail }) => setText(detail.value)} />
      </FormField>
      <WrapUpField value={wrapUp} onChange={setWrapUp} />
    </OutcomeDialog>
  );
}
