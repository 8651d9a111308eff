import { FormField, Select } from '@cloudscape-design/components';
import type { CaseView } from '../../../layers/core/api/cases.ts';
import type { Working } from '../case/useWork.ts';
import { topicTitle, useWorkspace } from '../shell/workspace.ts';

const NONE = '-';

/** What the AI took it for, put right in two clicks: open, choose. Each is a correction that the AI learns from. */
export function CorrectTriage({
  current: { topic, urgency },
  working,
}: {
  current: CaseView;
  working: Working;
}) {
  const { me } = useWorkspace();
  const may = working.may('triage');
  const topics = [
    ...me.topics.map(({ id, title }) => ({ value: id, label: title })),
    { value: NONE, label: 'None of ours' },
  ];
  const correct = (changes: { topic?: string | null; urgency?: (typeof me.urgencies)[number] }) =>
    void working.work('triage', changes, 'Thank you: corrected, and the AI learns from it.');
  return (
    <section>
      <h2>What the AI took it for</h2>
      <div className="pair">
        <FormField label="Topic">
          <Select
            id="topic"
            disabled={!may}
            filteringType="auto"
            filteringAriaLabel="Find a topic"
            virtualScroll
            selectedOption={{ value: topic ?? NONE, label: topicTitle(me, topic) }}
            options={topics}
            onChange={({ detail }) => {
              const { value } = detail.selectedOption;
              if (value !== (topic ?? NONE)) correct({ topic: value === NONE ? null : value });
            }}
          />
        </FormField>
        <FormField label="Urgency">
          <Select
            disabled={!may}
            selectedOption={{ value: urgency, label: urgency }}
            options={me.urgencies.map(value => ({ value, label: value }))}
            onChange={({ detail }) => {
              const value = me.urgencies.find(each => each === detail.selectedOption.value);
              if (value && value !== urgency) correct({ urgency: value });
            }}
          />
        </FormField>
      </div>
    </section>
  );
}
