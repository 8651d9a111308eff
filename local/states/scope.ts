import { setImmediate } from 'node:timers/promises';
import type { Branch } from './branch.ts';
import type { CompiledScope, CompiledState } from './definition.ts';
import type { Bindings, Evaluate } from './expressions.ts';
import type { FrameDocument } from './journal.ts';
import { retryDelay } from './retry.ts';
import type { Run } from './run.ts';
import { Cancelled, covers, StateError, withinLimit } from './stateError.ts';
import { attempt } from './stateTypes.ts';

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

/** Runs a scope to its end and gives its output. `entering` is false when the journalled state was entered before a kill. */
export async function runScope(at: Frame, entering: boolean): Promise<unknown> {
  const { run, frame, path, scope } = at;
  if (frame.result) return frame.result.output;
  let ended: string | undefined;
  for (;;) {
    const state = scope.states[frame.state];
    if (!state) throw new StateError('States.Runtime', `There is no state «${frame.state}».`);
    if (entering) enter(at, state, ended);
    entering = true;
    if (frame.sequence % BREATH === BREATH - 1) await setImmediate();
    const step = await runState(at, state);
    const text = withinLimit(step.output, `The output of «${state.name}»`);
    run.journal.event(`${state.type}StateExited`, () => ({
      stateExitedEventDetails: { name: state.name, output: text, outputDetails: { truncated: false } },
    }));
    ended = state.branches.length ? `${path}/${frame.sequence}.` : undefined;
    Object.assign(frame, { retries: [], pending: undefined, input: step.output });
    frame.variables = { ...frame.variables, ...step.assigned };
    frame.sequence += 1;
    if (step.next === undefined) {
      frame.result = { output: step.output };
      run.journal.commit(path, frame, ended);
      return step.output;
    }
    frame.state = step.next;
  }
}

/** A workflow that loops without waiting lets the rest of the process run every so many states. */
const BREATH = 500;

/** Enters a state; `ended` are the children of the state before, not needed any more. */
function enter({ run, frame, path }: Frame, state: CompiledState, ended?: string) {
  frame.enteredAt = run.cloud.clock.now();
  const input = withinLimit(frame.input, `The input of «${state.name}»`);
  run.journal.event(`${state.type}StateEntered`, () => ({
    stateEnteredEventDetails: { name: state.name, input, inputDetails: { truncated: false } },
  }));
  run.journal.commit(path, frame, ended);
}

async function runState(at: Frame, state: CompiledState): Promise<Step> {
  const { frame, branch, run } = at;
  if (frame.pending?.kind === 'retry') await waitForRetry(at, frame.pending.due);
  for (;;) {
    if (branch.cancelled) throw new Cancelled();
    try {
      return await attempt(at, state);
    } catch (error) {
      if (branch.cancelled || !(error instanceof StateError)) throw error;
      const index = state.retry.findIndex(rule => covers(rule.errorEquals, error.error));
      const used = frame.retries[index] ?? 0;
      const rule = state.retry[index];
      if (rule && used < rule.maxAttempts) {
        frame.retries = state.retry.map((_, i) => (frame.retries[i] ?? 0) + (i === index ? 1 : 0));
        const due = run.cloud.clock.now() + retryDelay(rule, used);
        frame.pending = { kind: 'retry', due };
        run.journal.commit(at.path, frame);
        await waitForRetry(at, due);
        continue;
      }
      return caught(at, state, error);
    }
  }
}

async function waitForRetry({ branch, frame }: Frame, due: number) {
  await branch.sleepUntil(due);
  frame.pending = undefined;
}

async function caught(at: Frame, state: CompiledState, error: StateError): Promise<Step> {
  const catcher = state.catch.find(rule => covers(rule.errorEquals, error.error));
  if (!catcher) throw error;
  const errorOutput = { Error: error.error, Cause: error.detail };
  const bindings = bind(at, { errorOutput });
  return { ...(await outcome(bindings, catcher, errorOutput)), next: catcher.next };
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
