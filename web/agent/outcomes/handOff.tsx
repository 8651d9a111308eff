import { useState } from 'react';
import { Checkbox, FormField, SpaceBetween, Textarea } from '@cloudscape-design/components';
import { useWorkspace } from '../shell/workspace.ts';
import { OutcomeDialog } from './outcomeDialog.tsx';
import type { OutcomeProps } from './outcomeProps.ts';
import { WrapUpField } from './wrapUp.tsx';

/** To the client's team, once what the client's protocol asks for is done. */
export function HandOff({ file: { case: current }, working, onClose }: OutcomeProps) {
  const { me } = useWorkspace();
  const [ask, setAsk] = useState('');
  const [done, setDone] = useState<string[]>([]);
  const [wrapUp, setWrapUp] = useState<string>();
  const checklist = me.checklist.filter(
    ({ topics }) => !topics || (current.topic != null && topics.includes(current.topic)),
  );
  const handOff = async () =>
    Boolean(
      await working.work(
        'hand-off',
        { ask, checklist: done, ...(wrapUp ? { wrapUp } : {}) },
        `Handed off to ${me.clientTeam}.`,
      ),
    );
  return (
    <OutcomeDialog
      title={`Hand off to ${me.clientTeam}`}
      action="Hand off"
      valid={ask.trim() !== '' && checklist.every(({ id }) => done.includes(id))}
      busy={working.busy === 'hand-off'}
      onDo={handOff}
      onClose={onClose}
    >
      <FormField label="What do they have to decide or do?" description="They see the whole story besides.">
        <Textarea autoFocus rows={4} value={ask} onChange={({ detail }) => setAsk(detail.value)} />
      </FormField>
      {checklist.length > 0 && (
        <FormField label="Done before">
          <SpaceBetween size="xxs">
            {checklist.map(({ id, text }) => (
              <Checkbox
                key={id}
                checked={done.includes(id)}
                onChange={({ detail }) =>
                  setDone(detail.checked ? [...done, id] : done.filter(other => other !== id))
                }
              >
                {text}
              </Checkbox>
            ))}
          </SpaceBetween>
        </FormField>
      )}
      <WrapUpField value={wrapUp} onChange={setWrapUp} />
    </OutcomeDialog>
  );
}
