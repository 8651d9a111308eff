import { setImmediate } from 'node:timers/promises';
import type { CompiledState } from './definition.ts';
import { bind, outcome, type Frame, type Step } from './frame.ts';
import { retryDelay } from './retry.ts';
import { Cancelled, covers, StateError, withinLimit } from './stateError.ts';
import { attempt } from './stateTypes.ts';

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
  run.transition();
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
        run.transition();
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
