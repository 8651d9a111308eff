import type { ExecutionRecord } from './run.ts';

/** The last event of an execution's history. */
export function endEvent({
  status,
  output,
  error,
  cause,
}: ExecutionRecord): [string, () => Record<string, unknown>] {
  switch (status) {
    case 'SUCCEEDED':
      return [
        'ExecutionSucceeded',
        () => ({ executionSucceededEventDetails: { output, outputDetails: { truncated: false } } }),
      ];
    case 'TIMED_OUT':
      return ['ExecutionTimedOut', () => ({ executionTimedOutEventDetails: { error, cause } })];
    case 'ABORTED':
      return ['ExecutionAborted', () => ({ executionAbortedEventDetails: { error, cause } })];
    default:
      return ['ExecutionFailed', () => ({ executionFailedEventDetails: { error, cause } })];
  }
}

/** The `Step Functions Execution Status Change` event of an execution, for `cloud.emit`. */
export function statusChange(record: ExecutionRecord) {
  const { executionArn, startDate, stopDate = null, output = null, error = null, cause = null } = record;
  const { stateMachineArn, name, status, input } = record;
  const included = { included: true };
  return {
    bus: 'default',
    source: 'aws.states',
    detailType: 'Step Functions Execution Status Change',
    resources: [executionArn],
    detail: {
      executionArn,
      stateMachineArn,
      name,
      status,
      startDate,
      stopDate,
      input,
      output,
      error,
      cause,
      inputDetails: included,
      outputDetails: output === null ? null : included,
    },
  };
}
