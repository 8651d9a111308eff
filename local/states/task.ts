import type { CompiledState } from './definition.ts';
import type { Evaluate } from './expressions.ts';
import type { Pending } from './journal.ts';
import { bind, type Frame } from './frame.ts';
import { StateError, withinLimit } from './stateError.ts';

type TokenPending = Extract<Pending, { kind: 'token' }>;

/** Runs a Task to its result. @throws StateError as the service, the function, a time-out or the token's answer says. */
export async function runTask(at: Frame, state: CompiledState): Promise<unknown> {
  const result = state.task!.token ? await runTokenTask(at, state) : await runPlainTask(at, state);
  withinLimit(result, `The result of «${state.name}»`);
  return result;
}

async function runPlainTask(at: Frame, state: CompiledState): Promise<unknown> {
  const bindings = bind(at);
  const seconds = await secondsOf(state.timeoutSeconds, bindings, state);
  const args = state.arguments ? await state.arguments(bindings) : at.frame.input;
  const due = seconds === undefined ? undefined : at.run.cloud.clock.now() + seconds * 1000;
  return logged(at, state, args, () =>
    at.branch.within(
      () => call(at, state, args),
      due,
      () => {
        throw new StateError('States.Timeout', `«${state.name}» ran longer than ${seconds} s.`);
      },
    ),
  );
}

async function runTokenTask(at: Frame, state: CompiledState): Promise<unknown> {
  const { run, frame, path } = at;
  const pending = frame.pending?.kind === 'token' ? frame.pending : await openToken(at, state);
  frame.pending = pending;
  try {
    if (pending.sent) return await logged(at, state, undefined, () => answer(at, state, pending));
    const args = await (state.arguments ?? (() => frame.input))(
      bind(at, {}, { Task: { Token: pending.token } }),
    );
    run.journal.commit(path, frame);
    return await logged(at, state, args, async () => {
      if (!run.tokens.outcome(pending.token)) await sendToken(at, state, args, pending);
      pending.sent = true;
      run.journal.event('TaskSubmitted', () => ({
        taskSubmittedEventDetails: { resourceType: state.task!.resourceType, resource: state.task!.resource },
      }));
      run.journal.commit(path, frame);
      return answer(at, state, pending);
    });
  } finally {
    // A run that was abandoned with its process keeps its token; one that ended here has used it up.
    if (!run.abandoned) {
      run.tokens.close(pending.token);
      frame.pending = undefined;
    }
  }
}

async function openToken(at: Frame, state: CompiledState): Promise<TokenPending> {
  const { run } = at;
  const token = run.tokens.create(run.record.stateMachineArn, run.record.executionArn);
  const bindings = bind(at, {}, { Task: { Token: token } });
  const timeout = await secondsOf(state.timeoutSeconds, bindings, state);
  const heartbeat = await secondsOf(state.heartbeatSeconds, bindings, state);
  return {
    kind: 'token',
    token,
    sent: false,
    timeoutDue: timeout === undefined ? undefined : run.cloud.clock.now() + timeout * 1000,
    heartbeatMs: heartbeat === undefined ? undefined : heartbeat * 1000,
  };
}

async function sendToken(at: Frame, state: CompiledState, args: unknown, pending: TokenPending) {
  try {
    await at.branch.within(
      () => call(at, state, args),
      pending.timeoutDue,
      () => timedOut(state),
    );
  } catch (error) {
    // The token may have been answered before the call that carried it failed; the answer counts.
    if (!at.run.tokens.outcome(pending.token)) throw error;
  }
}

/** Waits for the token's answer, its time-out or a missing heartbeat. */
function answer({ branch, run }: Frame, state: CompiledState, pending: TokenPending): Promise<unknown> {
  const { tokens, cloud } = run;
  const { token, timeoutDue, heartbeatMs } = pending;
  const take = () => {
    const outcome = tokens.outcome(token)!;
    if ('output' in outcome) return outcome.output;
    throw new StateError(outcome.error, outcome.cause);
  };
  return branch.suspend(settle => {
    if (tokens.outcome(token)) settle(take);
    const timeout =
      timeoutDue === undefined ? undefined : cloud.clock.at(timeoutDue, () => settle(() => timedOut(state)));
    const heartbeat = () =>
      heartbeatMs === undefined
        ? undefined
        : cloud.clock.at(tokens.beatAt(token) + heartbeatMs, () => settle(() => heartless(state)));
    let beat = heartbeat();
    const forget = tokens.wait(token, {
      answered: () => settle(take),
      beaten: () => {
        beat?.cancel();
        beat = heartbeat();
      },
    });
    return () => {
      timeout?.cancel();
      beat?.cancel();
      forget();
    };
  });
}

function timedOut(state: CompiledState): never {
  throw new StateError('States.Timeout', `«${state.name}» had no answer in time.`);
}
function heartless(state: CompiledState): never {
  throw new StateError('States.HeartbeatTimeout', `«${state.name}» sent no heartbeat in time.`);
}

function call({ run }: Frame, state: CompiledState, args: unknown): Promise<unknown> {
  const { cloud, principal, record } = run;
  const { executionArn, stateMachineArn } = record;
  return state.task!.call(args, { cloud, principal, executionArn, stateMachineArn });
}

/** Surrounds a task with its history events; without `args` it was scheduled before a restart. */
async function logged(
  at: Frame,
  state: CompiledState,
  args: unknown,
  work: () => Promise<unknown>,
): Promise<unknown> {
  const { journal, cloud } = at.run;
  const { resourceType, resource } = state.task!;
  const of = { resourceType, resource };
  if (args !== undefined) {
    journal.event('TaskScheduled', () => ({
      taskScheduledEventDetails: { ...of, region: cloud.region, parameters: JSON.stringify(args) },
    }));
    journal.event('TaskStarted', () => ({ taskStartedEventDetails: of }));
  }
  try {
    const result = await work();
    journal.event('TaskSucceeded', () => ({
      taskSucceededEventDetails: {
        ...of,
        output: JSON.stringify(result),
        outputDetails: { truncated: false },
      },
    }));
    return result;
  } catch (error) {
    if (error instanceof StateError) {
      const late = error.error === 'States.Timeout' || error.error === 'States.HeartbeatTimeout';
      journal.event(late ? 'TaskTimedOut' : 'TaskFailed', () => ({
        [late ? 'taskTimedOutEventDetails' : 'taskFailedEventDetails']: {
          ...of,
          error: error.error,
          cause: error.detail,
        },
      }));
    }
    throw error;
  }
}

async function secondsOf(
  evaluate: Evaluate | undefined,
  bindings: any,
  state: CompiledState,
): Promise<number | undefined> {
  if (!evaluate) return undefined;
  const seconds = await evaluate(bindings);
  if (typeof seconds === 'number' && seconds > 0) return seconds;
  throw new StateError(
    'States.QueryEvaluationError',
    `A time-out of «${state.name}» is ${JSON.stringify(seconds)}, not a number > 0.`,
  );
}
