import { useState } from 'react';
import { FormField, Select, SpaceBetween } from '@cloudscape-design/components';
import type { CaseFile } from '../../../layers/core/api/cases.ts';
import type { ActionOffer } from '../../../layers/core/api/me.ts';
import type { Working } from '../case/useWork.ts';
import { useWorkspace } from '../shell/workspace.ts';
import { ActionForm } from './actionForm.tsx';

const IDENTITY = {
  none: 'for anybody',
  claimed: 'for whoever says who they are',
  verified: 'only for a verified customer',
};

/** What can be done for the customer; the rules of identity are the same as the AI's. */
export function RunAction({
  file,
  working,
  onInsert,
}: {
  file: CaseFile;
  working: Working;
  onInsert(text: string): void;
}) {
  const { me } = useWorkspace();
  const [chosen, setChosen] = useState<ActionOffer>();
  if (me.actions.length === 0) return <p className="quiet">The client offers no actions.</p>;
  if (!working.may('action')) return <p className="quiet">Take the case first: actions are for its agent.</p>;
  const fits = ({ topics }: ActionOffer) => (file.case.topic && topics.includes(file.case.topic) ? 0 : 1);
  const options = [...me.actions]
    .sort((a, b) => fits(a) - fits(b))
    .map(({ id, title, identity }) => ({ value: id, label: title, description: IDENTITY[identity] }));
  return (
    <SpaceBetween size="s">
      <div id="run-action">
        <FormField label="Action">
          <Select
            placeholder="Choose what to do"
            selectedOption={options.find(option => option.value === chosen?.id) ?? null}
            options={options}
            onChange={({ detail }) =>
              setChosen(me.actions.find(action => action.id === detail.selectedOption.value))
            }
          />
        </FormField>
      </div>
      {chosen && (
        <ActionForm
          key={chosen.id}
          action={chosen}
          customer={file.case.customer}
          working={working}
          onInsert={onInsert}
        />
      )}
    </SpaceBetween>
  );
}
