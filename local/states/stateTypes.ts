import { bind, outcome, type Frame, type Step } from './frame.ts';
import type { CompiledState } from './definition.ts';
import { runBranches, runItems } from './fork.ts';
import { StateError } from './stateError.ts';
import { runTask } from './task.ts';

/** One attempt at a state. @throws StateError for Retry and Catch to look at. */
export async function attempt(at: Frame, state: CompiledState): Promise<Step> {
  switch (state.type) {
    case 'Task':
      return finished(at, state, await runTask(at, state));
    case 'Parallel':
      return finished(at, state, await runBranches(at, state));
    case 'Map':
      return finished(at, state, await runItems(at, state));
    case 'Choice':
      return choose(at, state);
    case 'Wait':
      await wait(at, state);
      return passed(at, state);
    case 'Pass':
    case 'Succeed':
      return passed(at, state);
    case 'Fail':
      return fail(at, state);
  }
}

async function finished(at: Frame, state: CompiledState, result: unknown): Promise<Step> {
  return { ...(await outcome(bind(at, { result }), state, result)), next: state.next };
}

async function passed(at: Frame, state: CompiledState): Promise<Step> {
  return { ...(await outcome(bind(at), state, at.frame.input)), next: state.next };
}

async function choose(at: Frame, state: CompiledState): Promise<Step> {
  const bindings = bind(at);
  for (const rule of state.choices) {
    const holds = await rule.condition(bindings);
    if (typeof holds !== 'boolean') {
      throw new StateError(
        'States.QueryEvaluationError',
        `A Condition of «${state.name}» gave ${typeof holds}, not a boolean.`,
      );
    }
    if (holds) return { ...(await outcome(bindings, rule, at.frame.input)), next: rule.next };
  }
  throw new StateError(
    'States.NoChoiceMatched',
    `No choice of «${state.name}» matched and it has no Default.`,
  );
}

async function wait(at: Frame, state: CompiledState) {
  const { frame, run, branch, path } = at;
  if (frame.pending?.kind !== 'wait') {
    frame.pending = { kind: 'wait', due: await dueTime(at, state) };
    run.journal.commit(path, frame);
  }
  await branch.sleepUntil(frame.pending.due);
  frame.pending = undefined;
}

async function dueTime(at: Frame, state: CompiledState): Promise<number> {
  const bindings = bind(at);
  if (state.seconds) {
    const seconds = await state.seconds(bindings);
    if (typeof seconds === 'number' && seconds >= 0) return at.run.cloud.clock.now() + seconds * 1000;
    throw new StateError(
      'States.QueryEvaluationError',
      `Seconds of «${state.name}» is ${JSON.stringify(seconds)}, not a number ≥ 0.`,
    );
  }
  const timestamp = Date.parse(String(await state.timestamp!(bindings)));
  if (!Number.isNaN(timestamp)) return timestamp;
  throw new StateError(
    'States.QueryEvaluationError',
    `Timestamp of «${state.name}» is not an ISO 8601 time.`,
  );
}

async function fail(at: Frame, state: CompiledState): Promise<never> {
  const bindings = bind(at);
  const error = state.error ? String(await state.error(bindings)) : '';
  throw new StateError(error, state.cause ? String(await state.cause(bindings)) : '');
}
