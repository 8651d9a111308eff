import { useState } from 'react';
import { FormField, Multiselect, Select, Textarea } from '@cloudscape-design/components';
import { queueName, useWorkspace } from '../shell/workspace.ts';
import { OutcomeDialog } from './outcomeDialog.tsx';
import type { OutcomeProps } from './outcomeProps.ts';

/** To another queue, or to somebody with a skill that the case turned out to need. */
export function Transfer({ file: { case: current }, working, onClose }: OutcomeProps) {
  const { me } = useWorkspace();
  const [queue, setQueue] = useState<string>();
  const [skills, setSkills] = useState<string[]>([]);
  const [note, setNote] = useState('');
  const optionOf = (skill: string) => ({ value: skill, label: skill });
  const transfer = async () => {
    const more = { ...(skills.length > 0 && { skills }), ...(note.trim() && { note }) };
    const done = `Transferred to ${queueName(me, queue)}.`;
    return Boolean(await working.work('transfer', { queue: queue!, ...more }, done));
  };
  return (
    <OutcomeDialog
      title="Transfer"
      action="Transfer"
      valid={queue !== undefined && (queue !== current.queue || skills.length > 0)}
      busy={working.busy === 'transfer'}
      onDo={transfer}
      onClose={onClose}
    >
      <FormField label="Queue">
        <Select
          autoFocus
          placeholder="Choose a queue"
          selectedOption={queue ? { value: queue, label: queueName(me, queue) } : null}
          options={me.queues.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={({ detail }) => setQueue(detail.selectedOption.value)}
        />
      </FormField>
      {me.skills.length > 0 && (
        <FormField label="Skills of the next agent" description="Optional. Whoever has them is asked first.">
          <Multiselect
            placeholder="Choose skills"
            selectedOptions={skills.map(optionOf)}
            options={me.skills.map(optionOf)}
            onChange={({ detail }) => setSkills(detail.selectedOptions.map(({ value }) => value!))}
          />
        </FormField>
      )}
      <FormField label="Note for the next agent" description="Optional.">
        <Textarea rows={3} value={note} onChange={({ detail }) => setNote(detail.value)} />
      </FormField>
    </OutcomeDialog>
  );
}
