/** A failure in the words of the States Language: `error` is what Retry and Catch match, `cause` is for people. */
export class StateError extends Error {
  readonly error: string;
  readonly detail: string;
  constructor(error: string, detail: string) {
    super(`${error}: ${detail}`);
    this.name = 'StateError';
    this.error = error;
    this.detail = detail;
  }
}

/** Thrown inside a branch that was stopped from outside; never seen by Retry or Catch. */
export class Cancelled extends Error {}

/** The two that `States.ALL` does not cover (Step Functions developer guide, "Error names"). */
const TERMINAL = new Set(['States.DataLimitExceeded', 'States.Runtime']);

/** Does one of a retrier's or catcher's `ErrorEquals` cover this error? */
export function covers(errorEquals: string[], error: string): boolean {
  return errorEquals.some(name => {
    if (name === error) return true;
    if (TERMINAL.has(error)) return false;
    if (name === 'States.ALL') return true;
    if (name === 'States.Timeout') return error === 'States.HeartbeatTimeout';
    return name === 'States.TaskFailed' && error !== 'States.Timeout' && error !== 'States.HeartbeatTimeout';
  });
}

/** 256 KiB: the most that may enter or leave a state, as UTF-8 JSON. */
export const DATA_LIMIT = 262_144;

/** JSON text of a state's input or output. @throws StateError `States.DataLimitExceeded` beyond 262,144 bytes. */
export function withinLimit(value: unknown, what: string): string {
  const text = JSON.stringify(value) ?? 'null';
  // A UTF-16 unit is at most three bytes of UTF-8, so short texts need no counting.
  if (text.length * 3 > DATA_LIMIT && Buffer.byteLength(text) > DATA_LIMIT) {
    throw new StateError(
      'States.DataLimitExceeded',
      `${what} has ${Buffer.byteLength(text)} bytes; the limit is ${DATA_LIMIT}.`,
    );
  }
  return text;
}
