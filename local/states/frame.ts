import type { Branch } from './branch.ts';
import type { CompiledScope } from './definition.ts';
import type { Bindings, Evaluate } from './expressions.ts';
import type { FrameDocument } from './journal.ts';
import type { Run } from './run.ts';

/** One branch at its present state. */
export interface Frame {
  run: Run;
  branch: Branch;
  /** `0` for the root, `<parent>/<sequence>.<attempt>.<index>` for a child. */
  path: string;
  scope: CompiledScope;
  frame: FrameDocument;
  /** Variables of the scopes around, readable here. */
  outer: Record<string, unknown>;
}
/** Where a state leads: its output, the variables it assigned, the next state (none: the scope ends). */
export interface Step {
  output: unknown;
  assigned: Record<string, unknown>;
  next?: string;
}

/** What the expressions of the present state see, with `$states` members of the moment added. */
export function bind(
  at: Frame,
  moment: Record<string, unknown> = {},
  context: Record<string, unknown> = {},
): Bindings {
  const { run, frame, outer } = at;
  const { record } = run;
  return {
    ...outer,
    ...frame.variables,
    states: {
      input: frame.input,
      context: {
        Execution: {
          Id: record.executionArn,
          Input: run.input,
          Name: record.name,
          RoleArn: run.principal.id,
          StartTime: new Date(record.startDate).toISOString(),
          RedriveCount: 0,
        },
        State: {
          Name: frame.state,
          EnteredTime: new Date(frame.enteredAt).toISOString(),
          RetryCount: frame.retries.reduce((sum, count) => sum + count, 0),
        },
        StateMachine: { Id: record.stateMachineArn, Name: record.stateMachineArn.split(':').at(-1) },
        ...(frame.item && { Map: { Item: frame.item } }),
        ...context,
      },
      ...moment,
    },
    millis: () => run.cloud.clock.now(),
  };
}

/** A state's (or choice's, or catcher's) Output and Assign: both see the variables as they were before. */
export async function outcome(
  bindings: Bindings,
  fields: { output?: Evaluate; assign?: Evaluate },
  unless: unknown,
): Promise<{ output: unknown; assigned: Record<string, unknown> }> {
  const output = fields.output ? await fields.output(bindings) : unless;
  const assigned = fields.assign ? await fields.assign(bindings) : {};
  return { output, assigned: assigned as Record<string, unknown> };
}
