import { useState } from 'react';
import { FormField, Select, Textarea } from '@cloudscape-design/components';
import { queueName, useWorkspace } from '../shell/workspace.ts';
import { OutcomeDialog } from './outcomeDialog.tsx';
import type { OutcomeProps } from './outcomeProps.ts';

/** To another queue: other people, other skills. */
export function Transfer({ file: { case: current }, working, onClose }: OutcomeProps) {
  const { me } = useWorkspace();
  const [queue, setQueue] = useState<string>();
  const [note, setNote] = useState('');
  const others = me.queues.filter(({ id }) => id !== current.queue);
  const transfer = async () => {
    const noted = note.trim() ? { note } : {};
    const done = `Transferred to ${queueName(me, queue)}.`;
    return Boolean(await working.work('transfer', { queue: queue!, ...noted }, done));
  };
  return (
    <OutcomeDialog
      title="Transfer to another queue"
      action="Transfer"
      valid={queue !== undefined}
      busy={working.busy === 'transfer'}
      onDo={transfer}
      onClose={onClose}
    >
      <FormField label="Queue">
        <Select
          autoFocus
          placeholder="Choose a queue"
          selectedOption={queue ? { value: queue, label: queueName(me, queue) } : null}
          options={others.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={({ detail }) => setQueue(detail.selectedOption.value)}
        />
      </FormField>
      <FormField label="Note for the next agent" description="Optional.">
        <Textarea rows={3} value={note} onChange={({ detail }) => setNote(detail.value)} />
      </FormField>
    </OutcomeDialog>
  );
}
