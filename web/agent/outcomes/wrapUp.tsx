import { FormField, Select } from '@cloudscape-design/components';
import type { CaseView } from '../../../layers/core/api/cases.ts';
import type { Working } from '../case/useWork.ts';
import { useWorkspace } from '../shell/workspace.ts';

/** How the work is counted: a code of the client's list. Nothing where the client has none. */
export function WrapUpField({
  value,
  disabled = false,
  onChange,
}: {
  value: string | undefined;
  disabled?: boolean;
  onChange(code: string): void;
}) {
  const { me } = useWorkspace();
  if (me.wrapUpCodes.length === 0) return null;
  const options = me.wrapUpCodes.map(({ id, title }) => ({ value: id, label: title }));
  return (
    <FormField label="Wrap-up code">
      <Select
        placeholder="Choose a code"
        disabled={disabled}
        selectedOption={options.find(option => option.value === value) ?? null}
        options={options}
        onChange={({ detail }) => onChange(detail.selectedOption.value!)}
      />
    </FormField>
  );
}

export function WrapUp({ current, working }: { current: CaseView; working: Working }) {
  return (
    <WrapUpField
      value={current.wrapUp}
      disabled={!working.may('wrap-up')}
      onChange={code => void working.work('wrap-up', { code }, 'Wrap-up code kept.')}
    />
  );
}
