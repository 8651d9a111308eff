import { useState } from 'react';
import { Alert, Button, Checkbox, FormField, Input, SpaceBetween } from '@cloudscape-design/components';
import type { ActionOffer } from '../../../layers/core/api/me.ts';
import type { ActionProgress } from '../../../layers/core/api/work.ts';
import type { Customer } from '../../../layers/core/domain/case.ts';
import type { Working } from '../case/useWork.ts';

/** Asks step by step for what the action needs: its inputs, the customer's code, the confirmation. */
export function ActionForm({
  action: { id, title, inputs, confirm, identity },
  customer,
  working,
  onInsert,
}: {
  action: ActionOffer;
  customer: Customer;
  working: Working;
  onInsert(text: string): void;
}) {
  const [values, setValues] = useState<Record<string, string>>({});
  const [code, setCode] = useState('');
  const [confirmed, setConfirmed] = useState(false);
  const [progress, setProgress] = useState<ActionProgress>();

  const run = async () => {
    const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim()));
    const worked = await working.work('action', {
      action: id,
      inputs: given,
      ...(progress?.step === 'code' && code ? { code } : {}),
      confirmed,
    });
    if (worked) setProgress(worked.action);
  };
  if (progress?.step === 'done')
    return (
      <Alert
        type="success"
        header={`${title}: done`}
        action={<Button onClick={() => onInsert(progress.receipt.text)}>Insert into the answer</Button>}
      >
        {progress.receipt.text}
      </Alert>
    );
  // Besides its own inputs an action may want to know who the customer is.
  const asksMore = progress?.step === 'input' && !inputs.some(({ name }) => name === progress.name);
  const fields: ActionOffer['inputs'] = asksMore ? [...inputs, progress] : inputs;
  const isMissing = fields.some(({ name }) => !values[name]?.trim());
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        void run();
      }}
    >
      <SpaceBetween size="s">
        {identity === 'verified' && customer.identity !== 'verified' && (
          <p className="quiet">
            The customer isn’t verified: a code goes to the address on file, and they read it to you.
          </p>
        )}
        {fields.map(({ name, ask, hint }) => (
          <FormField
            key={name}
            label={ask}
            description={hint}
            errorText={
              progress?.step === 'input' && progress.name === name && values[name] ? progress.ask : ''
            }
          >
            <Input
              value={values[name] ?? ''}
              onChange={({ detail }) => setValues({ ...values, [name]: detail.value })}
            />
          </FormField>
        ))}
        {progress?.step === 'code' && (
          <FormField
            label={`Code that was sent to ${progress.sentTo}`}
            errorText={progress.wrong ? 'That was not the code.' : ''}
          >
            <Input
              inputMode="numeric"
              value={code}
              onChange={({ detail }) => setCode(detail.value)}
              autoFocus
            />
          </FormField>
        )}
        {(progress?.step === 'confirm' || confirm) && (
          <Checkbox checked={confirmed} onChange={({ detail }) => setConfirmed(detail.checked)}>
            The customer said yes: {progress?.step === 'confirm' ? progress.question : confirm}
          </Checkbox>
        )}
        {(progress?.step === 'failed' || progress?.step === 'not-found') && (
          <Alert type="warning">{progress.text}</Alert>
        )}
        <Button formAction="submit" disabled={isMissing} loading={working.busy === 'action'}>
          {progress?.step === 'code' ? 'Check the code and go on' : title}
        </Button>
      </SpaceBetween>
    </form>
  );
}
