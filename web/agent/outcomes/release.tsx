import { useState } from 'react';
import { FormField, Textarea } from '@cloudscape-design/components';
import { queueName, useWorkspace } from '../shell/workspace.ts';
import { OutcomeDialog } from './outcomeDialog.tsx';
import type { OutcomeProps } from './outcomeProps.ts';

/** Back into its queue, for another agent. */
export function Release({ file: { case: current }, working, onClose }: OutcomeProps) {
  const { me } = useWorkspace();
  const [reason, setReason] = useState('');
  const queue = queueName(me, current.queue);
  const release = async () => {
    const told = reason.trim() ? { reason } : {};
    return Boolean(await working.work('release', told, `Back in the queue ${queue}.`));
  };
  return (
    <OutcomeDialog
      title="Give back to the queue"
      action="Give back"
      valid
      busy={working.busy === 'release'}
      onDo={release}
      onClose={onClose}
    >
      <FormField label="Why" description={`Optional. The case waits in ${queue} for another agent.`}>
        <Textarea rows={3} value={reason} onChange={({ detail }) => setReason(detail.value)} />
      </FormField>
    </OutcomeDialog>
  );
}
